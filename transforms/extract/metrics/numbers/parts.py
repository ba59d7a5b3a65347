"""The parts that numbers in digits and in words share."""

from __future__ import annotations

import re
import unicodedata

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.number import Number, exact
from transforms.extract.metrics.numbers.cardinals import parse_words
from transforms.extract.metrics.units.currencies import find_before
from transforms.extract.metrics.units.currency_names import currency_names
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import NUMBERS

_LARGEST_CHAINED = 1e5
_THOUSAND = 1000
_LARGEST_POWER = 300  # what a double holds
_POWER = re.compile(
    r"(?:(?P<factor>\d+(?:[.,]\d+)?)[ ]?[x×·*][ ]?)?10(?:\^(?P<caret>[-−–+]?\d+)|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?(factor)(?P<plain>[-−–]\d+)|(?!)))|(?P<float>\d+(?:\.\d+)?)[eE](?P<e>[-−+]?\d+)"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}|0,\d+")
_LONGEST_SIGN = 3  # letters of "bn", "mln", "cr"


def parse_digits(text: str) -> float:
    """The value of one number in digits, whatever its grouping. Raises ValueError for anything else."""
    if (power := _POWER.fullmatch(text)) is not None:
        return _parse_power(power)
    if not text[-1].isdigit() or unicodedata.category(text[-1]) == "No":
        return (float(text[:-1]) if text[:-1] else 0.0) + unicodedata.numeric(text[-1])
    bare = re.sub(r"[ \u00a0\u202f\u2009'’]", "", text)
    if _DECIMAL_COMMA.fullmatch(bare) or bare.count(".") > 1:  # 1.234.567,8
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare.replace(",", ""))


def _parse_power(power: re.Match[str]) -> float:
    """3 × 10⁶, 10^-9, 6.1E+24."""
    factor = (power["factor"] or power["float"] or "1").replace(",", ".")
    raised = power["caret"] or power["raised"] or power["plain"] or power["e"]
    exponent = unicodedata.normalize("NFKC", raised).replace("−", "-").replace("–", "-")
    return float(f"{factor}e{int(exponent)}") if abs(int(exponent)) < _LARGEST_POWER else 0.0


def is_scale(word: str) -> bool:
    """True for "million" and "bn"."""
    return word in NUMBERS.scale


def add_half(lexemes: Lexemes, number: Number) -> None:
    """ "two and a half", "one and three quarters", "three million and a half" (of a million)."""
    found = read_part(lexemes, number.last + 1)
    if found:
        part, last = found
        scale = number.scale if number.scale >= _THOUSAND else 1.0
        number.value, number.last = exact(number.value + part * scale), last


def read_part(lexemes: Lexemes, at: int) -> tuple[float, int] | None:
    """The part that "and" adds to what stands before ``at``, and its last lexeme: "and a half"."""
    if lexemes.word(at) != "and":
        return None
    here = at + 1
    top = 1.0 if lexemes.word(here) in ("a", "one") else parse_words(lexemes.word(here))
    here += 1 + (lexemes.word(here + 1) == "-")
    bottom = NUMBERS.denominator.get(lexemes.word(here))
    if not top or not bottom or top >= bottom or lexemes.word(here + 1) == "of":
        return None
    return top / bottom, here


def add_remainder(lexemes: Lexemes, number: Number, rest: Number | None) -> bool:
    """True if the smaller number behind belongs to ``number``: "2 million three hundred thousand", "6 crore and two
    hundred"; never "5 million two years ago"."""
    if rest is None or rest.form not in ("digits", "words") or not 0 < rest.value < number.scale:
        return False
    if rest.scale < 100 or number.scale < _THOUSAND or rest.scale >= number.scale:
        return False
    number.value, number.last, number.scale = number.value + rest.value, rest.last, rest.scale
    return True


def _begins_name(lexemes: Lexemes, number: Number, at: int) -> bool:
    """True if a short sign apart from its number is tied to more letters. Examples: "450 CR-V" → True; "300 cr-plus",
    "5 mn-tonne" → False."""
    if len(lexemes.word(at)) > _LONGEST_SIGN or lexemes.joined(at) or lexemes.word(at + 1) != "-":
        return False
    if not (lexemes.joined(at + 1) and lexemes.joined(at + 2)) or find_before(lexemes, number.first):
        return False
    tied = lexemes.word(at + 2)
    is_scale = tied in NUMBERS.tied.words or tied in currency_names()
    return not is_scale and find_unit(lexemes, at + 2) is None


def apply_scale(lexemes: Lexemes, number: Number, skip: tuple[str, ...] = ()) -> None:
    """Multiply ``number`` by the scales that follow it ("2.2 billion"), over the words of ``skip``."""
    scales = NUMBERS.scale
    here = number.last + 1
    while lexemes.word(here) in skip:
        here += 1
    if lexemes.word(here) == "-" and lexemes.word(here + 1) in scales:
        here += 1
    if lexemes.lower[here : here + 2] == ["-", "plus"] and lexemes.word(here + 2) in scales:
        here += 2  # "600-plus billion"
    while (scale := scales.get(lexemes.word(here))) is not None:
        if len(lexemes.word(here)) < 4 and not (lexemes.joined(here) or number.form == "digits"):
            break
        if _begins_name(lexemes, number, here):
            break
        number.multiply(scale, here)
        here += 1
        if scale > _LARGEST_CHAINED:
            break  # "a thousand billion" and "2 lakh crore" are said, "5 million billion" is a damaged line
