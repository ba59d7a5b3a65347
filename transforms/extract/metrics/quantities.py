"""Numbers with their currency or unit, sign, rate and age: one Quantity a figure, before ranges are joined."""

from __future__ import annotations

import re

from transforms.extract.metrics.currencies import find_after, find_before
from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.number_parts import Number, apply_scale
from transforms.extract.metrics.quantity import Quantity, make_age
from transforms.extract.metrics.rates import attach_rate
from transforms.extract.metrics.units import Unit, find_leading_unit, find_unit, split_multiple, unit_named
from transforms.extract.metrics.vocabulary import read_vocabulary, words


def measure_number(lexemes: Lexemes, number: Number) -> Quantity:
    """The number with everything around it that says of what it is a number."""
    quantity = Quantity(number, number.first, number.last, number.value, rule=[number.form])
    if number.high is not None:
        quantity.value, quantity.low, quantity.high = None, number.value, number.high
    before = find_before(lexemes, number.first)
    if number.form in ("halved", "ratio"):
        return quantity
    if number.form in ("fold", "multiplied"):
        quantity.unit, quantity.kind, quantity.has_own_unit = "time", "times", True
    elif before:
        quantity.unit, quantity.first = before
        quantity.kind, quantity.has_own_unit = "money", True
        quantity.rule.append("currency")
        _money_scale(lexemes, quantity)
        _trailing_currency(lexemes, quantity)
    elif leading := find_leading_unit(lexemes, number.first):
        unit, quantity.first = leading
        quantity.unit, quantity.kind, quantity.has_own_unit = unit.name, unit.kind, True
        quantity.rule.append("unit")
    else:
        _attach_after(lexemes, quantity)
    _attach_sign(lexemes, quantity)
    if quantity.kind == "duration":
        _attach_age(lexemes, quantity)
    if quantity.unit:
        attach_rate(lexemes, quantity)
    return quantity


def _multiply(quantity: Quantity, scale: float, last: int) -> None:
    quantity.number.multiply(scale, last)
    quantity.last = last
    if quantity.value is not None:
        quantity.value = quantity.number.value


