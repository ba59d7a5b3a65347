"""Numbers that are no figures: names, years, dates, clock times, scores, addresses, list numbers, pronominal "one"."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import NUMBER, WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import GUARDS, MODIFIERS

Spans = list[tuple[int, int]]


def continues_date(lexemes: Lexemes, quantity: Quantity, date_end: int) -> bool:
    """ "between A.D. 1000 and 1260", "April six to 10": joined to the year or day that ended at lexeme ``date_end``."""
    gap = lexemes.lower[date_end + 1 : quantity.first]
    if gap not in (["and"], ["to"], ["-"], ["–"], ["or"], [","]) or quantity.has_own_unit:
        return False
    if re.fullmatch(r"[12]\d{3}", lexemes.text[quantity.first]):
        return True
    day = quantity.value is not None and quantity.value <= 31 and lexemes.text[quantity.first].isdigit()
    return (day and gap[0] != "," and not lexemes.text[date_end].isdigit()) or (day and len(lexemes.text[date_end]) < 3)


def is_date(lexemes: Lexemes, quantity: Quantity, dates: Spans) -> bool:
    """Years, days of a month, clock times: anything inside a date expression but a duration ("the past two years")."""
    if quantity.has_own_unit:
        return quantity.unit == "hour" and bool(re.fullmatch(r"[0-2]\d[0-5]\d", quantity.number.text))  # 1130 hrs GMT
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.number.last]
    if any(s <= start and end <= e for s, e in dates):
        return True
    after, before = lexemes.word(quantity.number.last + 1), lexemes.word(quantity.first - 1)
    if after in GUARDS.clock and (after != "o" or lexemes.word(quantity.number.last + 2) in ("'", "’")):
        return True
    if " ".join(lexemes.lower[quantity.number.last + 1 : quantity.number.last + 4]) in GUARDS.clock_phrase:
        return True
    if lexemes.raw(quantity.number.last + 1) in GUARDS.year.eras:
        return True
    if before == "." and quantity.first >= 2:
        before = lexemes.word(quantity.first - 2)
    month = GUARDS.month
    day = quantity.value is not None and 1 <= quantity.value <= 31 and quantity.value % 1 == 0
    if (
        day
        and (before in month or after in month)
        and "may" not in (lexemes.raw(quantity.first - 1), lexemes.raw(quantity.number.last + 1))
    ):
        return True
    return _is_year(lexemes, quantity, before)


def _is_year(lexemes: Lexemes, quantity: Quantity, before: str) -> bool:
    text = lexemes.text[quantity.number.first]
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


def is_numbering(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "1 ) first", "(2)", "2-1", "1111-22223333", "20x10", and the footnote of a list."""
    if quantity.has_own_unit:
        return False
    first, last = quantity.first, quantity.number.last
    if " ".join(lexemes.lower[last : last + 2]) in GUARDS.idiom:
        return True
    if quantity.range_of:
        return _is_score_range(lexemes, quantity)
    if _is_quotation(lexemes, first, last) or _is_section(lexemes, quantity) or _is_countdown(lexemes, quantity):
        return True
    whole = quantity.value is not None and quantity.value % 1 == 0 and quantity.number.form == "digits"
    if not whole:
        return False
    after, before = lexemes.word(last + 1), lexemes.word(first - 1)
    if before == "[" and after == "]":
        return True  # a footnote
    if (
        after == ")"
        and (before == "(" or not _opened(lexemes, first))
        and quantity.value is not None
        and quantity.value < 100
    ):
        return True
    if after in ("x", "×") and lexemes.kind_at(last + 2) == NUMBER and lexemes.joined(last + 1):
        return True
    if before in ("x", "×") and lexemes.kind_at(first - 2) == NUMBER and lexemes.joined(first):
        return True
    if (
        first == 0
        and after in (".", ")")
        and lexemes.kind_at(last + 2) == WORD
        and quantity.value is not None
        and quantity.value < 100
    ):
        return True
    begun = first == 0 or before in (".", "?", "!", ":", ";")
    if begun and after in (".", ")") and lexemes.raw(last + 2)[:1].isupper() and lexemes.joined(last + 1):
        return True  # "… its duty? 2. Why has"
    return _is_score(lexemes, quantity)


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


def _is_quotation(lexemes: Lexemes, first: int, last: int) -> bool:
    """ "47.6538/7492": bid and offer in a table of rates."""
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
    if "range_dash" not in quantity.rule or quantity.high is None or quantity.high > 200:
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
    if not quantity.is_compound or quantity.number.form != "words" or "unit_of_next" in quantity.rule:
        return False
    if (
        lexemes.word(quantity.first - 1) in ("and", "or")
        and "-" in lexemes.lower[max(0, quantity.first - 3) : quantity.first]
    ):
        return False
    if lexemes.word(quantity.last) == "fold":
        return False
    return quantity.kind in ("count", "duration", "number", "points", "times")
