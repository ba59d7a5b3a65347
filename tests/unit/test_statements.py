"""Statements: cue, content, speaker and kind over the constructions of news, and the turns that tell nothing."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from transforms.extract.english.saying import SAYING, Kind
from transforms.extract.language_model import load_model
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Passage, Statement


@cache
def model() -> Language:
    return load_model()


def read(text: str) -> list[Statement]:
    [reading] = read_texts(model(), [(text, Context())])
    return reading.statements


def told(text: str) -> list[tuple[str | None, str, list[str], str]]:
    return [
        (s.speaker.text if s.speaker else None, s.text, [part.text.strip(" .") for part in s.content], s.kind)
        for s in read(text)
    ]


CASES = [
    (
        "The finance minister said that the budget would pass in June.",
        "The finance minister",
        "said",
        ["the budget would pass in June"],
        "indirect",
    ),
    (
        "Peru said it had closed the border crossing on Tuesday.",
        "Peru",
        "said",
        ["it had closed the border crossing on Tuesday"],
        "indirect",
    ),
    (
        "“We will not pay for their mistakes,” Prime Minister Elena Brok said.",
        "Prime Minister Elena Brok",
        "said",
        ["“We will not pay for their mistakes,”"],
        "direct",
    ),
    (
        '"The harvest was the worst in a decade," said Omar Haddad, who heads the growers\' union.',
        "Omar Haddad",
        "said",
        ['"The harvest was the worst in a decade,"'],
        "direct",
    ),
    (
        '"The bridge is safe. We checked it twice," the engineer told reporters in Lima.',
        "the engineer",
        "told",
        ['"The bridge is safe. We checked it twice,"'],
        "direct",
    ),
    (
        "According to the World Bank, growth will slow to 2 percent next year.",
        "the World Bank",
        "According to",
        ["growth will slow to 2 percent next year"],
        "indirect",
    ),
    (
        "Growth will slow to 2 percent next year, according to two people familiar with the forecast.",
        "two people familiar with the forecast",
        "according to",
        ["Growth will slow to 2 percent next year"],
        "indirect",
    ),
    (
        "Mayor Lena Holt, who said the tunnel was flooded, asked for federal help.",
        "Mayor Lena Holt",
        "said",
        ["the tunnel was flooded"],
        "indirect",
    ),
    ("Zhou told lawmakers that the ships had left port.", "Zhou", "told", ["the ships had left port"], "indirect"),
    (
        "In a statement, the Kenyan foreign ministry said the talks had failed.",
        "the Kenyan foreign ministry",
        "said",
        ["the talks had failed"],
        "indirect",
    ),
    (
        "The governor wrote on X that schools would stay shut.",
        "The governor",
        "wrote",
        ["schools would stay shut"],
        "indirect",
    ),
    ("Kowalski tweeted: “The vote was stolen.”", "Kowalski", "tweeted", ["“The vote was stolen.”"], "direct"),
    ("Musk posted that the rocket was ready.", "Musk", "posted", ["the rocket was ready"], "indirect"),
    (
        "Armenia accused Azerbaijan of shelling two villages.",
        "Armenia",
        "accused",
        ["Azerbaijan of shelling two villages"],
        "indirect",
    ),
    ("The talks would go on, she added.", "she", "added", ["The talks would go on"], "indirect"),
    (
        "The general was quoted as saying the airport would reopen.",
        "The general",
        "quoted as saying",
        ["the airport would reopen"],
        "indirect",
    ),
    ("It is said that the mine holds gold.", None, "said", ["the mine holds gold"], "indirect"),
    (
        "The rebels are reported to have crossed the river.",
        None,
        "reported",
        ["The rebels", "to have crossed the river"],
        "indirect",
    ),
    (
        "The plan, the minister said, would cost nothing.",
        "the minister",
        "said",
        ["The plan", "would cost nothing"],
        "indirect",
    ),
    (
        "The company did not say how many workers it would fire.",
        "The company",
        "say",
        ["how many workers it would fire"],
        "indirect",
    ),
    (
        "The president will announce that the ban is over, aides expect.",
        "The president",
        "announce",
        ["the ban is over"],
        "indirect",
    ),
    (
        "Officials in Hanoi refused to say whether the pilots were alive.",
        "Officials in Hanoi",
        "say",
        ["whether the pilots were alive"],
        "indirect",
    ),
    (
        "Interest rates to stay high for years: Lagarde",
        "Lagarde",
        ":",
        ["Interest rates to stay high for years"],
        "indirect",
    ),
    ("Lagarde: ‘Rates will stay high’", "Lagarde", ":", ["‘Rates will stay high’"], "direct"),
    ("Three miners found alive, police say", "police", "say", ["Three miners found alive"], "indirect"),
    (
        "“I am tired,” the nurse said. “But I will stay.”",
        "the nurse",
        "said",
        ["“I am tired,”", "“But I will stay.”"],
        "direct",
    ),
    ("“The law,” Mr. Okoye said, “is a disgrace.”", "Mr. Okoye", "said", ["“The law,”", "“is a disgrace.”"], "direct"),
    (
        "The army described the raid as “a grave mistake” and said it would investigate.",
        "The army",
        "said",
        ["it would investigate"],
        "indirect",
    ),
    ("The envoy called the offer “a step forward”.", "The envoy", "called", ["the offer “a step forward”"], "mixed"),
    ("Hamas denied that it had moved the hostages.", "Hamas", "denied", ["it had moved the hostages"], "indirect"),
    (
        "The drug works, a study published on Monday found.",
        "a study published on Monday",
        "found",
        ["The drug works"],
        "indirect",
    ),
    (
        "The spokeswoman insisted the ministers had not met, adding that no visit was planned.",
        "The spokeswoman",
        "adding",
        ["no visit was planned"],
        "indirect",
    ),
    (
        "Germany urged Serbia to release the detained journalists.",
        "Germany",
        "urged",
        ["Serbia to release the detained journalists"],
        "indirect",
    ),
    ("The opposition claims the count was rigged.", "The opposition", "claims", ["the count was rigged"], "indirect"),
    (
        "A letter signed by 40 economists argues that tariffs hurt farmers.",
        "A letter signed by 40 economists",
        "argues",
        ["tariffs hurt farmers"],
        "indirect",
    ),
    (
        "Witnesses said soldiers had fired into the crowd and that several people fell.",
        "Witnesses",
        "said",
        ["soldiers had fired into the crowd and that several people fell"],
        "indirect",
    ),
    (
        "Ana Ruiz met the press on Friday. She said that the strike was over.",
        "She",
        "said",
        ["the strike was over"],
        "indirect",
    ),
    (
        "The junta has promised that elections will be held in May.",
        "The junta",
        "promised",
        ["elections will be held in May"],
        "indirect",
    ),
    (
        "Residents were told by the police that the dam might break.",
        "the police",
        "told",
        ["the dam might break"],
        "indirect",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "kind"), CASES)
def test_a_statement_is_read(text: str, speaker: str | None, cue: str, content: list[str], kind: str) -> None:
    assert (speaker, cue, [part.strip(" .") for part in content], kind) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The said vehicle was towed away on Monday.",
        "The road is, so to speak, a parking lot.",
        "The island is called Samosir.",
        "The story is told in two parts.",
        "He added sugar to the tea.",
        "The company added 300 jobs in May.",
        "The team added a second goal in the final minute.",
        "That said, exports rose in May.",
        "Having said goodbye, the crew left the port.",
        "The clock tells the time.",
        "The museum has told visitors apart by colour since 2010.",
        "The sign read in three languages.",
        "The parties stated in the contract are bound by it.",
        "It goes without saying.",
        "Needless to say, the match was cancelled.",
        "She told a joke and the hall laughed.",
        "The state report card was printed on Friday.",
        "Troops reported for duty at dawn.",
        "Paris: Five killed in fire",
        "The ministry will open at 9: bring your papers.",
    ],
)
def test_a_look_alike_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "cue", "modality", "polarity"),
    [
        ("The company did not say how many workers it would fire.", "say", "actual", "negative"),
        ("Officials in Hanoi refused to say whether the pilots were alive.", "say", "denied", "negative"),
        ("The president will announce that the ban is over.", "announce", "planned", "positive"),
        ("The minister may say that the talks failed.", "say", "possible", "positive"),
        ("The mayor is going to tell voters that the tax will rise.", "tell", "planned", "positive"),
        ("The judge declined to say when the trial would begin.", "say", "denied", "negative"),
        ("The envoy went on to say that the truce was over.", "say", "actual", "positive"),
        ("The army never said that the bridge was safe.", "said", "actual", "negative"),
    ],
)
def test_what_was_not_said_is_told_so(text: str, cue: str, modality: str, polarity: str) -> None:
    assert (cue, modality, polarity) in [(s.text, s.modality, s.polarity) for s in read(text)]


@pytest.mark.parametrize("kind", SAYING.kinds, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_is_read(kind: Kind) -> None:
    assert (kind.speaker, kind.content) in [(row[0], " ".join(row[2])) for row in told(kind.example)]


def test_every_word_of_a_kind_stands_once() -> None:
    assert all(word == word.lower().strip() for kind in SAYING.kinds for word in kind.words)
    assert len({kind.name for kind in SAYING.kinds}) == len(SAYING.kinds)


def test_a_quotation_goes_on_after_its_speaker() -> None:
    text = "“I am tired,” the nurse said. “But I will stay.”\n\n“We all will.”"
    [(speaker, cue, content, kind)] = told(text)
    assert (speaker, cue, kind) == ("the nurse", "said", "direct")
    assert content == ["“I am tired,”", "“But I will stay.”", "“We all will.”"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“The road is open.\n\n“The bridge is not,” Mayor Eva Lind said."
    [(speaker, _, content, kind)] = told(text)
    assert (speaker, kind) == ("Mayor Eva Lind", "direct")
    assert "The road is open" in content[0]
    assert "The bridge is not" in content[-1]


def test_a_pronoun_keeps_its_words_and_stands_for_its_name() -> None:
    said = read("President Emmanuel Macron arrived in Hanoi. He said that the deal was done.")[-1]
    assert said.speaker is not None
    assert said.speaker.text == "He"
    assert said.mention is not None
    assert (said.mention.name, said.country) == ("Emmanuel Macron", "FRA")


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Peru said it had closed the border.", "PER", "GOV"),
        ("Kenyan police said two men had fled.", "KEN", "COP"),
        ("The Norwegian defence minister said that the ships would sail.", "NOR", "GOV"),
        ("Two witnesses said the car had stopped.", None, None),
    ],
)
def test_country_and_sector_of_a_speaker(text: str, country: str | None, sector: str | None) -> None:
    [said] = read(text)
    assert said.country == country
    assert sector is None or said.sector == sector


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, Nov 24 (Reuters) - The UN envoy said that talks had failed. “We will try again,” he said.",
        "Vladimir Putin, left, told reporters in Minsk that the line was open.",
        "Rates to stay high: Lagarde\n\n“They will,” she said, “for years.”",
    ],
)
def test_spans_lead_back_to_the_text(text: str) -> None:
    statements = read(text)
    assert statements
    for said in statements:
        spans: list[Statement | Passage] = [said, said.whole, *said.content]
        spans += [said.speaker] if said.speaker is not None else []
        assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_rows_are_the_same_in_any_company() -> None:
    texts = [case[0] for case in CASES[:12]]
    together = [reading.statements for reading in read_texts(model(), [(text, Context()) for text in texts])]
    assert together == [read(text) for text in texts]


@pytest.mark.parametrize(
    "text", ["Adding", "Adding that", "Saying", '"', '"So', "said", "Said:", "said .", "Telling him, he said."]
)
def test_a_text_may_begin_and_end_with_a_word_of_saying(text: str) -> None:
    (reading,) = read_texts(load_model(), [(text, Context())])
    assert all(text[s.start : s.end] == s.text for s in reading.statements)
