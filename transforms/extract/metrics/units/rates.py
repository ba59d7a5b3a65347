"""What a figure is counted against: "a share", "per day", "barrel-a-day"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.units import DURATION, find_unit
from transforms.extract.metrics.vocabulary import RATES


def attach_rate(lexemes: Lexemes, quantity: Quantity, at: int | None = None) -> None:
    """Add "per day" and the like when they follow at lexeme ``at`` (default: right after the quantity)."""
    here = quantity.last + 1 if at is None else at
    found = _find_rate(lexemes, quantity, here)
    if found is None and lexemes.word(here) == "of" and at is None and quantity.kind not in ("percent", "duration"):
        for ahead in range(here + 2, here + 2 + RATES.reach):
            if lexemes.kind_at(ahead) != WORD:
                break
            if lexemes.word(ahead) in ("a", "an", "per", "each", "every"):
                found = _find_rate(lexemes, quantity, ahead)
                if found:
                    quantity.per = found[0]
                return
    if found:
        quantity.per, quantity.last = found
        quantity.has_rate = True
        quantity.rule.append("rate")


def _find_rate(lexemes: Lexemes, quantity: Quantity, here: int) -> tuple[str, int] | None:
    hyphens = lexemes.word(here) == "-" and lexemes.word(here + 2) == "-"  # barrel-a-day
    here += hyphens
    word = lexemes.word(here)
    target = here + 1 + hyphens
    if word == "/" and lexemes.joined(here) and lexemes.joined(here + 1):
        return _rate_target(lexemes, target, any_noun=True)
    if word == "per":
        return _rate_target(lexemes, target, any_noun=True)
    if word in ("a", "an"):
        return _rate_target(lexemes, target, any_noun=False, money=quantity.kind == "money")
    if quantity.kind == "money" and (period := RATES.abbreviation.get(word)):
        return str(period), here
    if word in ("each", "every"):
        found = _rate_target(lexemes, target, any_noun=False)
        return found if found and found[0] in DURATION else None
    return None


def _rate_target(lexemes: Lexemes, at: int, any_noun: bool, money: bool = False) -> tuple[str, int] | None:
    at += lexemes.word(at) in RATES.calendar
    if lexemes.word(at) == "100" and (unit := find_unit(lexemes, at + 1)):
        return f"100 {unit[0].name}", unit[1]  # 5 litres per 100 km
    unit = find_unit(lexemes, at)
    nouns = RATES.nouns
    if unit and lexemes.word(unit[1] + 1) in RATES.no_rate:
        return None
    plural = lexemes.word(unit[1]).endswith("s") and len(lexemes.word(unit[1])) > 1 if unit else False
    if unit and not plural and (any_noun or money or unit[0].kind == "duration"):
        return unit[0].name, unit[1]
    if lexemes.kind_at(at) != WORD:
        return None
    if named := RATES.named.get(lexemes.word(at)):
        return str(named), at
    if lexemes.word(at) in nouns or (any_noun and lexemes.token_at(at).tag_ in ("NN", "NNP", "NNS")):
        return lexemes.token_at(at).lemma_.lower() or lexemes.word(at), at
    return None
