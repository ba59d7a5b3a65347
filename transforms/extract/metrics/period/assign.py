"""The period a figure is for, and the one it is compared with: "5 percent from August and 3 from a year earlier"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date

from spacy.tokens import Token

from transforms.extract.metrics.change.bases import Base, is_earlier, own_dates
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.numbers.cardinals import parse_words
from transforms.extract.metrics.period.clause_rank import rank_date
from transforms.extract.metrics.period.comparison import can_compare, compare, compare_pair
from transforms.extract.metrics.period.period import Period, named_days, step_back
from transforms.extract.metrics.quantity import Quantity, refers_back
from transforms.extract.metrics.tokens import span_root
from transforms.extract.metrics.vocabulary import PERIODS
from transforms.extract.rows import DateExpression


class Figure:
    """What decides on the period of one figure: its root in the parse, its measure, and whether it has one at all."""

    def __init__(self, lexemes: Lexemes, quantity: Quantity) -> None:
        self.doc = lexemes.doc
        self.kind, self.unit = quantity.kind, quantity.unit_name
        self.root = span_root(lexemes, quantity)
        if quantity.noun_last >= 0:
            self.root = self.doc[quantity.noun_last]
        self.sentence = lexemes.sentence_at(lexemes.token_at(quantity.first).i)
        self.is_timeless = _is_timeless(lexemes, quantity)


def _is_timeless(lexemes: Lexemes, quantity: Quantity) -> bool:
    """Ages, heights and distances on the map have no period, nor has "the two countries"."""
    if quantity.kind == "age" or (quantity.kind == "duration" and quantity.direction is None):
        return True  # "after three months": a stretch of time has no other one
    is_distance = quantity.direction is None and quantity.kind == "distance"
    if is_distance and lexemes.word(quantity.last + 1) in PERIODS.timeless.words:
        return True
    return refers_back(lexemes, quantity)


def read_periods(
    lexemes: Lexemes,
    quantities: list[Quantity],
    dates: list[DateExpression],
    bases: dict[int, Base],
) -> list[Period]:
    """One Period a figure. ``dates`` are those of the paragraph, in text order; ``bases`` the figures compared with."""
    owners = own_dates(lexemes, quantities, bases, dates)
    compared = owners.keys() | {n for n, expression in enumerate(dates) if _is_base(lexemes, expression)}
    figures = [Figure(lexemes, q) for q in quantities]
    starts = [expression.start for expression in dates]
    opening = {figure.sentence.start: n for n, figure in reversed(list(enumerate(figures)))}
    alike = _roots_alike(figures)
    present = {base.present for base in bases.values()}
    found: list[Period] = []
    for n, (quantity, figure) in enumerate(zip(quantities, figures, strict=True)):
        if n in bases:
            found.append(_base_period(lexemes, [dates[m] for m, owner in owners.items() if owner == n]))
            continue
        own = figure.sentence
        inside = range(bisect_left(starts, own.start_char), bisect_left(starts, own.end_char))
        like = alike[own.start, figure.kind]
        period = Period()
        if not figure.is_timeless:
            period = _own_period(lexemes, quantity, figure, like, [dates[m] for m in inside if m not in compared])
            if period.start is None and not inside:
                period = _carried(figures, found, n, opening[own.start] - 1) or period
        if n in present or can_compare(quantity):
            compare(lexemes, quantity, quantities, n, period, [dates[m] for m in inside if m in compared])
        found.append(period)
    for n, base in bases.items():
        _date_since(found[n], found[base.present])
        _split_span(found[n], found[base.present], dates)
        compare_pair(found[base.present], found[n], [dates[m] for m, owner in owners.items() if owner == n])
    return found


def _base_period(lexemes: Lexemes, own: list[DateExpression]) -> Period:
    """The period of a base: that of its own date, never the one of the figure it is compared with."""
    return _spanned(lexemes, own[-1]) if own and own[-1].date_start else Period()


def _date_since(base: Period, present: Period) -> None:
    """ "Since last summer it has fallen from 9 to 7": 9 last summer."""
    if base.start is None and present.comparison == "since":
        base.start, base.end, base.basis = present.compared_start, present.compared_end, "sentence"


def _split_span(base: Period, present: Period, dates: list[DateExpression]) -> None:
    """ "Between 2019 and 2023 it rose from 4 to 6 percent": 4 in 2019, 6 in 2023."""
    ends = [d for d in dates if present.start and (d.date_start, d.date_end) == (present.start, present.end)]
    if base.start or len(ends) != 2 or present.basis != "sentence":
        return
    first, last = (named_days(expression.value) for expression in ends)
    if first and last and first != last:
        base.start, base.end, base.basis = *first, "sentence"
        present.start, present.end = last


def _roots_alike(figures: list[Figure]) -> dict[tuple[int, str], list[Token]]:
    """The roots of the figures by sentence and kind."""
    found: dict[tuple[int, str], list[Token]] = {}
    for figure in figures:
        found.setdefault((figure.sentence.start, figure.kind), []).append(figure.root)
    return found


def _carried(figures: list[Figure], found: list[Period], n: int, before: int) -> Period | None:
    """The period of ``before``, the last figure of an earlier sentence, when of the same kind and in the same unit."""
    figure = figures[n]
    if before < 0 or found[before].start is None or found[before].basis != "sentence":
        return None
    last = figures[before]
    start = figure.sentence.start
    is_next = start > 0 and last.sentence.start == figure.doc[start - 1].sent.start
    alike = last.kind == figure.kind and (figure.kind in ("money", "percent", "points") or last.unit == figure.unit)
    if not is_next or not alike or figure.unit is None:
        return None  # another kind of figure speaks of something else
    return Period(found[before].start, found[before].end, "previous_sentence")


def _is_base(lexemes: Lexemes, expression: DateExpression) -> bool:
    """A date to compare with: "from August", "than a year ago", "since 2010", "on the year"."""
    at = bisect_left(lexemes.start, expression.start)
    one, two = lexemes.word(at - 1), f"{lexemes.word(at - 2)} {lexemes.word(at - 1)}"
    if one == "the" or one == "same":
        one, two = lexemes.word(at - 2), f"{lexemes.word(at - 3)} {lexemes.word(at - 2)}"
    if two in PERIODS.compared.phrases:
        return True
    if one in PERIODS.compared.steps and expression.grain in ("month", "quarter", "year"):
        return True  # "up 2 percent on 2021", "a rise of 3 percent on the year before"
    if two in PERIODS.compared.within:
        return True  # "3 percent more than in 2022"
    if one == "from":  # a span "from May to July" is a period
        after = bisect_right(lexemes.start, expression.end - 1)
        return lexemes.word(after) not in ("to", "through", "until") and " to " not in expression.text
    text = expression.text.lower()
    is_step = text.startswith(("less than", "more than")) or (is_earlier(expression) and text.startswith("a "))
    return one in PERIODS.compared.before or (is_step and one in ("percent", "cent", "%", "points"))


def _own_period(
    lexemes: Lexemes, quantity: Quantity, figure: Figure, like: list[Token], dates: list[DateExpression]
) -> Period:
    """The date of the figure's own clause that is not part of the figure; one before it wins a tie."""
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.last]
    best, closest = None, (9, 10_000)
    for expression in dates:
        lasting = expression.value is None or expression.value.startswith("P")
        if (expression.date_start is None and lasting) or (expression.start < end and start < expression.end):
            continue  # an unresolved day stays in the race, so that no other date takes its place
        span = figure.doc[lexemes.token_index(expression.start) : lexemes.token_index(expression.end - 1) + 1]
        rank = rank_date(span, figure.root, like)
        gap = start - expression.end if expression.end <= start else expression.start - end + 2
        text = lexemes.content[min(end, expression.end) : max(start, expression.start)]
        if expression.start >= end and text.strip() in ("in", "for", "on", "during"):
            rank = -1  # "66,066 in March, 84,268 in April", however the list was parsed
        gap += 40 * (";" in text) + 15 * (" while " in text) + 10 * text.count(", and ")
        if rank is not None and (rank, gap) < closest:
            best, closest = expression, (rank, gap)
    return _spanned(lexemes, best) if best and best.date_start else Period()


def _digits(text: str) -> float | None:
    return float(text) if text.isdigit() else None


def _spanned(lexemes: Lexemes, expression: DateExpression) -> Period:
    """The dates of an expression, cut by "the first five months of" before a year, led back by "nine months to"."""
    period = Period(expression.date_start, expression.date_end, "sentence")
    here = bisect_left(lexemes.start, expression.start) - 1
    link = lexemes.word(here) if lexemes.word(here) in ("of", "in", "to", "through", "until", "ended", "ending") else ""
    here -= bool(link)
    if lexemes.word(here) != "months" or period.start is None or period.end is None:
        return period
    months = parse_words(lexemes.word(here - 1)) or _digits(lexemes.raw(here - 1))
    if not months or not 1 < months < 12:
        return period
    days = (period.end - period.start).days
    if days > 360 and lexemes.word(here - 2) == "first" and link in ("", "of", "in"):
        last = int(months)
        period.end = date(period.start.year, last, monthrange(period.start.year, last)[1])
    elif days < 31 and link in ("to", "through", "until", "ended", "ending"):
        first = date(period.end.year, period.end.month, 1)
        period.start = step_back(first, ["month", int(months) - 1])
    return period
