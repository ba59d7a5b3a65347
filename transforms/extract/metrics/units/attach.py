"""Numbers with their currency or unit, sign, rate and age: one Quantity a figure, before ranges are joined."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.numbers.parts import apply_scale, read_part
from transforms.extract.metrics.quantity import Quantity, make_age
from transforms.extract.metrics.units.currencies import SCALED_CODE, code_scale, find_after, find_before, other_dollar
from transforms.extract.metrics.units.currency_evidence import is_price
from transforms.extract.metrics.units.currency_names import currency_codes
from transforms.extract.metrics.units.letters import is_million, is_something_counted
from transforms.extract.metrics.units.rates import attach_rate
from transforms.extract.metrics.units.units import Unit, find_leading_unit, find_unit, split_multiple, unit_named
from transforms.extract.metrics.vocabulary import CURRENCIES, NUMBERS, RATES, UNITS

_MILLION = 1e6
_WHOLE = ("digits", "words", "article")


def measure_number(lexemes: Lexemes, number: Number) -> Quantity:
    """The number with everything around it that says of what it is a number."""
    quantity = Quantity(number, number.first, number.last, number.value, rule=[number.form])
    if number.high is not None:
        quantity.value, quantity.low, quantity.high = None, number.value, number.high
    if number.form in ("halved", "ratio"):
        return quantity
    before = find_before(lexemes, number.first)
    if number.form in ("fold", "multiplied"):
        quantity.unit, quantity.kind, quantity.has_own_unit = "time", "times", True
    elif before:
        quantity.unit, quantity.first = before
        quantity.kind, quantity.has_own_unit = "money", True
        quantity.rule.append("currency")
        if before[1] < number.first - 1 and lexemes.word(number.first - 1) in NUMBERS.sign.minus:
            quantity.value = number.value = -number.value  # $-5m
        _leading_scale(lexemes, quantity)
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
        _attach_part(lexemes, quantity)
        attach_rate(lexemes, quantity)
    return quantity


def _attach_part(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "a day and a half", "two miles and three quarters"."""
    found = read_part(lexemes, quantity.last + 1)
    if found and quantity.value is not None and quantity.value % 1 == 0 and quantity.number.form in _WHOLE:
        quantity.value, quantity.last = quantity.value + found[0] * quantity.number.scale, found[1]
        quantity.has_part = quantity.has_parts = True
        quantity.rule.append("part")


