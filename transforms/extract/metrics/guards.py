"""Numbers that are no figures: names, years, dates, clock times, scores, addresses, list numbers, pronominal "one"."""

from __future__ import annotations

import re

from transforms.extract.metrics.lexemes import NUMBER, ORDINAL, OTHER, SIGN, WORD, Lexemes
from transforms.extract.metrics.quantities import Quantity
from transforms.extract.metrics.vocabulary import read_vocabulary, words

Spans = list[tuple[int, int]]
INDEX_SIZES = frozenset([30, 35, 40, 50, 60, 100, 120, 200, 225, 250, 300, 350, 400, 500, 600, 1000, 2000, 3000, 5000])


def is_part_of_name(lexemes: Lexemes, quantity: Quantity, names: Spans) -> bool:
    """ "11th Corps", "S&P 500", "UN Resolution 2270", "XC40", "787 Dreamliner", "Channel 5"."""
    if _is_glued(lexemes, quantity):
        return True
    if quantity.has_own_unit and quantity.kind != "points":
        return False
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.number.last]
    if any(s <= start and end <= e and e - s > end - start for s, e in names):
        return True
    if _is_capitalised_name(lexemes, quantity) or _is_telephone(lexemes, quantity):
        return True
    before, raw = lexemes.word(quantity.first - 1), lexemes.raw(quantity.first - 1)
    if before == "." and lexemes.word(quantity.first - 2) in ("no", "nos", "vol", "fig", "art", "sec"):
        return True
    if before == "#" or f"{lexemes.word(quantity.first - 2)} {before}" in words("guards", "numbered_phrase"):
        return True
    if before in words("guards", "numbered"):
        capital = raw[:1].isupper()
        if capital or before not in words("guards", "numbered_capital"):
            return not (before == "number" and lexemes.word(quantity.last + 1) == "of")
    if (
        before in words("guards", "index", "words")
        and quantity.number.form == "digits"
        and quantity.value in INDEX_SIZES
    ):
        return True
    return _is_address(lexemes, quantity)


