"""How long ago an act was: "three years since Russia invaded", "28 years after rebels attacked"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses.syntax import climb, lemma
from transforms.extract.dates.grammar import load_grammar
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.vocabulary import RECALL

_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?")
_MARK_LABELS = frozenset({"mark", "prep", "advmod"})
# An anniversary is at most so far above what it is the anniversary of.
_NEAR_ANNIVERSARY = 4


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How long ago something was: from the day of publication, or ``after`` it from another day in the sentence."""

    count: int
    unit: str
    after: Token | None = None


def read_elapsed(trigger: Trigger) -> Elapsed | None:
    """The time since an act, counted or by its anniversary: "the 10th anniversary of the invasion"."""
    link = next((found for node in (trigger.verb, trigger.token) if (found := _link(node)) is not None), None)
    if link is not None:
        return _count_before(link)
    years = _anniversary(trigger.token)
    return Elapsed(years, "year") if years is not None else None


def _link(node: Token) -> Token | None:
    """The word "since" or "after" to the right of a number of units, of whose clause the node is the head."""
    marks = RECALL.elapsed_marks | RECALL.later_marks
    for child in node.children:
        if child.lower_ in marks and 0 < child.i < node.i and child.dep_ in _MARK_LABELS:
            return child
    return node.head if node.dep_ in ("pobj", "pcomp") and node.head.lower_ in marks else None


def _count_before(link: Token) -> Elapsed | None:
    """The number of units before "since" or "after"; None where there is none."""
    counted = link.doc[link.i - 1]
    if counted.pos_ != "NOUN" or lemma(counted) not in RECALL.elapsed_units or counted.i <= counted.sent.start:
        return None
    number = _count(link.doc[counted.i - 1])
    after = link if link.lower_ in RECALL.later_marks else None
    return Elapsed(number, lemma(counted), after) if number is not None else None


def _anniversary(token: Token) -> int | None:
    for above in climb(token, _NEAR_ANNIVERSARY):
        if lemma(above) == "anniversary":
            ordinals = (number for c in above.children if c.i < above.i and (number := _number(c)) is not None)
            return next(ordinals, None)
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _count(token: Token) -> int | None:
    return 1 if token.lower_ in ("a", "an") else _number(token)


def _number(token: Token) -> int | None:
    digits = _DIGITS.fullmatch(token.lower_)
    if digits:
        return int(digits[1])
    classes = load_grammar().classes
    found: int | None = classes["NUMBER_WORD"].get(token.lower_) or classes["ORDINAL_WORD"].get(token.lower_)
    return found
