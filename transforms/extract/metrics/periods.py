"""The period a figure is for, and the one it is compared with: "5 percent from August and 3 from a year earlier"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.measures import Measured
from transforms.extract.metrics.period_clauses import rank_date
from transforms.extract.metrics.quantity import Quantity, refers_back
from transforms.extract.metrics.tokens import span_root
from transforms.extract.metrics.vocabulary import read_vocabulary, words
from transforms.extract.rows import DateExpression

_FAR = 90  # characters between a figure and the date it is compared with


class Figure:
    """What decides on the period of one figure: its root in the parse, its measure, and whether it has one at all."""

    def __init__(self, lexemes: Lexemes, quantity: Quantity, measured: Measured) -> None:
        self.doc = lexemes.doc
        self.kind, self.unit = quantity.kind, quantity.unit_name
        self.root = span_root(lexemes, quantity)
        if quantity.noun_last >= 0:
            self.root = self.doc[quantity.noun_last]
        self.sentence = lexemes.sentence_at(lexemes.token_at(quantity.first).i)
        self.measured = {token.i for phrase in measured.phrases for token in phrase}
        self.is_timeless = _is_timeless(lexemes, quantity, measured)


def _is_timeless(lexemes: Lexemes, quantity: Quantity, measured: Measured) -> bool:
    """Ages, heights and distances on the map have no period, nor has "the two countries"."""
    if quantity.kind == "age" or (quantity.kind == "duration" and quantity.direction is None):
        return True  # "after three months": a stretch of time has no other one
    if quantity.direction is None and quantity.kind == "distance":
        named = {token.lower_ for phrase in measured.phrases for token in phrase}
        named |= {lexemes.word(quantity.last + 1)}
        if named & words("periods", "timeless", "words"):
            return True
    return refers_back(lexemes, quantity)


@dataclass(slots=True)
class Period:
    """First and last day of a period and how it was found: sentence, previous_sentence or none."""

    start: date | None = None
    end: date | None = None
    basis: str = "none"
    compared_start: date | None = None
    compared_end: date | None = None
    comparison: str | None = None


def read_periods(
    lexemes: Lexemes, quantities: list[Quantity], measures: list[Measured], dates: list[DateExpression]
) -> list[Period]:
    """One Period a figure. ``dates`` are those of the paragraph, in text order."""
    bases = {n for n, expression in enumerate(dates) if _is_base(lexemes, expression)}
    figures = [Figure(lexemes, q, m) for q, m in zip(quantities, measures, strict=True)]
    found: list[Period] = []
    for n, (quantity, figure) in enumerate(zip(quantities, figures, strict=True)):
        own = figure.sentence
        inside = [m for m, d in enumerate(dates) if own.start_char <= d.start < own.end_char]
        like = [f.root for f in figures if f is not figure and f.kind == figure.kind and f.sentence.start == own.start]
        period = Period()
        if not figure.is_timeless:
            period = _own_period(lexemes, quantity, figure, like, [dates[m] for m in inside if m not in bases])
            if period.start is None and not inside:
                period = _carried(figures, found, n) or period
        _compare(lexemes, quantity, quantities, n, period, [dates[m] for m in inside if m in bases])
        found.append(period)
    return found


def _carried(figures: list[Figure], found: list[Period], n: int) -> Period | None:
    """The period of the last figure of the sentence before, when it is of the same kind and in the same unit."""
    figure = figures[n]
    before = n - 1
    while before >= 0 and figures[before].sentence.start == figure.sentence.start:
        before -= 1
    if before < 0 or found[before].start is None or found[before].basis != "sentence":
        return None
    last = figures[before]
    start = figure.sentence.start
    is_next = start > 0 and last.sentence.start == figure.doc[start - 1].sent.start
    if not is_next or last.kind != figure.kind or (figure.kind in ("count", "number") and last.unit != figure.unit):
        return None  # another kind of figure speaks of something else
    return Period(found[before].start, found[before].end, "previous_sentence")


def _is_base(lexemes: Lexemes, expression: DateExpression) -> bool:
    """A date to compare with: "from August", "than a year ago", "since 2010", "on the year"."""
    at = bisect_left(lexemes.start, expression.start)
    one, two = lexemes.word(at - 1), f"{lexemes.word(at - 2)} {lexemes.word(at - 1)}"
    if one == "the" or one == "same":
        one, two = lexemes.word(at - 2), f"{lexemes.word(at - 3)} {lexemes.word(at - 2)}"
    if two in words("periods", "compared", "phrases"):
        return True
    if one == "from":  # a span "from May to July" is a period
        after = bisect_right(lexemes.start, expression.end - 1)
        return lexemes.word(after) not in ("to", "through", "until") and " to " not in expression.text
    comparative = expression.text.lower().startswith(
        ("a year earlier", "a month earlier", "a year ago", "a quarter earlier")
    )
    return one in words("periods", "compared", "before") or (comparative and one in ("percent", "cent", "%", "points"))


def _own_period(
    lexemes: Lexemes, quantity: Quantity, figure: Figure, like: list[Token], dates: list[DateExpression]
) -> Period:
    """The date of the figure's own clause that is not part of the figure; one before it wins a tie."""
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.last]
    best, closest = None, (9, 10_000)
    for expression in dates:
        if expression.date_start is None or (expression.start < end and start < expression.end):
            continue
        span = figure.doc[lexemes.token_index(expression.start) : lexemes.token_index(expression.end - 1) + 1]
        rank = rank_date(span, figure.root, figure.measured, like)
        if rank is None:
            continue
        gap = start - expression.end if expression.end <= start else expression.start - end + 2
        text = lexemes.content[min(end, expression.end) : max(start, expression.start)]
        gap += 40 * (";" in text) + 15 * (" while " in text) + 10 * text.count(", and ")
        if (rank, gap) < closest:
            best, closest = expression, (rank, gap)
    return Period(best.date_start, best.date_end, "sentence") if best else Period()


