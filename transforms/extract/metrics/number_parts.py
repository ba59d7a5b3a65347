"""The parts that numbers in digits and in words share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from text_to_num import text2num

from transforms.extract.metrics.currencies import find_before
from transforms.extract.metrics.currency_names import currency_names
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.units import find_unit
from transforms.extract.metrics.vocabulary import read_vocabulary, words

_LARGEST_CHAINED = 1e5
_LONGEST_SIGN = 3  # letters of "bn", "mln", "cr"


@dataclass(slots=True)
class Number:
    """A number over the lexemes ``first``..``last``; "tens of thousands" has a ``high``, and its low as value."""

    first: int
    last: int
    value: float
    form: str  # digits, words, fraction, plural_scale
    high: float | None = None
    is_scaled: bool = False
    text: str = ""
    scale: float = 1.0  # what the words after the number multiply it by: 1e9 in "2.2 billion"

    def multiply(self, scale: float, last: int) -> None:
        """Scale the value; ``last`` is the lexeme of the scale. Keeps "2.3 million" at 2,300,000 exactly."""
        self.value, self.scale = exact(self.value * scale), self.scale * scale
        self.last, self.is_scaled = last, True


def exact(value: float) -> float:
    """2.3 * 1e6 is 2299999.9999999995: a scaled decimal is meant to its last digit."""
    return float(f"{value:.12g}")


def parse_digits(text: str) -> float:
    """The value of one number in digits, whatever its grouping. Raises ValueError for anything else."""
    if not text[-1].isdigit():
        return (float(text[:-1]) if text[:-1] else 0.0) + unicodedata.numeric(text[-1])
    bare = re.sub(r"[ \u00a0\u202f\u2009'’]", "", text)
    if bare.count(".") > 1:  # 1.234.567,8
        return float(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", bare):  # 3,5
        return float(bare.replace(",", "."))
    return float(bare.replace(",", ""))


@cache
def parse_words(text: str) -> float | None:
    """The value of a cardinal in words, ``None`` when it is none."""
    try:
        return float(text2num(text, "en"))
    except ValueError:
        return None


def add_half(lexemes: Lexemes, number: Number) -> None:
    """ "two and a half", "one and three quarters"."""
    if lexemes.word(number.last + 1) != "and":
        return
    here = number.last + 2
    top = 1.0 if lexemes.word(here) in ("a", "one") else parse_words(lexemes.word(here))
    here += 1 + (lexemes.word(here + 1) == "-")
    bottom = read_vocabulary("numbers")["denominator"].get(lexemes.word(here))
    if top and bottom and top < bottom and lexemes.word(here + 1) != "of":
        number.value, number.last = number.value + top / bottom, here


def _begins_name(lexemes: Lexemes, number: Number, at: int) -> bool:
    """True if a short sign apart from its number is tied to more letters. Examples: "450 CR-V" → True; "300 cr-plus",
    "5 mn-tonne" → False."""
    if len(lexemes.word(at)) > _LONGEST_SIGN or lexemes.joined(at) or lexemes.word(at + 1) != "-":
        return False
    if not (lexemes.joined(at + 1) and lexemes.joined(at + 2)) or find_before(lexemes, number.first):
        return False
    tied = lexemes.word(at + 2)
    is_scale = tied in words("numbers", "tied", "words") or tied in currency_names()
    return not is_scale and find_unit(lexemes, at + 2) is None


def apply_scale(lexemes: Lexemes, number: Number, skip: tuple[str, ...] = ()) -> None:
    """Multiply ``number`` by the scales that follow it ("2.2 billion"), over the words of ``skip``."""
    scales = read_vocabulary("numbers")["scale"]
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
