"""What the words of a clause say of its verb: subject, passive, speaker, tense, modality, negation, cue."""

from __future__ import annotations

from functools import cache

import pytest

from transforms.extract.clauses import Clause, Clauses
from transforms.extract.clauses.noun_phrases import PARTS, phrase_of
from transforms.extract.clauses.verb_tense import FUTURE, PAST
from transforms.extract.english.modality import Modality, Reality
from transforms.extract.language_model import load_model
from transforms.extract.text.index import TextIndex


@cache
def clauses_of(text: str) -> Clauses:
    return Clauses(TextIndex(load_model()(text)))


def clause(text: str, verb: str) -> Clause:
    clauses = clauses_of(text)
    return clauses.of(next(token for token in clauses.index.doc if token.text == verb))


@pytest.mark.parametrize(
    ("text", "verb", "subject", "is_passive"),
    [
        ("Kenya sent 300 soldiers to Somalia.", "sent", "Kenya", False),
        ("The rebels were arrested by the police.", "arrested", "rebels", True),
        ("A plan condemned by critics failed.", "condemned", None, True),
        ("The minister has resigned.", "resigned", "minister", False),
    ],
)
def test_subject_and_passive(text: str, verb: str, subject: str | None, is_passive: bool) -> None:
    found = clause(text, verb)
    assert (found.subject.text if found.subject else None, found.is_passive) == (subject, is_passive)


@pytest.mark.parametrize(
    ("text", "verb", "speaker"),
    [
        ("The mayor said that the bridge was safe.", "said", "mayor"),
        ("It was reported by the police that two men had fled.", "reported", "police"),
        ("The mayor, who said that the bridge was safe, resigned.", "said", "mayor"),
        ("The mayor went on to say that the bridge was safe.", "say", "mayor"),
        # no verb of saying
        ("The mayor built a bridge.", "built", None),
    ],
)
def test_who_says_what_a_verb_reports(text: str, verb: str, speaker: str | None) -> None:
    found = clause(text, verb).speaker
    assert (found.text if found else None) == speaker


@pytest.mark.parametrize(
    ("text", "verb", "modality", "is_negative", "cue"),
    [
        ("Kenya sent soldiers.", "sent", Modality.ACTUAL, False, None),
        ("Kenya will send soldiers.", "send", Modality.PLANNED, False, "will"),
        ("Kenya may send soldiers.", "send", Modality.POSSIBLE, False, "may"),
        ("Kenya has not sent soldiers.", "sent", Modality.ACTUAL, True, "has not"),
        ("Kenya planned to send soldiers.", "send", Modality.PLANNED, False, "planned to"),
        ("Kenya refused to send soldiers.", "send", Modality.DENIED, True, "refused to"),
        ("No official said anything.", "said", Modality.ACTUAL, True, None),
    ],
)
def test_did_it_happen(text: str, verb: str, modality: Modality, is_negative: bool, cue: str | None) -> None:
    found = clause(text, verb)
    assert (found.modality, found.is_negative, found.cue) == (modality, is_negative, cue)


def test_tense_of_a_verb_and_of_a_date() -> None:
    past, future = clause("Kenya sent soldiers.", "sent").tense, clause("Kenya will send soldiers.", "send").tense
    assert past is not None
    assert future is not None
    assert (past.direction, future.direction) == (PAST, FUTURE)
    text = "The court will rule on Friday."
    assert clauses_of(text).tense_at(text.index("Friday"), text.index(".")).direction is FUTURE


def test_a_verb_is_read_once() -> None:
    assert clause("Kenya sent soldiers.", "sent") is clause("Kenya sent soldiers.", "sent")


def test_what_has_not_happened_is_no_reported_figure() -> None:
    assert all(modality.has_happened == modality.reality.has_happened for modality in Modality)
    assert {modality.reality for modality in Modality} == set(Reality) - {Reality.ESTIMATED}


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The finance minister of Kenya said so.", "minister", "The finance minister of Kenya"),
        ("Two officials in Hanoi said so.", "officials", "Two officials in Hanoi"),
        ("The army on Monday said so.", "army", "The army"),
        ("A letter signed by 40 economists said so.", "letter", "A letter signed by 40 economists"),
        ("The minister and two generals said so.", "minister", "The minister and two generals"),
        # a clause in commas is no part of it
        ("The minister, who was ill, said so.", "minister", "The minister"),
    ],
)
def test_the_phrase_of_a_noun(text: str, head: str, phrase: str) -> None:
    doc = clauses_of(text).index.doc
    verb = next(token for token in doc if token.text == "said")
    found = phrase_of(next(token for token in doc if token.text == head), verb)
    assert doc[found.first : found.last + 1].text == phrase


def test_parts_of_a_phrase_have_names_of_their_own() -> None:
    assert len({part.name for part in PARTS}) == len(PARTS)
