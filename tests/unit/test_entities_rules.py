"""The named rules of the names reader: each refuses or decides what it is for, and leaves its control alone."""

from __future__ import annotations

import pytest
from spacy.tokens import Span as Entity
from test_movements import language

from transforms.extract.entities import read_names
from transforms.extract.entities.candidates.not_names import REFUSALS
from transforms.extract.entities.kinds.decide import RULES
from transforms.extract.readers import load_gazetteer
from transforms.extract.rows import Context, Mention


def read(text: str, name: str, label: str) -> tuple[list[Mention], set[str]]:
    """The mentions of a text in which the model found one name, and the rules that the trace names."""
    doc, context = language()(text), Context()
    start = text.index(name)
    span = doc.char_span(start, start + len(name), label=label, alignment_mode="expand")
    assert isinstance(span, Entity)
    doc.set_ents([span])
    mentions = read_names(doc, context, load_gazetteer()).mentions
    return mentions, {decision.rule for decision in context.trace.decisions}


# Rule, text and what the model reads in it; a text with a name that the rule leaves alone.
REFUSED = [
    (
        "portfolio",
        "The Minister of Labour and Quorlment spoke.",
        "Quorlment",
        "The head of Quorlment spoke.",
        "Quorlment",
    ),
    ("small_letters", "He left the blue team early.", "blue team", "He left the Blue Quorls early.", "Blue Quorls"),
    ("listed_as_no_name", "The CEO spoke on Monday.", "CEO", "The QVX spoke on Monday.", "QVX"),
    ("number", "They bought 5G gear.", "5G", "They joined G5 there.", "G5"),
    ("everyday_word", "Ladders are sold here.", "Ladders", "Quorltex prices rose.", "Quorltex"),
]


@pytest.mark.parametrize(("rule", "text", "name", "control", "kept"), REFUSED)
def test_what_is_no_name_is_refused_by_the_rule_that_says_so(
    rule: str, text: str, name: str, control: str, kept: str
) -> None:
    mentions, rules = read(text, name, "ORG")
    assert rule in rules
    assert name not in {mention.text for mention in mentions}
    mentions, rules = read(control, kept, "ORG")
    assert rule not in rules
    assert kept in {mention.text for mention in mentions}


def test_every_refusal_has_a_case() -> None:
    assert {rule for rule, *_ in REFUSED} == {name for name, _ in REFUSALS}


DECIDED = [
    ("family", "Tom Quorl spoke. The Quorls left.", "Tom Quorl", "PERSON", "Quorls", "nationality"),
    ("surname_like_a_town", "Ram Rochdale spoke. Later Rochdale left.", "Ram Rochdale", "PERSON", "Rochdale", "person"),
]


@pytest.mark.parametrize(("rule", "text", "name", "label", "decided", "kind"), DECIDED)
def test_rules_decide_the_kind_before_votes_do(
    rule: str, text: str, name: str, label: str, decided: str, kind: str
) -> None:
    assert rule in {name for name, *_ in RULES}
    doc, context = language()(text), Context()
    spans = [
        doc.char_span(text.rindex(part), text.rindex(part) + len(part), label=found, alignment_mode="expand")
        for part, found in ((name, label), (decided, "ORG"))
    ]
    doc.set_ents([span for span in spans if span is not None])
    mentions = read_names(doc, context, load_gazetteer()).mentions
    assert [m.kind for m in mentions if m.text == decided] == [kind]
    assert rule in {decision.rule for decision in context.trace.decisions}


def test_the_votes_drop_a_word_that_only_the_model_reads_as_a_place() -> None:
    mentions, rules = read("Some said Quorltown was late.", "Quorltown", "GPE")
    assert mentions == [] and "only_the_model_says_so" in rules
    kept, rules = read("Some said the ferry in Quorltown was late.", "Quorltown", "GPE")
    assert [m.kind for m in kept] == ["place"] and "only_the_model_says_so" not in rules


@pytest.mark.parametrize(("ship", "country"), [("USS Nimitz", "USA"), ("ROKS Gangwon", "KOR"), ("MV Quorl", None)])
def test_the_prefix_of_a_ship_tells_its_country(ship: str, country: str | None) -> None:
    doc = language()(f"The {ship} left on Monday.")
    (found,) = read_names(doc, Context(), load_gazetteer()).mentions
    assert (found.text, found.kind, found.country) == (ship, "vehicle", country)
