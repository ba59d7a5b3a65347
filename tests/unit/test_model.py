"""The bundled English model: sentences, lemmas, dependencies and names on sentences written for these tests."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from transforms.extract.model import load_bundled
from transforms.extract.model.training.cleaning import clean_names
from transforms.extract.model.training.passages import Passage, Tree
from transforms.extract.model.training.tree_edits import insert_break, replace_span
from transforms.extract.model.training.variation import curl_quotes, wrap_lines
from transforms.extract.model.weights import HALVED, PACKED, cast_floats
from transforms.extract.reading import mark_names


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_bundled()


def sentences(doc: Doc) -> list[str]:
    return [sent.text.strip() for sent in doc.sents]


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(ent.text, ent.label_) for ent in mark_names(doc).ents}


def lemma(doc: Doc, word: str) -> str:
    return next(token.lemma_ for token in doc if token.text == word)


def test_model_names_its_version_and_licence(nlp: Language) -> None:
    assert nlp.meta["name"] == "newsledger_en"
    assert nlp.meta["version"].count(".") == 2
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert nlp.pipe_names.index("paragraph_starts") < nlp.pipe_names.index("parser")


def test_packed_model_fits_the_repository() -> None:
    assert PACKED.stat().st_size < 40e6


def test_blank_line_starts_a_sentence(nlp: Language) -> None:
    doc = nlp("Floods close roads in Ghana\n\nHeavy rain fell on Tuesday.\n\nA bridge in Tamale\n\nStaff photo")
    assert sentences(doc) == [
        "Floods close roads in Ghana",
        "Heavy rain fell on Tuesday.",
        "A bridge in Tamale",
        "Staff photo",
    ]


def test_blank_line_with_blanks_in_it_starts_a_sentence(nlp: Language) -> None:
    doc = nlp("Ministers meet in Lima \n  \nThe talks opened on Monday.")
    assert sentences(doc) == ["Ministers meet in Lima", "The talks opened on Monday."]


def test_single_line_break_does_not_end_a_sentence(nlp: Language) -> None:
    doc = nlp(
        "The foreign ministers of the two countries met in Geneva on Monday to\n"
        "discuss the border dispute, and they agreed to continue the talks in\n"
        "March. The United\nStates welcomed the meeting."
    )
    assert len(sentences(doc)) == 2
    assert sentences(doc)[1].startswith("The United")


def test_empty_and_blank_texts_are_parsed(nlp: Language) -> None:
    assert [len(doc) for doc in nlp.pipe(["", "\n\n", " "])] == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The president met the king in Rabat.", "met", "meet"),
        ("The company paid a fine.", "paid", "pay"),
        ("They held talks on Friday.", "held", "hold"),
        ("The army withdrew from the town.", "withdrew", "withdraw"),
        ("The rebels fought for two days.", "fought", "fight"),
        ("The troops were withdrawn last year.", "withdrawn", "withdraw"),
        ("She was in Nairobi.", "was", "be"),
        ("He didn't sign the treaty.", "n't", "not"),
        ("He didn’t sign the treaty.", "n’t", "not"),
        ("They have signed it.", "They", "they"),
        ("The minister visited us.", "us", "we"),
        ("The countries signed agreements.", "agreements", "agreement"),
    ],
)
def test_lemmas(nlp: Language, text: str, word: str, expected: str) -> None:
    assert lemma(nlp(text), word) == expected


def test_passive_labels(nlp: Language) -> None:
    doc = nlp("The treaty was signed by the two presidents in Lisbon.")
    labels = {token.text: token.dep_ for token in doc}
    assert labels["treaty"] == "nsubjpass"
    assert labels["was"] == "auxpass"
    assert labels["by"] == "agent"
    assert labels["presidents"] == "pobj"


def test_conjunction_labels(nlp: Language) -> None:
    doc = nlp("The president visited Kenya and met the prime minister.")
    met = next(token for token in doc if token.text == "met")
    assert (met.dep_, met.head.text) == ("conj", "visited")
    assert next(token for token in doc if token.text == "and").dep_ == "cc"


def test_active_clause_has_noun_chunks(nlp: Language) -> None:
    doc = nlp("The finance minister announced a new budget.")
    assert [chunk.text for chunk in doc.noun_chunks] == ["The finance minister", "a new budget"]
    assert [token.dep_ for token in doc if token.text in ("minister", "budget")] == ["nsubj", "dobj"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Kwabena Osei arrived in Accra on Monday.", {("Kwabena Osei", "PERSON"), ("Accra", "GPE")}),
        ("Lee Min-woo, a South Korean diplomat, spoke.", {("Lee Min-woo", "PERSON"), ("South Korean", "NORP")}),
        ("Officials from Sri Lanka met Mr. Hassan al-Karim.", {("Sri Lanka", "GPE"), ("Hassan al-Karim", "PERSON")}),
        ("The World Bank opened an office in Peru.", {("World Bank", "ORG"), ("Peru", "GPE")}),
        ("The United\nNations sent aid to Haiti.", {("United\nNations", "ORG"), ("Haiti", "GPE")}),
        ("Most Kenyans are Christians.", {("Kenyans", "NORP"), ("Christians", "NORP")}),
    ],
)  # fmt: skip
def test_names(nlp: Language, text: str, expected: set[tuple[str, str]]) -> None:
    assert names(nlp(text)) == expected


def test_same_text_gives_same_rows_alone_and_in_a_batch(nlp: Language) -> None:
    text = "President Amina Diallo of Guinea met Turkish officials in Ankara.\n\nThey signed two agreements."
    others = ["The central bank raised rates.", "Fighting broke out near the border on Sunday, officials said."]

    def rows(doc: Doc) -> list[Any]:
        return [[(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc], sorted(names(doc))]

    assert rows(nlp(text)) == rows(list(nlp.pipe([*others, text]))[2])


def test_line_break_inside_a_name_belongs_to_it() -> None:
    passage = Passage(["South", "Africa", "won"], [True, True, False], ["B-GPE", "I-GPE", "O"])
    insert_break(passage, 0, "\n")
    assert passage.words == ["South", "\n", "Africa", "won"]
    assert passage.ents == ["B-GPE", "I-GPE", "I-GPE", "O"]


def test_replaced_name_keeps_the_tree_whole() -> None:
    tags, pos = ["NNP", "NNP", "VBD"], ["PROPN", "PROPN", "VERB"]
    tree = Tree(tags, pos, ["", "", ""], heads=[1, 2, 2], deps=["compound", "nsubj", "ROOT"])
    passage = Passage(["John", "Smith", "left"], [True, True, False], None, tree)
    replace_span(passage, 0, 2, ["Kim", "Jong", "-", "un"], [True, False, False, False])
    assert passage.words == ["Kim", "Jong", "-", "un", "left"]
    assert passage.spaces == [True, False, False, True, False]
    assert tree.heads == [3, 3, 3, 4, 4]
    assert tree.deps == ["compound", "compound", "punct", "nsubj", "ROOT"]


def test_labels_are_repaired_to_one_convention() -> None:
    words = ["President", "Anwar", "of", "Sri", "Lanka", "met", "South", "Korean", "and"]
    words += ["Iraqi", "Interior", "Ministry", "officials"]
    ents = ["B-PERSON", "I-PERSON", "O", "B-GPE", "B-GPE", "O", "O", "B-NORP", "O", "B-NORP", "B-ORG", "I-ORG", "O"]
    cleaned = clean_names(Passage(words, [True] * len(words), ents, source="ner_gmb_train"))
    assert cleaned.ents == [
        "O", "B-PERSON", "O", "B-GPE", "I-GPE", "O", "B-NORP", "I-NORP", "O", "B-ORG", "I-ORG", "I-ORG", "O",
    ]  # fmt: skip


def test_wrapped_lines_keep_words_and_order() -> None:
    words = [f"word{i}" for i in range(60)]
    passage = Passage(list(words), [True] * 59 + [False], ["O"] * 60)
    wrap_lines(passage, Random(1))
    breaks = [word for word in passage.words if word.isspace()]
    assert len(breaks) >= 4 and all(b.count("\n") == 1 for b in breaks)
    assert [word for word in passage.words if not word.isspace()] == words
    assert len(passage.words) == len(passage.spaces) == len(passage.ents or [])


def test_quotes_are_curled_in_pairs() -> None:
    passage = Passage(['"', "It", "'s", "over", '"'], [False, False, True, False, False], ["O"] * 5)
    curl_quotes(passage)
    assert passage.words == ["“", "It", "’s", "over", "”"]


def test_halved_weights_come_back_close() -> None:
    weights = numpy.linspace(-2, 2, 50, dtype="float32")
    halved = cast_floats({"W": weights, "nested": [weights]}, *HALVED)
    widened = cast_floats(halved, *reversed(HALVED))
    assert halved["W"].dtype == numpy.float16
    assert numpy.allclose(widened["nested"][0], weights, atol=2e-3)
