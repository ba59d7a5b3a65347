"""Whether a verb or noun is about the past or about what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from spacy.tokens import Token

from transforms.extract.clauses.syntax import lemma, neighbour
from transforms.extract.clauses.vocabulary import TENSE_WORDS
from transforms.extract.english.modality import MODAL_WORDS

_AUXILIARIES = MODAL_WORDS.auxiliaries
_POSSIBLE = _AUXILIARIES.possible | _AUXILIARIES.conditional | _AUXILIARIES.obliging


class Direction(IntEnum):
    """The side of the day of publication."""

    PAST = -1
    OPEN = 0
    FUTURE = 1


PAST, OPEN, FUTURE = Direction


@dataclass(frozen=True, slots=True)
class Tense:
    """``is_sure`` when a finite verb or "will" itself gives the direction.

    ``is_strict``: the date hangs on that verb itself and says when it happens ("visited on Dec. 3"), so that
    nearness has no say. A date of something else ("declared a dividend payable Dec. 1") is not strict.
    """

    direction: Direction
    is_sure: bool = False
    is_strict: bool = False

    @property
    def is_strictly_past(self) -> bool:
        """True if the verb leaves no choice but a date before publication."""
        return self.is_strict and self.direction is PAST


def tense_of(word: Token) -> Tense | None:
    """The tense that a verb or noun gives to what hangs on it; None when its own governor decides.

    A participle or an infinitive of purpose leaves it to its governor, and so does a noun that is no plan.
    """
    return _tense_of_verb(word) if word.tag_[:2] in ("VB", "MD") else _tense_of_noun(word)


def _tense_of_noun(noun: Token) -> Tense | None:
    if noun.tag_[:2] in ("NN", "JJ") and looks_ahead(noun):
        return Tense(FUTURE, True)
    if noun.tag_[:2] == "NN" and any(child.dep_ == "amod" and looks_ahead(child) for child in noun.lefts):
        return Tense(FUTURE, True)
    return None


def looks_ahead(word: Token) -> bool:
    """True for "plan", "expected", "upcoming", and for "set" of "set for"."""
    if word.lemma_.lower() in TENSE_WORDS.future_governors:
        return True
    following = neighbour(word, 1).lower_ if word.i + 1 < len(word.doc) else ""
    return f"{word.lower_} {following}" in TENSE_WORDS.future_pairs


def _tense_of_verb(verb: Token) -> Tense | None:
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if helpers & _AUXILIARIES.future:
        return Tense(FUTURE, True)
    if helpers & _POSSIBLE:
        is_past = "have" in helpers or any(child.dep_ == "neg" for child in verb.lefts)
        return Tense(PAST) if is_past else Tense(FUTURE)
    if "to" in helpers or (verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).lower_ == "to"):
        return _tense_of_infinitive(verb, helpers)
    if helpers & _AUXILIARIES.past or verb.tag_ == "VBD":
        return Tense(FUTURE) if verb.tag_ == "VBN" and looks_ahead(verb) else Tense(PAST, True)
    return _tense_of_form(verb, bool(helpers))


def _tense_of_infinitive(verb: Token, helpers: set[str]) -> Tense | None:
    if "have" in helpers:
        return Tense(PAST)
    return Tense(FUTURE, True) if lemma(verb.head) in TENSE_WORDS.infinitive_governors else None


def _tense_of_form(verb: Token, has_helper: bool) -> Tense | None:
    """The tense of a participle or a present without an auxiliary that decides."""
    is_plan = looks_ahead(verb)
    if verb.tag_ == "VBN":
        if is_plan:
            return Tense(FUTURE, True)
        return Tense(OPEN) if has_helper else Tense(PAST)
    if verb.tag_ == "VBG":
        return Tense(FUTURE) if is_plan or verb.lower_ == "going" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense(FUTURE) if is_plan or lemma(verb) in TENSE_WORDS.announced_verbs else Tense(OPEN)
    return None
