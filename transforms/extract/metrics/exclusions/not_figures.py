"""Numbers that are no figures: names, years, dates, clock times, scores, addresses, list numbers, pronominal "one"."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import NUMBER, WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import GUARDS, MODIFIERS
from transforms.extract.rules import Rule, first_rule

Spans = list[tuple[int, int]]
_LONGEST_LIST = 100  # numbers of items are below it
_CROSSES = frozenset(["x", "×"])


def continues_date(lexemes: Lexemes, quantity: Quantity, date_end: int) -> bool:
    """ "between A.D. 1000 and 1260", "April six to 10": joined to the year or day that ended at lexeme ``date_end``."""
    gap = lexemes.lower[date_end + 1 : quantity.first]
    if gap not in (["and"], ["to"], ["-"], ["–"], ["or"], [","]) or quantity.has_own_unit:
        return False
    if re.fullmatch(r"[12]\d{3}", lexemes.text[quantity.first]):
        return True
    day = quantity.value is not None and quantity.value <= 31 and lexemes.text[quantity.first].isdigit()
    return (day and gap[0] != "," and not lexemes.text[date_end].isdigit()) or (day and len(lexemes.text[date_end]) < 3)


def date_rule(lexemes: Lexemes, quantity: Quantity, dates: Spans) -> str | None:
    """Why the number is part of a date or a clock time; a duration ("the past two years") is none of these."""
    if quantity.has_own_unit:
        return first_rule((("clock_hours", _is_clock_hours),), lexemes, quantity)
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.number.last]
    if any(s <= start and end <= e for s, e in dates):
        return "inside_date"
    return first_rule(_DATES, lexemes, quantity)


def _is_clock_hours(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "1130 hrs GMT"."""
    return quantity.unit == "hour" and bool(re.fullmatch(r"[0-2]\d[0-5]\d", quantity.number.text))


