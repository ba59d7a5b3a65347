"""Every rule that refuses an act or a statement has a sentence that it refuses, and one that it keeps."""

from __future__ import annotations

from functools import cache

import pytest

from transforms.extract.clauses import Clauses
from transforms.extract.encoder.decoding import ReadTrigger
from transforms.extract.language_model import load_model
from transforms.extract.movements.acts import refusals as acts
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Reading
from transforms.extract.statements.cues import headlines, verbs
from transforms.extract.text.index import TextIndex


@cache
def read(text: str) -> Reading:
    [reading] = read_texts(load_model(), [(text, Context())])
    return reading


def refused(text: str, reader: str) -> set[tuple[str, str]]:
    made = read(text).trace.decisions
    return {(d.rule, text[d.start : d.end]) for d in made if (d.reader, d.verdict) == (reader, "refused")}


STATEMENTS = [
    ("empty_turn", "That said, the bridge is safe.", "said", "The mayor said the bridge was safe."),
    ("has_no_content", "The mayor agreed.", "agreed", "The mayor agreed that the bridge was safe."),
    ("has_no_speaker", "To announce a plan is wrong.", "announce", "The mayor announced a plan."),
    ("is_own_opinion", "I think it will rain.", "think", "Analysts think it will rain."),
    ("passive_without_content", "The letter was read.", "read", "It was reported that the bank had failed."),
]


@pytest.mark.parametrize(("rule", "text", "word", "control"), STATEMENTS, ids=[case[0] for case in STATEMENTS])
def test_a_word_of_saying_that_makes_no_statement(rule: str, text: str, word: str, control: str) -> None:
    assert (rule, word) in refused(text, "statements")
    assert read(text).statements == []
    assert rule not in {found for found, _ in refused(control, "statements")}
    assert read(control).statements != []


def test_every_refusal_of_statements_has_a_case() -> None:
    named = {rule.name for rule in verbs.REFUSALS} | {"empty_turn", "passive_without_content"}
    assert named == {case[0] for case in STATEMENTS}


def candidate(text: str, word: str, type_: str = "REJECT", sure: float = 0.9) -> acts.Candidate:
    start = text.index(word)
    doc = load_model()(text)
    scores = {"type": sure, "modality": sure, "polarity": sure, "mode": sure}
    doubts = {f"doubt of {role}": 2 * (1 - sure) for role in ("actor", "recipient")}
    act = ReadTrigger(start, start + len(word), type_, None, "actual", "positive", scores | doubts)
    return acts.make_candidate(act, Clauses(TextIndex(doc)))


@pytest.mark.parametrize(
    ("rule", "text", "word", "sure"),
    [
        ("too_unsure", "The army bombed two villages.", "bombed", 0.01),
        ("gives_no_answer", "The minister declined to comment on the raid.", "declined", 0.9),
        ("names_no_act", "The army bombed less than two villages.", "than", 0.9),
        (None, "The minister declined to meet the envoy.", "declined", 0.9),
        (None, "The army bombed two villages.", "bombed", 0.9),
    ],
)
def test_an_act_that_gives_no_movement(rule: str | None, text: str, word: str, sure: float) -> None:
    assert acts.find_refusal(candidate(text, word, sure=sure)) == rule


def test_every_refusal_of_acts_has_a_name_of_its_own() -> None:
    assert [rule.name for rule in acts.REFUSALS] == ["too_unsure", "gives_no_answer", "names_no_act"]


def test_a_game_is_noted_in_the_trace() -> None:
    text = "The striker attacked the goalkeeper of Chelsea in the semifinal."
    assert read(text).movements == []
    assert {rule for rule, _ in refused(text, "movements")} <= {"game", *(rule.name for rule in acts.REFUSALS)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police: two men fled", "Police"),
        ("Kenyan officials: dam is safe", "Kenyan officials"),
        ("Halloran: “Rates will stay high”", "Halloran"),
        ("Emmanuel Macron: France will pay", "Emmanuel Macron"),
        ("UN: hunger is growing", "UN"),
        ("Rates to stay high: Halloran", "Halloran"),
        # names nobody
        ("Watch: the dam is safe", None),
        ("In pictures: the dam is safe", None),
    ],
)
def test_who_speaks_before_a_colon(text: str, speaker: str | None) -> None:
    found = [s.speaker.text for s in read(text).statements if s.speaker and s.rule.startswith("colon")]
    assert found == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("text", "rule"), [("In pictures: the dam is safe", "no_name"), ("Dam of stone: the water rises", "names_nobody")]
)
def test_words_before_a_colon_that_name_nobody(text: str, rule: str) -> None:
    assert (rule, ":") in refused(text, "statements")


def test_decisions_on_speakers_have_names_of_their_own() -> None:
    assert len({decision.name for decision in headlines.SPEAKERS}) == len(headlines.SPEAKERS)


def test_a_sentence_that_is_taken_back_names_the_rule() -> None:
    text = "It is not true that Kenya sent 300 soldiers to Somalia, officials said."
    reading = read(text)
    [movement], [figure] = reading.movements, reading.metrics
    assert (movement.modality, movement.polarity, movement.attributed_to) == ("denied", "negative", "officials")
    assert (figure.reality, figure.attributed_to, figure.movement) == ("denied", "officials", 0)
    assert [(d.reader, d.rule) for d in reading.trace.decisions if d.verdict == "changed"] == [
        ("movements", "not_true")
    ]


def test_a_quotation_around_its_speaker() -> None:
    [said] = read("The plan, the finance minister of Kenya said on Monday, “would cost nothing”.").statements
    assert (said.kind, said.rule, said.country, said.sector) == ("mixed", "verb:say/around", "KEN", "GOV")
    assert [part.text for part in said.content] == ["The plan", "“would cost nothing”"]