def _money_scale(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "$2.7m", "$3 M", "$5MM", "₹4 L crore"; a lone small letter a space away is a word: "$5 a", "$5 t"."""
    vocabulary, here = read_vocabulary("numbers"), quantity.last + 1
    letters = vocabulary["letter_scale"] | vocabulary["money_scale"]
    if quantity.unit in ("inr", "rupee"):
        letters = letters | vocabulary["rupee_scale"]
    scale = letters.get(lexemes.word(here))
    apart = lexemes.raw(here).isupper() or lexemes.word(here) in ("m", "mm", "bn")
    if not scale or not (lexemes.joined(here) or apart) or quantity.number.is_scaled:
        return
    if not (lexemes.joined(here + 1) and lexemes.kind_at(here + 1) in (WORD, NUMBER)):
        _multiply(quantity, scale, here)
        apply_scale(lexemes, quantity.number)  # ₹4 L crore
        quantity.value, quantity.last = quantity.number.value, quantity.number.last


def _trailing_currency(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "$76 US a barrel", "$10 dollars", "$5 Canadian"."""
    here = quantity.last + 1
    lower = lexemes.word(here)
    if lower in ("us", "u.s.") and lexemes.raw(here)[0] == "U" and quantity.unit == "usd":
        quantity.last = here
    elif (after := find_after(lexemes, here)) and after[0] == quantity.unit:
        quantity.last = after[1]


def _attach_after(lexemes: Lexemes, quantity: Quantity) -> None:
    here = quantity.last + 1
    if lexemes.word(here) in ("-", "‑") and lexemes.joined(here) and lexemes.joined(here + 1):
        quantity.is_compound = lexemes.kind_at(here + 1) == WORD
        here += 1 if quantity.is_compound else 0
    elif lexemes.word(here) == "-" and not lexemes.joined(here) and find_unit(lexemes, here + 1):
        quantity.is_compound = True  # "28 - year - old": a tokeniser set the hyphens apart
        here += 1
    if quantity.high is not None and lexemes.word(here) == "of":
        after = here + 1  # "tens of thousands of dollars"
        if find_after(lexemes, after) or find_unit(lexemes, after):
            here = after
    if _attach_code(lexemes, quantity, here):
        return
    _letter_scale(lexemes, quantity, here)
    here = max(here, quantity.last + 1)
    currency = find_after(lexemes, here)
    if currency:
        quantity.unit, quantity.last = currency
        quantity.kind, quantity.has_own_unit = "money", True
        quantity.rule.append("currency")
        return
    if (
        quantity.number.form == "fraction"
        and lexemes.word(here) == "of"
        and lexemes.word(here + 1) in ("a", "an", "one")
    ):
        here += 2  # "1/16 of a pint"
        if find_unit(lexemes, here) is None and lexemes.word(here) not in words("units", "us"):
            return
    unit = find_unit(lexemes, here) or _unit_in_brackets(lexemes, here) or _find_multiple(lexemes, here)
    if unit:
        _attach_unit(lexemes, quantity, *unit)


def _attach_code(lexemes: Lexemes, quantity: Quantity, here: int) -> bool:
    """ "120 MEUR": thousands, millions or billions of a currency code."""
    match = re.fullmatch(r"([KMB]|mn|bn)(USD|EUR|GBP|CHF|SEK|NOK|DKK)", lexemes.raw(here))
    if not match:
        return False
    scales = read_vocabulary("numbers")
    scale = scales["letter_scale"].get(match[1].lower()) or scales["scale"][match[1]]
    _multiply(quantity, scale, here)
    quantity.unit, quantity.kind, quantity.has_own_unit = match[2].lower(), "money", True
    return True


def _letter_scale(lexemes: Lexemes, quantity: Quantity, here: int) -> None:
    """ "4.3M sales", "35m of its devices", "12.3m tonnes", but "1.8m tall" and "100t" are metres and tonnes."""
    text = lexemes.raw(here)
    scale = read_vocabulary("numbers")["letter_scale"].get(text.lower())
    if not scale or not lexemes.joined(here) or quantity.number.form != "digits":
        return
    if lexemes.joined(here + 1) and lexemes.kind_at(here + 1) in (WORD, NUMBER):
        return
    if text in ("M", "B", "K", "k", "b") or _something_counted(lexemes, here + 1):
        _multiply(quantity, scale, here)


def _something_counted(lexemes: Lexemes, here: int) -> bool:
    if lexemes.kind_at(here) != WORD:
        return False
    if lexemes.word(here) == "of" or find_unit(lexemes, here) or find_after(lexemes, here):
        return True
    for token in lexemes.doc[lexemes.token_at(here).i :][:4]:
        if token.tag_ in ("NNS", "NNPS"):
            return True
        if not token.tag_.startswith(("JJ", "NN", "CC")):
            return False
    return False


def _unit_in_brackets(lexemes: Lexemes, here: int) -> tuple[Unit, int] | None:
    """ "20 (kg)"."""
    if lexemes.word(here) != "(":
        return None
    unit = find_unit(lexemes, here + 1)
    return (unit[0], unit[1] + 1) if unit and lexemes.word(unit[1] + 1) == ")" else None


def _find_multiple(lexemes: Lexemes, here: int) -> tuple[Unit, int] | None:
    """ "4-fold", "10fold"."""
    return (unit_named("time"), here) if lexemes.word(here) == "fold" else None


def _attach_unit(lexemes: Lexemes, quantity: Quantity, unit: Unit, last: int) -> None:
    ordinary = lexemes.text[last] in ("in", "a", "at", "as", "point") and not lexemes.joined(last)
    if ordinary and not (lexemes.word(last) == "point" and quantity.value == 1):
        return
    singular = unit.kind == "duration" and not lexemes.word(last).endswith("s") and not quantity.is_compound
    if singular and re.fullmatch(r"[12]\d{3}", quantity.number.text) and lexemes.word(last + 1) != "old":
        return  # "the 1988 quarter"
    if singular and quantity.value != 1 and lexemes.word(last + 1) in words("rates", "no_rate"):
        return  # "305,000 week ago"
    if unit.name == "pound" and quantity.number.is_scaled and (quantity.value or 0) >= 1e6:
        unit = Unit("gbp", "money")  # nobody weighs millions of pounds in the news
    unit, multiple = split_multiple(unit)
    if multiple != 1:
        _multiply(quantity, multiple, last)
    quantity.unit, quantity.kind, quantity.last, quantity.has_own_unit = unit.name, unit.kind, last, True
    quantity.rule.append("unit")


def _attach_sign(lexemes: Lexemes, quantity: Quantity) -> None:
    before = quantity.first - 1
    word = lexemes.word(before)
    if word not in words("numbers", "sign", "minus") or quantity.value is None:
        return
    if lexemes.kind[before] == SIGN:
        if lexemes.word(before - 1) in ("minus", "negative") and lexemes.joined(before):
            before -= 1
        free = not lexemes.joined(before) or lexemes.raw(before - 1) in "(["
        if not free or not lexemes.joined(quantity.first):
            return
    quantity.value, quantity.first = -quantity.value, before


def _attach_age(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "five years old", "28 - year - old", "18 months of age"."""
    here = quantity.last + 1
    while lexemes.word(here) == "-":
        here += 1
    if lexemes.word(quantity.last) in ("yo", "y/o"):
        pass
    elif lexemes.word(here) in ("old", "olds"):
        quantity.last = here
        quantity.rule.append("old")
    elif lexemes.word(here) == "of" and lexemes.word(here + 1) == "age":
        quantity.last = here + 1
    else:
        return
    make_age(quantity, quantity.unit or "year")