def _leading_scale(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "MSEK 30", "kEUR 4": the letters before the code scale the number."""
    match = SCALED_CODE.fullmatch(lexemes.raw(quantity.first))
    if match and match[2].lower() == quantity.unit and not quantity.number.is_scaled:
        _multiply(quantity, code_scale(match[1]), quantity.last)


def _multiply(quantity: Quantity, scale: float, last: int) -> None:
    quantity.number.multiply(scale, last)
    quantity.last = last
    if quantity.value is not None:
        quantity.value = quantity.number.value


def _money_scale(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "$2.7m", "$3 M", "$5MM", "₹4 L crore"; a lone small letter a space away is a word: "$5 a", "$5 t"."""
    here = quantity.last + 1
    letters = NUMBERS.letter_scale | NUMBERS.money_scale
    if quantity.unit in ("inr", "rupee"):
        letters = letters | NUMBERS.rupee_scale
    scale = letters.get(lexemes.word(here))
    apart = lexemes.raw(here).isupper() or lexemes.word(here) in ("m", "mm", "bn")
    if not scale or not (lexemes.joined(here) or apart) or quantity.number.is_scaled:
        return
    if not (lexemes.joined(here + 1) and lexemes.kind_at(here + 1) in (WORD, NUMBER)):
        _multiply(quantity, scale, here)
        apply_scale(lexemes, quantity.number)  # ₹4 L crore
        quantity.value, quantity.last = quantity.number.value, quantity.number.last


def _trailing_currency(lexemes: Lexemes, quantity: Quantity) -> None:
    """ "$76 US a barrel", "$10 dollars", "$5 million (US)", "$5m Canadian", "$5 CAD"."""
    here = quantity.last + 1
    if (after := find_after(lexemes, here)) and after[0] == quantity.unit:
        quantity.last = after[1]
    elif quantity.unit == "usd" and lexemes.raw(here) in CURRENCIES.dollars.us:
        quantity.last = here
    elif quantity.unit == "usd" and (other := other_dollar(lexemes, here)):
        quantity.unit, quantity.last = other


def _attach_after(lexemes: Lexemes, quantity: Quantity) -> None:
    here = quantity.last + 1
    if lexemes.word(here) in ("-", "‑") and lexemes.joined(here) and lexemes.joined(here + 1):
        quantity.is_compound = lexemes.kind_at(here + 1) == WORD
        here += 1 if quantity.is_compound else 0
    elif lexemes.word(here) == "-" and not lexemes.joined(here) and find_unit(lexemes, here + 1):
        quantity.is_compound = True  # "28 - year - old": a tokeniser set the hyphens apart
        here += 1
    if quantity.number.form == "half" and lexemes.word(here) in ("a", "an"):
        here += 1
    if quantity.high is not None and lexemes.word(here) == "of":
        after = here + 1  # "tens of thousands of dollars"
        if find_after(lexemes, after) or find_unit(lexemes, after):
            here = after
    if _attach_code(lexemes, quantity, here):
        return
    _letter_scale(lexemes, quantity, here)
    if quantity.unit:
        return
    if quantity.last + 1 > here:
        here = quantity.last + 1
        tied = lexemes.word(here) == "-" and lexemes.joined(here) and lexemes.joined(here + 1)
        quantity.is_compound = quantity.is_compound or tied
        here += tied  # "5m-dollar"
    currency = find_after(lexemes, here)
    if currency:
        quantity.unit, quantity.last = currency
        quantity.kind, quantity.has_own_unit = "money", True
        quantity.rule.append("currency")
        if quantity.unit == "usd" and (other := other_dollar(lexemes, quantity.last + 1)):
            quantity.unit, quantity.last = other  # 5 dollars US
        return
    if (
        quantity.number.form == "fraction"
        and lexemes.word(here) == "of"
        and lexemes.word(here + 1) in ("a", "an", "one")
    ):
        here += 2  # "1/16 of a pint"
        if find_unit(lexemes, here) is None and lexemes.word(here) not in UNITS.us:
            return
    unit = find_unit(lexemes, here) or _unit_in_brackets(lexemes, here) or _find_multiple(lexemes, here)
    if unit:
        _attach_unit(lexemes, quantity, *unit)


def _attach_code(lexemes: Lexemes, quantity: Quantity, here: int) -> bool:
    """ "120 MEUR": thousands, millions or billions of a currency code."""
    match = SCALED_CODE.fullmatch(lexemes.raw(here))
    if not match or match[2] not in currency_codes() or match[2] in CURRENCIES.code.word:
        return False
    _multiply(quantity, code_scale(match[1]), here)
    quantity.unit, quantity.kind, quantity.has_own_unit = match[2].lower(), "money", True
    return True


def _letter_scale(lexemes: Lexemes, quantity: Quantity, here: int) -> None:
    """ "4.3M sales", "35m of its devices", "rose to 2.7m"; "1.8m tall" and "100t" are metres and tonnes."""
    text = lexemes.raw(here)
    scale = NUMBERS.letter_scale.get(text.lower())
    if not scale or not lexemes.joined(here) or quantity.number.form != "digits":
        return
    if lexemes.joined(here + 1) and lexemes.kind_at(here + 1) in (WORD, NUMBER):
        return
    if lexemes.word(here + 1) == "/" and lexemes.joined(here + 1) and find_unit(lexemes, here + 2):
        return  # 5m/s
    if text == "m" and lexemes.word(quantity.first - 1) in UNITS.hour.signs:
        quantity.unit, quantity.kind, quantity.last, quantity.has_own_unit = "minute", "duration", here, True  # 2h 14m
    elif text == "m" and lexemes.word(here + 1) in UNITS.metre.events:
        return
    elif (
        text in ("M", "B", "K", "k", "b")
        or is_something_counted(lexemes, here + 1)
        or (text == "m" and is_million(lexemes, quantity, here))
    ):
        _multiply(quantity, scale, here)


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
    ordinary = lexemes.text[last] in ("a", "at", "as", "point") and not lexemes.joined(last)
    if ordinary and not (lexemes.word(last) == "point" and quantity.value == 1):
        return
    if unit.name == "stone" and not _is_weight(lexemes, last):
        return
    singular = unit.kind == "duration" and not lexemes.word(last).endswith("s") and not quantity.is_compound
    if singular and re.fullmatch(r"[12]\d{3}", quantity.number.text) and lexemes.word(last + 1) != "old":
        return  # "the 1988 quarter"
    if singular and quantity.value != 1 and lexemes.word(last + 1) in RATES.no_rate:
        return  # "305,000 week ago"
    if unit.name == "pound" and _is_sterling(lexemes, quantity, last):
        unit = Unit("gbp", "money")
    unit, multiple = split_multiple(unit)
    if multiple != 1:
        _multiply(quantity, multiple, last)
    quantity.unit, quantity.kind, quantity.last, quantity.has_own_unit = unit.name, unit.kind, last, True
    quantity.rule.append("unit")


def _is_sterling(lexemes: Lexemes, quantity: Quantity, last: int) -> bool:
    """True for "a million pounds" and "the ticket cost ten pounds"; False for "sold ten pounds of fish"."""
    value = quantity.value or 0
    if quantity.number.is_scaled and value >= _MILLION:
        return True  # nobody weighs millions of pounds in the news
    if quantity.is_compound or lexemes.word(last + 1) == "of" or lexemes.word(last) not in ("pound", "pounds"):
        return False
    return (quantity.number.is_scaled and value >= _MILLION / 10) or is_price(lexemes, quantity.first - 1)


def _is_weight(lexemes: Lexemes, at: int) -> bool:
    """True for "weighs 12 stone" and "12st"; False for "12 stone walls"."""
    following = lexemes.token_at(at + 1) if at + 1 < len(lexemes) else None
    return following is None or following.tag_ not in ("NN", "NNS", "NNP", "NNPS", "JJ")


def _attach_sign(lexemes: Lexemes, quantity: Quantity) -> None:
    before = quantity.first - 1
    word = lexemes.word(before)
    if word not in NUMBERS.sign.minus or quantity.value is None:
        return
    if lexemes.kind[before] == SIGN:
        if lexemes.word(before - 1) in ("minus", "negative") and lexemes.joined(before):
            before -= 1
        free = not lexemes.joined(before) or lexemes.raw(before - 1) in "(["
        if not free or not (lexemes.joined(quantity.first) or _is_minus_apart(lexemes, quantity, before)):
            return
    elif lexemes.word(before - 1) in ("or", "and") and lexemes.word(before - 2) == "plus":
        return  # plus or minus 3 points
    quantity.value, quantity.first = -quantity.value, before


def _is_minus_apart(lexemes: Lexemes, quantity: Quantity, sign: int) -> bool:
    """True for "was - 5 degrees" and "at − 3 percent"; a dash between words is no sign."""
    before = lexemes.word(sign - 1)
    if before not in NUMBERS.sign.apart:
        return False
    return lexemes.text[sign] == "−" or quantity.kind in ("temperature", "angle", "percent")


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
