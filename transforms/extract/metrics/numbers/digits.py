"""Digits and words to numbers: "2.2 billion", "three hundred and five", "half a million", "tens of thousands"."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import FRACTION, NUMBER, WORD, Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.numbers.cardinals import parse_words
from transforms.extract.metrics.numbers.parts import add_half, add_remainder, apply_scale, parse_digits
from transforms.extract.metrics.numbers.ratios import read_multiple, read_ratio
from transforms.extract.metrics.numbers.telephones import find_telephones
from transforms.extract.metrics.numbers.words import read_article, read_words
from transforms.extract.metrics.vocabulary import GUARDS, NUMBERS, RATIOS


def candidate_pattern() -> re.Pattern[str]:
    """Matches wherever a text may hold a number; a paragraph without a match is never read."""
    known = {*NUMBERS.cardinal.words, *NUMBERS.plural_scale, *NUMBERS.denominator, "dozen"}
    known.update(RATIOS.multiplied, RATIOS.halved, RATIOS.times)
    return re.compile(r"\d|[½⅓⅔¼¾]|(?i:\b(?:" + "|".join(sorted(known)) + r")(?![a-z]))|fold\b")


def read_numbers(lexemes: Lexemes) -> list[Number]:
    """Every number of the paragraph, in order; ordinals, dates, times and versions are not among them."""
    found: list[Number] = []
    at, telephones = 0, find_telephones(lexemes)[::-1]
    while at < len(lexemes):
        while telephones and telephones[-1][1] <= lexemes.start[at]:
            telephones.pop()
        if telephones and telephones[-1][0] < lexemes.end[at]:
            at += 1
            continue
        number = _read_at(lexemes, at)
        if number is None or (lexemes.raw(at - 1) == "^" and lexemes.joined(at)):  # km^2
            at += 1
            continue
        _read_remainder(lexemes, number)
        number = read_ratio(lexemes, number, _read_at) or number
        if number.form != "skip":
            found.append(number)
        at = number.last + 1
    return found


def _read_remainder(lexemes: Lexemes, number: Number) -> None:
    """Add what a smaller scale continues: "2 million three hundred thousand", "6 crore and two hundred"."""
    while number.form in ("digits", "words") and number.scale >= 1000:
        here = number.last + 1
        here += lexemes.word(here) == "and" and lexemes.word(number.first - 1) not in ("between", "from")
        if not add_remainder(lexemes, number, _read_at(lexemes, here)):
            return


def _read_at(lexemes: Lexemes, at: int) -> Number | None:
    kind = lexemes.kind_at(at)
    if kind == NUMBER:
        return _read_digits(lexemes, at)
    if kind == FRACTION:
        return _read_slash(lexemes, at)
    if kind != WORD:
        return None
    lower = lexemes.lower[at]
    if lower in NUMBERS.cardinal.words:
        return read_words(lexemes, at)
    if lower.endswith("fold") and (value := parse_words(lower[:-4])) is not None:
        return Number(at, at, value, "fold", text=lower)
    if lower in NUMBERS.plural_scale:
        return _read_plural_scale(lexemes, at)
    if lower in ("a", "an", "half", "quarter") or lower in NUMBERS.denominator:
        return read_article(lexemes, at)
    return read_multiple(lexemes, at)


def _read_digits(lexemes: Lexemes, at: int) -> Number:
    last, value = at, parse_digits(lexemes.text[at])
    while _spaced_thousands(lexemes, at, last):
        last += 1 if lexemes.kind[last + 1] == NUMBER else 2
        value = value * 1000 + float(lexemes.text[last])
    number = Number(at, last, value, "digits", text=lexemes.text[at])
    if lexemes.word(last + 1) == "-" and lexemes.kind_at(last + 2) == FRACTION and lexemes.joined(last + 2):
        last += 1  # 66-2/3
    following = lexemes.kind_at(last + 1)
    if following == FRACTION and "." not in number.text:
        top, bottom = (float(x) for x in re.split("[/⁄]", lexemes.text[last + 1]))
        if bottom and top < bottom:  # 2 1/2
            number.value, number.last = value + top / bottom, last + 1
    elif following == NUMBER and not lexemes.text[last + 1][0].isdecimal() and number.text.isdecimal():
        number.value, number.last = value + parse_digits(lexemes.text[last + 1]), last + 1  # 2 ½
    add_half(lexemes, number)
    if value >= 1e6 and NUMBERS.scale.get(lexemes.word(number.last + 1), 0) >= 1e6:
        return Number(at, number.last + 1, 0.0, "skip")  # "1,000,000,003 billion": written twice or glued, never said
    apply_scale(lexemes, number)
    if number.is_scaled:
        add_half(lexemes, number)  # "3 million and a half"
    return number


def _spaced_thousands(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "80, 000", a group torn off by a tokeniser ("000", or any in text that also spaces other signs), and for
    the spaced groups of "23 450 people"."""
    if _is_spaced_group(lexemes, first, last):
        return True
    if lexemes.word(last + 1) != "," or lexemes.kind_at(last + 2) != NUMBER or not lexemes.joined(last + 1):
        return False
    group = lexemes.text[last + 2]
    if not re.fullmatch(r"\d{3}", group) or not re.fullmatch(r"[1-9]\d{0,2}", lexemes.text[first]):
        return False
    return group.startswith("0") or bool(re.search(r" (?:[.,;)] |' )", lexemes.content[lexemes.start[0] :][:2000]))


def _is_spaced_group(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "450" of "23 450 people"; behind a name or month ("May 12 250 people"), a dialled word or another number
    the two stay apart."""
    if lexemes.kind_at(last + 1) != NUMBER or not re.fullmatch(r"\d{3}", lexemes.text[last + 1]):
        return False
    if not re.fullmatch(r"[1-9]\d{0,2}", lexemes.text[first]) or lexemes.start[last + 1] - lexemes.end[last] != 1:
        return False
    if lexemes.kind_at(last + 2) not in (WORD, "") and lexemes.raw(last + 2) not in ".,;%€$£)-":
        return False
    before = lexemes.raw(first - 1)
    is_named = (before[:1].isupper() and first > 1) or before in GUARDS.numbered
    near = set(lexemes.lower[max(0, first - 4) : first])
    return not is_named and lexemes.kind_at(first - 1) != NUMBER and not near & GUARDS.telephone.words


def _read_slash(lexemes: Lexemes, at: int) -> Number | None:
    top, bottom = (float(x) for x in re.split("[/⁄]", lexemes.text[at]))
    follows = lexemes.kind_at(at + 1) == WORD and lexemes.word(at + 1) not in ("and", "in", "at")
    if 0 < top < bottom and ("⁄" in lexemes.text[at] or (follows and bottom < 1000)):
        return Number(at, at, top / bottom, "fraction", text=lexemes.text[at])
    return Number(at, at, 0.0, "skip")


def _read_plural_scale(lexemes: Lexemes, at: int) -> Number | None:
    """ "dozens", "hundreds of thousands": from one step of the scale to the next."""
    scales = NUMBERS.plural_scale
    low, last = scales[lexemes.lower[at]], at
    while lexemes.word(last + 1) == "of" and lexemes.word(last + 2) in scales:
        last += 2
        low *= scales[lexemes.lower[last]]
    if lexemes.word(last + 1) != "of" or (last == at and lexemes.lower[at] == "tens"):
        return None
    return Number(at, last, low, "plural_scale", high=low * 10, text=lexemes.lower[at])