def _compare(
    lexemes: Lexemes,
    quantity: Quantity,
    quantities: list[Quantity],
    n: int,
    period: Period,
    bases: list[DateExpression],
) -> None:
    if quantity.statistic not in ("change_percent", "change_absolute") and quantity.kind not in ("percent", "times"):
        return
    end = lexemes.end[quantity.last]
    following = [b for b in bases if end <= b.start < end + _FAR]
    base = min(following, key=lambda b: b.start, default=None)
    if base is None and (spoken := _spoken(lexemes, quantity)):
        period.comparison = spoken[0]
        if period.start and period.end:
            period.compared_start, period.compared_end = _back(period.start, spoken[1:]), _back(period.end, spoken[1:])
        return
    if base is None or any(
        end <= lexemes.start[q.first] < base.start for q in quantities[n + 1 :] if q.kind == quantity.kind
    ):
        return
    period.compared_start, period.compared_end = base.date_start, base.date_end
    period.comparison = _comparison(lexemes, period, base)


def _comparison(lexemes: Lexemes, period: Period, base: DateExpression) -> str | None:
    at = bisect_left(lexemes.start, base.start)
    if lexemes.word(at - 1) == "since":
        return "since"
    spoken = _spoken_in(base.text.lower())
    if spoken and (base.date_start is None or period.start is None):
        if period.start and period.end:
            period.compared_start, period.compared_end = _back(period.start, spoken[1:]), _back(period.end, spoken[1:])
        return str(spoken[0])
    if not (period.start and base.date_start and period.end and base.date_end):
        return None
    months = (period.start.year - base.date_start.year) * 12 + period.start.month - base.date_start.month
    length = (period.end - period.start).days
    if abs((base.date_end - base.date_start).days - length) > 5:
        return None
    if months == 12:
        return "year_on_year"
    if months == 1 and 26 < length < 32:
        return "month_on_month"
    return "quarter_on_quarter" if months == 3 and 85 < length < 95 else None


def _spoken(lexemes: Lexemes, quantity: Quantity) -> list[Any] | None:
    """ "5 percent year on year", "up 5% on the month", "3 percent higher than a year ago"."""
    tail = [w for w in lexemes.lower[quantity.last + 1 : quantity.last + 9] if w != "-"]
    head = [w for w in lexemes.lower[max(0, quantity.first - 4) : quantity.first] if w != "-"]
    return _spoken_in(" ".join(tail)) or _spoken_in(" ".join(head))


def _spoken_in(text: str) -> list[Any] | None:
    for phrase, meaning in read_vocabulary("periods")["spoken"].items():
        if f" {phrase} " in f" {text} ":
            return list(meaning)
    return None


def _back(day: date, step: list[Any]) -> date:
    months = step[1] * (12 if step[0] == "year" else 1)
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_month_end and day.day >= 28 else min(day.day, last))
