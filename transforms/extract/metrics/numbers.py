"""Digits and words to numbers: "2.2 billion", "three hundred and five", "half a million", "tens of thousands"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from text_to_num import text2num

from transforms.extract.metrics.lexemes import FRACTION, NUMBER, WORD, Lexemes
from transforms.extract.metrics.vocabulary import read_vocabulary, words


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


def candidate_pattern() -> re.Pattern[str]:
    """Matches wherever a text may hold a number; a paragraph without a match is never read."""
    vocabulary = read_vocabulary("numbers")
    known = {*words("numbers", "cardinal", "words"), *vocabulary["plural_scale"], *vocabulary["denominator"], "dozen"}
    return re.compile(r"\d|[½⅓⅔¼¾]|(?i:\b(?:" + "|".join(sorted(known)) + r")(?![a-z]))|fold\b")


def parse_digits(text: str) -> float:
    """The value of one number in digits, whatever its grouping. Raises ValueError for anything else."""
    if not text[-1].isdigit():
        return (float(text[:-1]) if text[:-1] else 0.0) + unicodedata.numeric(text[-1])
    bare = re.sub(r"[\u00a0\u202f\u2009'’]", "", text)
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


def read_numbers(lexemes: Lexemes) -> list[Number]:
    """Every number of the paragraph, in order; ordinals, dates, times and versions are not among them."""
    found: list[Number] = []
    at = 0
    while at < len(lexemes):
        number = _read_at(lexemes, at)
        if number is None:
            at += 1
            continue
        if number.form != "skip":
            found.append(number)
        at = number.last + 1
    return found


def _read_at(lexemes: Lexemes, at: int) -> Number | None:
    kind = lexemes.kind[at]
    if kind == NUMBER:
        return _read_digits(lexemes, at)
    if kind == FRACTION:
        return _read_slash(lexemes, at)
    if kind != WORD:
        return None
    lower = lexemes.lower[at]
    if lower in words("numbers", "cardinal", "words"):
        return _read_words(lexemes, at)
    if lower.endswith("fold") and (value := parse_words(lower[:-4])) is not None:
        return Number(at, at, value, "fold", text=lower)
    if lower in read_vocabulary("numbers")["plural_scale"]:
        return _read_plural_scale(lexemes, at)
    if lower in ("a", "an", "half", "quarter") or lower in read_vocabulary("numbers")["denominator"]:
        return _read_article(lexemes, at)
    return None


def _read_digits(lexemes: Lexemes, at: int) -> Number:
    last, value = at, parse_digits(lexemes.text[at])
    while _spaced_thousands(lexemes, at, last):
        last += 2
        value = value * 1000 + float(lexemes.text[last])
    number = Number(at, last, value, "digits", text=lexemes.text[at])
    if lexemes.word(last + 1) == "-" and lexemes.kind_at(last + 2) == FRACTION and lexemes.joined(last + 2):
        last += 1  # 66-2/3
    following = lexemes.kind_at(last + 1)
    if following == FRACTION and "." not in number.text:
        top, bottom = (float(x) for x in re.split("[/⁄]", lexemes.text[last + 1]))
        if bottom and top < bottom:  # 2 1/2
            number.value, number.last = value + top / bottom, last + 1
    _and_a_half(lexemes, number)
    _scale(lexemes, number)
    return number


def _spaced_thousands(lexemes: Lexemes, first: int, last: int) -> bool:
    """ "80, 000": a thousands group torn off by a tokeniser; "000" alone, or text that also spaces other signs."""
    if lexemes.word(last + 1) != "," or lexemes.kind_at(last + 2) != NUMBER or not lexemes.joined(last + 1):
        return False
    group = lexemes.text[last + 2]
    if not re.fullmatch(r"\d{3}", group) or not re.fullmatch(r"[1-9]\d{0,2}", lexemes.text[first]):
        return False
    return group.startswith("0") or bool(re.search(r" (?:[.,;)] |' )", lexemes.content[lexemes.start[0] :][:2000]))


def _read_slash(lexemes: Lexemes, at: int) -> Number | None:
    top, bottom = (float(x) for x in re.split("[/⁄]", lexemes.text[at]))
    follows = lexemes.kind_at(at + 1) == WORD and lexemes.word(at + 1) not in ("and", "in", "at")
    if 0 < top < bottom and ("⁄" in lexemes.text[at] or (follows and bottom < 1000)):
        return Number(at, at, top / bottom, "fraction", text=lexemes.text[at])
    return Number(at, at, 0.0, "skip")


def _read_words(lexemes: Lexemes, at: int) -> Number | None:
    run, ends = _word_run(lexemes, at)
    value, last = None, at
    for size in range(len(run), 0, -1):
        value = parse_words(" ".join(run[:size])) if run[size - 1] != "and" else None
        if value is not None:
            last = ends[size - 1]
            break
    if value is None:
        return None
    if len(run) == 1 and run[0] in read_vocabulary("numbers")["scale"] and not _stands_alone(lexemes, at):
        return Number(at, last, value, "skip")
    if _is_ordinal_or_year(lexemes, last, value):
        return Number(at, last + 1, value, "skip")
    number = Number(at, last, value, "words", text=" ".join(run))
    return _as_fraction(lexemes, number) or _finish_words(lexemes, number)


def _word_run(lexemes: Lexemes, at: int) -> tuple[list[str], list[int]]:
    cardinal = words("numbers", "cardinal", "words")
    run, ends, here = [lexemes.lower[at]], [at], at + 1
    while here < len(lexemes) and len(run) < 40:
        lower = lexemes.lower[here]
        if lower in cardinal or (lower == "and" and lexemes.word(here + 1) in cardinal):
            run.append(lower)
            ends.append(here)
        elif not (lower == "-" and lexemes.word(here + 1) in cardinal) and not _comma_inside(lexemes, here, run[-1]):
            break
        here += 1
    return run, ends


def _comma_inside(lexemes: Lexemes, here: int, before: str) -> bool:
    """ "one thousand, two hundred": a comma between the groups of one number, never "five thousand, two of them"."""
    scales = read_vocabulary("numbers")["scale"]
    if lexemes.lower[here] != "," or scales.get(before, 0) < 1000:
        return False
    cardinal = words("numbers", "cardinal", "words")
    ahead = here + 1
    while lexemes.word(ahead) in cardinal or lexemes.word(ahead) == "-":
        if lexemes.word(ahead) in scales and ahead > here + 1:
            return True
        ahead += 1
    return False


def _stands_alone(lexemes: Lexemes, at: int) -> bool:
    """A scale without a number before it is one only in "million-dollar" or "hundred-year"."""
    return lexemes.word(at + 1) == "-" and lexemes.word(at - 1) not in ("-", *words("numbers", "vague", "words"))


def _is_ordinal_or_year(lexemes: Lexemes, last: int, value: float) -> bool:
    following = lexemes.word(last + 1) == "-" and lexemes.word(last + 2) in words("numbers", "ordinal", "words")
    if following and value >= 20 and value % 10 == 0:
        return True
    year = parse_words(lexemes.word(last + 1)) if value in (18, 19, 20) else None
    return year is not None and year % 10 == 0 and 20 <= year < 100  # nineteen eighty


def _finish_words(lexemes: Lexemes, number: Number) -> Number:
    if lexemes.word(number.last + 1) == "point":
        digits, here = "", number.last + 2
        while (digit := parse_words(lexemes.word(here))) is not None and digit < 10:
            digits += str(int(digit))
            here += 1
        if digits:
            number.value, number.last = float(f"{int(number.value)}.{digits}"), here - 1
    _and_a_half(lexemes, number)
    _scale(lexemes, number)
    return number


def _as_fraction(lexemes: Lexemes, number: Number) -> Number | None:
    """ "two-thirds", "one third", "three quarters of a million"; never "two quarters" (of a year)."""
    here = number.last + 1
    hyphen = lexemes.word(here) == "-" and lexemes.joined(here)
    here += hyphen
    bottom = read_vocabulary("numbers")["denominator"].get(lexemes.word(here))
    if bottom is None or not 0 < number.value < bottom or number.value != int(number.value):
        return None
    plural = lexemes.word(here).endswith("s")
    if plural != (number.value > 1) or (number.value == 2 and bottom == 4 and not hyphen):
        return None
    number.value, number.last, number.form = number.value / bottom, here, "fraction"
    _scale(lexemes, number, skip=("of", "a"))
    return number


def _read_article(lexemes: Lexemes, at: int) -> Number | None:
    """ "a hundred", "a third of", "half a billion", "half of", "a million"; bare "half" and "a" are no numbers."""
    vocabulary = read_vocabulary("numbers")
    lower, following = lexemes.lower[at], lexemes.word(at + 1)
    if lower in ("a", "an"):
        if following in words("numbers", "cardinal", "words") and following in vocabulary["scale"]:
            return _read_after_article(lexemes, at)
        if following == "dozen" or (following == "score" and lexemes.word(at + 2) == "of"):
            return Number(at, at + 1, vocabulary["collective"][following], "words", text="a dozen")
        if following in ("lakh", "crore"):
            return Number(at, at + 1, vocabulary["scale"][following], "words", text="a " + following)
        bottom = vocabulary["denominator"].get(following)
        if bottom and not following.endswith("s") and lexemes.word(at + 2) == "of":
            number = Number(at, at + 1, 1 / bottom, "fraction", text=following)
            _scale(lexemes, number, skip=("of", "a"))
            return number
        if following == "half" and lexemes.kind_at(at + 2) == WORD:
            return Number(at, at + 1, 0.5, "fraction", text="half")
        return None
    if lower == "half" and lexemes.word(at - 1) not in ("-", "first", "second", "other", "a", "last"):
        return _read_half(lexemes, at)
    if lower == "quarter" and following == "of" and lexemes.word(at + 2) == "a":
        number = Number(at, at, 0.25, "fraction", text="quarter")
        _scale(lexemes, number, skip=("of", "a"))
        return number if number.is_scaled else None
    return None


def _read_after_article(lexemes: Lexemes, at: int) -> Number | None:
    number = _read_words_from_scale(lexemes, at + 1)
    if number:
        number.first = at
    return number


def _read_words_from_scale(lexemes: Lexemes, at: int) -> Number | None:
    run, ends = _word_run(lexemes, at)
    for size in range(len(run), 0, -1):
        value = parse_words(" ".join(["one", *run[:size]])) if run[size - 1] != "and" else None
        if value is not None:
            number = Number(at, ends[size - 1], value, "words", text=" ".join(run[:size]), is_scaled=True)
            _and_a_half(lexemes, number)
            return number
    return None


def _read_half(lexemes: Lexemes, at: int) -> Number | None:
    number = Number(at, at, 0.5, "fraction", text="half")
    _scale(lexemes, number, skip=("a",))
    if number.is_scaled:
        return number
    following = lexemes.word(at + 1)
    if following == "of" or (
        following in ("the", "its", "their") and lexemes.word(at - 1) in words("modifiers", "before_figures")
    ):
        return number
    return Number(at, at, 0.5, "half", text="half") if following in ("a", "an", "-") else None


def _and_a_half(lexemes: Lexemes, number: Number) -> None:
    """ "two and a half", "one and three quarters"."""
    if lexemes.word(number.last + 1) != "and":
        return
    here = number.last + 2
    top = 1.0 if lexemes.word(here) in ("a", "one") else parse_words(lexemes.word(here))
    here += 1 + (lexemes.word(here + 1) == "-")
    bottom = read_vocabulary("numbers")["denominator"].get(lexemes.word(here))
    if top and bottom and top < bottom and lexemes.word(here + 1) != "of":
        number.value, number.last = number.value + top / bottom, here


def _scale(lexemes: Lexemes, number: Number, skip: tuple[str, ...] = ()) -> None:
    scales = read_vocabulary("numbers")["scale"]
    here = number.last + 1
    while lexemes.word(here) in skip:
        here += 1
    if lexemes.word(here) == "-" and lexemes.word(here + 1) in scales:
        here += 1
    while (scale := scales.get(lexemes.word(here))) is not None:
        if len(lexemes.word(here)) < 4 and not (lexemes.joined(here) or number.form == "digits"):
            break
        number.value, number.last, number.is_scaled = number.value * scale, here, True
        here += 1


def _read_plural_scale(lexemes: Lexemes, at: int) -> Number | None:
    """ "dozens", "hundreds of thousands": from one step of the scale to the next."""
    scales = read_vocabulary("numbers")["plural_scale"]
    low, last = scales[lexemes.lower[at]], at
    while lexemes.word(last + 1) == "of" and lexemes.word(last + 2) in scales:
        last += 2
        low *= scales[lexemes.lower[last]]
    if lexemes.word(last + 1) != "of" or (last == at and lexemes.lower[at] == "tens"):
        return None
    return Number(at, last, low, "plural_scale", high=low * 10, text=lexemes.lower[at])
