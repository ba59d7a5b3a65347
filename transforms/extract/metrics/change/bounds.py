"""Words that bound a figure: "about", "more than", "at least", "less than", "up to"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import GUARDS, MODIFIERS

_LONGEST = 5


_BEFORE = {phrase: name for name, listed in MODIFIERS.before.items() for phrase in listed}
_AFTER = {phrase: name for name, listed in MODIFIERS.after.items() for phrase in listed}


def read_modifier(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """The bound of ``quantity`` from the words before it, else from those after it, else from a prefix ("sub-7")."""
    return _before(lexemes, quantity.first) or _after(lexemes, quantity) or _prefix(lexemes, quantity)


def _before(lexemes: Lexemes, first: int) -> str | None:
    end = first
    for _ in range(2):
        for size in range(_LONGEST, 0, -1):
            if end - size >= 0 and (name := _BEFORE.get(" ".join(lexemes.lower[end - size : end]))):
                return name if _is_bound(lexemes, end - size, end) else None
        if lexemes.word(end - 1) not in MODIFIERS.skip.words:
            return None
        end -= 1
    return None


def _is_bound(lexemes: Lexemes, start: int, end: int) -> bool:
    """True if the words bound the figure. Examples: "over 5 miles" → True; "over the 5 miles", "another 5" → False."""
    word = lexemes.word(start)
    if word == "another":
        return False
    if word in ("over", "around") and lexemes.word(end) in ("the",):
        return False
    return not (word == "some" and lexemes.raw(start - 1) in ("than",))


def _after(lexemes: Lexemes, quantity: Quantity) -> str | None:
    here = quantity.last + 1
    for size in (3, 2, 1):
        name = _AFTER.get(" ".join(lexemes.lower[here : here + size]))
        if name and (lexemes.lower[here] != "plus" or not lexemes.word(here + 1).isdigit()):
            return name if lexemes.lower[here] != "+" or lexemes.joined(here) else None
    return None


def _prefix(lexemes: Lexemes, quantity: Quantity) -> str | None:
    if lexemes.word(quantity.first - 1) != "-":
        return None
    name = GUARDS.prefix.get(lexemes.word(quantity.first - 2))
    return name if name in ("less_than", "more_than") else None