def _is_clock(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "9 a.m.", "5 o'clock" and "8 in the evening"."""
    last = quantity.number.last
    after = lexemes.word(last + 1)
    if after in GUARDS.clock and (after != "o" or lexemes.word(last + 2) in ("'", "’")):
        return True
    return " ".join(lexemes.lower[last + 1 : last + 4]) in GUARDS.clock_phrase


def _is_year_of_era(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "400 BCE"."""
    return lexemes.raw(quantity.number.last + 1) in GUARDS.year.eras


def _word_before(lexemes: Lexemes, quantity: Quantity) -> str:
    """The word before the figure, over the stop of an abbreviation: "Sept. 5"."""
    before = lexemes.word(quantity.first - 1)
    return lexemes.word(quantity.first - 2) if before == "." and quantity.first >= 2 else before


def _is_day_of_month(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "June 5" and "5 June"; "may 5" is a verb with its number."""
    if quantity.value is None or not 1 <= quantity.value <= 31 or quantity.value % 1:
        return False
    last = quantity.number.last
    is_beside = _word_before(lexemes, quantity) in GUARDS.month or lexemes.word(last + 1) in GUARDS.month
    return is_beside and "may" not in (lexemes.raw(quantity.first - 1), lexemes.raw(last + 1))


def _is_year(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for a bare number that is a year by its size, or by the word before it: "in 1648"."""
    before, text = _word_before(lexemes, quantity), lexemes.text[quantity.number.first]
    if quantity.number.first != quantity.number.last or not re.fullmatch(r"[12]\d{3}", text):
        return False
    rule = GUARDS.year
    year = int(text)
    if before in MODIFIERS.before_figures:
        return False
    if rule.first <= year <= rule.last:
        return True
    return (
        year >= rule.early_first and before in rule.words and before not in ("of", "to", "and", "from", "by", "after")
    )


def numbering_rule(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """Why the number only numbers, scores or quotes: "1 ) first", "(2)", "2-1", "20x10", a footnote."""
    if quantity.has_own_unit:
        return None
    if quantity.range_of:
        return first_rule(_RANGES, lexemes, quantity)
    is_whole = quantity.value is not None and quantity.value % 1 == 0 and quantity.number.form == "digits"
    return first_rule(_ANY, lexemes, quantity) or (first_rule(_WHOLE, lexemes, quantity) if is_whole else None)


def _is_idiom(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "zero tolerance"."""
    last = quantity.number.last
    return " ".join(lexemes.lower[last : last + 2]) in GUARDS.idiom


def _is_footnote(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "[3]"."""
    return lexemes.word(quantity.first - 1) == "[" and lexemes.word(quantity.number.last + 1) == "]"


def _is_bracketed(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for the small numbers of "(2)" and "2) second"."""
    if lexemes.word(quantity.number.last + 1) != ")" or (quantity.value or 0) >= _LONGEST_LIST:
        return False
    return lexemes.word(quantity.first - 1) == "(" or not _opened(lexemes, quantity.first)


def _is_side(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for both numbers of "20x10"."""
    first, last = quantity.first, quantity.number.last
    if lexemes.word(last + 1) in _CROSSES and lexemes.kind_at(last + 2) == NUMBER and lexemes.joined(last + 1):
        return True
    return lexemes.word(first - 1) in _CROSSES and lexemes.kind_at(first - 2) == NUMBER and lexemes.joined(first)


def _opens_paragraph(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "1. Buy bread" at the start of a paragraph."""
    last = quantity.number.last
    if quantity.first or lexemes.word(last + 1) not in (".", ")") or lexemes.kind_at(last + 2) != WORD:
        return False
    return quantity.value is not None and quantity.value < _LONGEST_LIST


def _opens_item(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for the number of "… its duty? 2. Why has"."""
    first, last = quantity.first, quantity.number.last
    if first and lexemes.word(first - 1) not in (".", "?", "!", ":", ";"):
        return False
    is_marked = lexemes.word(last + 1) in (".", ")") and lexemes.joined(last + 1)
    return is_marked and lexemes.raw(last + 2)[:1].isupper()


def _is_section(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "U/s 7 of the Anti-Corruption Act": the place in a law."""
    after = lexemes.lower[quantity.last + 1 : quantity.last + 10]
    if quantity.unit or list(after[:2]) not in (["of", "the"], ["of", "this"]):
        return False
    return any(word in GUARDS.law and lexemes.raw(quantity.last + 1 + n)[:1].isupper() for n, word in enumerate(after))


def _is_countdown(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "3 2 1": single digits side by side are a name or a game."""
    at = quantity.number.first
    alone = [lexemes.kind_at(n) == NUMBER and len(lexemes.raw(n)) == 1 for n in range(at - 2, at + 3)]
    return any(all(alone[n : n + 3]) for n in range(3))


def _is_quotation(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "47.6538/7492", bid and offer in a table of rates."""
    first, last = quantity.first, quantity.number.last
    for slash, other in ((last + 1, last + 2), (first - 1, first - 2)):
        near = max(slash, other)
        if lexemes.word(slash) == "/" and lexemes.kind_at(other) == NUMBER and lexemes.joined(near):
            return True
    return False


def _opened(lexemes: Lexemes, at: int) -> bool:
    return "(" in lexemes.text[max(0, at - 25) : at]


def _is_score(lexemes: Lexemes, quantity: Quantity) -> bool:
    """Two plain numbers joined by a hyphen, of which neither has a unit: a score, a telephone number, a season."""
    first, last = quantity.first, quantity.number.last
    after = lexemes.word(last + 1) in ("-", "–", ":", "/") and lexemes.joined(last + 1) and lexemes.joined(last + 2)
    before = lexemes.word(first - 1) in ("-", "–", ":", "/") and lexemes.joined(first) and lexemes.joined(first - 1)
    return (after and lexemes.kind_at(last + 2) == NUMBER) or (before and lexemes.kind_at(first - 2) == NUMBER)


def _is_score_range(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "2-1 win" read as a range of wins: a hyphen between small numbers, falling or before no plural noun."""
    if not quantity.is_tied_range or quantity.high is None or quantity.high > 200:
        return False
    falling = quantity.value is None and quantity.number.value > (quantity.low or 0)
    plural = quantity.noun_last >= 0 and lexemes.doc[quantity.noun_last].tag_ in ("NNS", "NNPS")
    return falling or not plural


def is_pronoun(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "one" as a pronoun, an idiom or an article; it stays a figure before a unit or when it is stressed by digits."""
    if quantity.number.text != "one" or quantity.number.form != "words" or quantity.number.is_scaled:
        return False
    if quantity.kind == "money" or quantity.per or quantity.range_of or (quantity.value or 0) < 0:
        return False
    before = lexemes.word(quantity.first - 1)
    if quantity.kind == "duration" and not quantity.is_compound:
        return (
            quantity.unit == "day" and lexemes.token_at(quantity.first).dep_ != "nummod"
        ) or before in GUARDS.pronoun.after
    return not quantity.has_own_unit or quantity.unit in ("point", "time")


def is_kind_of_thing(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "three-year plan", "six-speed gearbox": a number in words tied by a hyphen names a kind, it reports no figure.

    Physical units ("four-mile drive"), money and ages stay; so do alternatives ("four-, five- and six-cylinder").
    """
    if not quantity.is_compound or quantity.number.form != "words" or quantity.shares_unit_of_next:
        return False
    if (
        lexemes.word(quantity.first - 1) in ("and", "or")
        and "-" in lexemes.lower[max(0, quantity.first - 3) : quantity.first]
    ):
        return False
    if lexemes.word(quantity.last) == "fold":
        return False
    return quantity.kind in ("count", "duration", "number", "points", "times")


_DATES: tuple[Rule[Lexemes, Quantity], ...] = (
    ("clock_time", _is_clock),
    ("year_of_era", _is_year_of_era),
    ("day_of_month", _is_day_of_month),
    ("year", _is_year),
)
_RANGES: tuple[Rule[Lexemes, Quantity], ...] = (("idiom", _is_idiom), ("score", _is_score_range))
_ANY: tuple[Rule[Lexemes, Quantity], ...] = (
    ("idiom", _is_idiom),
    ("bid_and_offer", _is_quotation),
    ("section_of_law", _is_section),
    ("countdown", _is_countdown),
)
_WHOLE: tuple[Rule[Lexemes, Quantity], ...] = (
    ("footnote", _is_footnote),
    ("number_in_brackets", _is_bracketed),
    ("side_of_area", _is_side),
    ("first_item", _opens_paragraph),
    ("item", _opens_item),
    ("score", _is_score),
)
