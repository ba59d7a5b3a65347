"""Ranks: "ranked 23rd", "ranks No. 5". Any other ordinal is no figure."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import NUMBER, ORDINAL, Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.numbers.parts import parse_digits
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import RANKS


def read_ranks(lexemes: Lexemes) -> list[Quantity]:
    """The ranks of the paragraph; their value is the place, their statistic "rank"."""
    found = []
    for at, word in enumerate(lexemes.lower):
        if word in RANKS.verbs and (place := _place(lexemes, at + 1)) is not None:
            number = Number(place, place, parse_digits(lexemes.text[place].rstrip("stndrh")), "rank")
            found.append(Quantity(number, place, place, number.value, kind="rank", statistic="rank", rule=["rank"]))
    return found


def _place(lexemes: Lexemes, at: int) -> int | None:
    marked = False
    for here in range(at, min(at + 5, len(lexemes))):
        if lexemes.kind[here] == ORDINAL and lexemes.text[here][0].isdigit() and not lexemes.text[here].endswith("0s"):
            return here
        if lexemes.kind[here] == NUMBER:
            return here if marked else None
        if lexemes.lower[here] not in RANKS.between:
            return None
        marked = marked or lexemes.lower[here] in ("no", "number", "#")
    return None