def _is_glued(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "XC40", "TPP-11", "24703L202", "787s", "007"."""
    first, last = quantity.first, quantity.last
    text = lexemes.text[quantity.number.first]
    plain = quantity.kind != "money" and lexemes.kind[quantity.number.first] == NUMBER and text.isdigit()
    if plain and ((text.startswith("0") and len(text) > 1) or len(text) > 9):
        return True
    if lexemes.joined(first):
        before = lexemes.kind[first - 1]
        if before in (WORD, ORDINAL, OTHER, NUMBER) and lexemes.raw(first - 1).lower() != "s":
            return True
        if lexemes.text[first - 1] in "@_\\&+." and lexemes.joined(first - 1):
            return True
        if (
            lexemes.text[first - 1] in "-–"
            and lexemes.joined(first - 1)
            and lexemes.kind[first - 2] in (WORD, OTHER, ORDINAL)
        ):
            return lexemes.word(first - 2) not in read_vocabulary("guards")["prefix"]
        chained = lexemes.text[first - 1] in "-–" and lexemes.joined(first - 1) and lexemes.kind[first - 2] == NUMBER
        if chained and lexemes.joined(first - 2) and lexemes.kind[first - 3] == WORD:
            return True  # "scp2-173"
        if lexemes.text[first - 1] == "/" and lexemes.joined(first - 1) and lexemes.kind[first - 2] in (WORD, OTHER):
            return True
    return (
        lexemes.joined(last + 1)
        and lexemes.kind_at(last + 1) in (WORD, ORDINAL, OTHER)
        and quantity.last == quantity.number.last
    )


def _is_capitalised_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "the Two Holy Mosques", "the Six Nations": a number in words is capitalised only inside of a name."""
    at = quantity.number.first
    if quantity.number.form != "words" or not lexemes.text[at][:1].isupper() or lexemes.text[at].isupper():
        return False
    inside = at > 0 and (lexemes.kind[at - 1] == WORD or lexemes.text[at - 1] == ",")
    return inside and (lexemes.raw(quantity.number.last + 1)[:1].isupper() or not quantity.has_own_unit)


def _is_telephone(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "131 444", "10070979": bare digits in groups, or too many of them ungrouped."""
    text, first, last = lexemes.text[quantity.number.first], quantity.first, quantity.number.last
    if not text.isdigit() or quantity.number.is_scaled or first != last:
        return False
    neighbours = [lexemes.raw(n) for n in (first - 1, last + 1) if lexemes.kind_at(n) == NUMBER]
    return len(text) > 6 or (len(text) > 2 and any(n.isdigit() and len(n) > 2 for n in neighbours))


def _is_address(lexemes: Lexemes, quantity: Quantity) -> bool:
    if quantity.number.form != "digits":
        return False
    for here in range(quantity.number.last + 1, quantity.number.last + 6):
        if not lexemes.raw(here)[:1].isupper() and lexemes.kind_at(here) != ORDINAL:
            return False
        if lexemes.word(here) in words("guards", "street") and here > quantity.number.last:
            return True
    return False


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
    if after in words("guards", "clock") and (after != "o" or lexemes.word(quantity.number.last + 2) in ("'", "’")):
        return True
    if " ".join(lexemes.lower[quantity.number.last + 1 : quantity.number.last + 4]) in words("guards", "clock_phrase"):
        return True
    if before == "." and quantity.first >= 2:
        before = lexemes.word(quantity.first - 2)
    month = words("guards", "month")
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
    rule = read_vocabulary("guards")["year"]
    year = int(text)
    if before in words("modifiers", "before_figures"):
        return False
    if rule["first"] <= year <= rule["last"]:
        return True
    return (
        year >= rule["early_first"]
        and before in rule["words"]
        and before not in ("of", "to", "and", "from", "by", "after")
    )


def is_numbering(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "1 ) first", "(2)", "2-1", "1111-22223333", "20x10", and the footnote of a list."""
    if quantity.has_own_unit:
        return False
    first, last = quantity.first, quantity.number.last
    if quantity.range_of:
        return _is_score_range(lexemes, quantity)
    if _is_quotation(lexemes, first, last):
        return True
    whole = quantity.value is not None and quantity.value % 1 == 0 and quantity.number.form == "digits"
    if not whole:
        return False
    after, before = lexemes.word(last + 1), lexemes.word(first - 1)
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
    return _is_score(lexemes, quantity)


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
    if quantity.kind == "money" or quantity.per or quantity.range_of:
        return False
    before = lexemes.word(quantity.first - 1)
    if quantity.kind == "duration" and not quantity.is_compound:
        return (quantity.unit == "day" and lexemes.token_at(quantity.first).dep_ != "nummod") or before in words(
            "guards", "pronoun", "after"
        )
    return not quantity.has_own_unit or quantity.unit in ("point", "time")


def is_bare_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    """A unitless number right behind a capitalised word ("Boeing 787", "Windows 11"), or before a lone name."""
    if quantity.kind == "count" and quantity.number.form == "digits" and quantity.value not in (None, 1):
        noun = lexemes.doc[quantity.noun_last] if quantity.noun_last >= 0 else None
        if (
            noun is not None
            and quantity.value % 1 == 0
            and noun.tag_ == "NNP"
            and noun.text[:1].isupper()
            and noun.lower_ not in ("staff", "percent")
        ):
            return True  # 787 Dreamliner
        plain = lexemes.text[quantity.number.first].isdigit() and not quantity.is_compound
        singular = noun is not None and noun.tag_ == "NN" and noun.lemma_ not in ("staff", "crew", "aircraft")
        return (quantity.value in INDEX_SIZES or (plain and singular)) and _behind_name(lexemes, quantity)
    if quantity.unit or quantity.number.form != "digits" or quantity.value is None or quantity.value % 1:
        return False
    if "," in lexemes.text[quantity.number.first] or quantity.number.is_scaled:
        return False
    return _behind_name(lexemes, quantity) or (
        lexemes.kind_at(quantity.first - 1) == SIGN and lexemes.text[quantity.first - 1] in "#@/&"
    )


def _behind_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    raw = lexemes.raw(quantity.first - 1)
    if lexemes.kind_at(quantity.first - 1) != WORD or not raw[:1].isupper():
        return False
    token = lexemes.token_at(quantity.first - 1)
    return (
        token.tag_ in ("NNP", "NNPS", "NN", "")
        and token.ent_type_ not in ("GPE", "PERSON", "NORP")
        and not token.is_sent_start
    )


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
    return quantity.kind in ("count", "duration", "number", "points", "times")
