"""Counted nouns that stand elsewhere: "another pick or two", "two 2,000-pound bombs"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.counted_nouns import count_noun
from transforms.extract.metrics.units.units import find_unit


def find_elsewhere(lexemes: Lexemes, quantity: Quantity, following: Quantity | None) -> None:
    """Give a bare ``quantity`` the noun before it ("a day or two") or behind the next figure."""
    if quantity.unit or quantity.number.form not in ("digits", "words"):
        return
    if lexemes.word(quantity.first - 1) == "or" and lexemes.kind_at(quantity.first - 2) == WORD:
        _noun_before(lexemes, quantity)
    elif (
        following is not None
        and following.first == quantity.last + 1
        and following.has_own_unit
        and following.kind != "money"
    ):
        _noun_behind(lexemes, quantity, following)


def _noun_before(lexemes: Lexemes, quantity: Quantity) -> None:
    noun, before = lexemes.token_at(quantity.first - 2), lexemes.word(quantity.first - 3)
    if before not in ("a", "an", "another", "one") or noun.tag_ not in ("NN", "VB", "VBP", "NNP"):
        return
    unit = find_unit(lexemes, quantity.first - 2)
    if unit and unit[1] == quantity.first - 2:
        quantity.unit, quantity.kind = unit[0].name, unit[0].kind
    else:
        quantity.unit, quantity.kind = noun.lower_, "count"
    quantity.rule.append("noun_before")


def _noun_behind(lexemes: Lexemes, quantity: Quantity, following: Quantity) -> None:
    own_last = quantity.last
    quantity.last = following.last
    count_noun(lexemes, quantity)
    quantity.last = own_last
    if quantity.kind == "count" and quantity.unit:
        part = lexemes.content[lexemes.start[following.first] : lexemes.end[following.last]]
        quantity.unit = f"{part.lower()} {quantity.unit}"
        quantity.rule.append("noun_behind")
