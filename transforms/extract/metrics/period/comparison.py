"""What a change is measured against: "5 percent from August", "3 percent higher than a year ago", "year on year"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.period.period import Period, step_back
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import PERIODS
from transforms.extract.rows import DateExpression

_FAR = 90  # characters between a figure and the date it is compared with


def can_compare(quantity: Quantity) -> bool:
    """True if the figure is a change or a rate, which a period behind it is compared with."""
    return quantity.statistic in ("change_percent", "change_absolute") or quantity.kind in ("percent", "times")


def compare(
    lexemes: Lexemes,
    quantity: Quantity,
    quantities: list[Quantity],
    n: int,
    period: Period,
    bases: list[DateExpression],
) -> None:
    """Fill in what a change is measured against. ``bases`` are the dates of the sentence to compare with."""
    end = lexemes.end[quantity.last]
    following = [b for b in bases if end <= b.start < end + _FAR]
    base = min(following, key=lambda b: b.start, default=None)
    if base is None and (spoken := _spoken(lexemes, quantity)):
        period.comparison = spoken[0]
        _step_base(period, spoken[1:])
        return
    if base is None or any(
        end <= lexemes.start[q.first] < base.start for q in quantities[n + 1 :] if q.kind == quantity.kind
    ):
        return
    period.compared_start, period.compared_end = base.date_start, base.date_end
    period.comparison = _comparison(lexemes, period, base)


def compare_pair(present: Period, base: Period, dates: list[DateExpression]) -> None:
    """Compare a figure with its base, dated by ``dates``: "5 percent in May, up from 4 a year earlier"."""
    spoken = _spoken_in(dates[0].text.lower()) if len(dates) == 1 else None
    if spoken and present.start and present.end:
        base.start, base.end = step_back(present.start, spoken[1:]), step_back(present.end, spoken[1:])
    if base.start:
        present.compared_start, present.compared_end = base.start, base.end
        present.comparison = str(spoken[0]) if spoken else _step_between(present)


def _step_base(period: Period, step: list[Any]) -> None:
    """Compare with the same period a step earlier."""
    if period.start and period.end:
        period.compared_start, period.compared_end = step_back(period.start, step), step_back(period.end, step)


def _comparison(lexemes: Lexemes, period: Period, base: DateExpression) -> str | None:
    at = bisect_left(lexemes.start, base.start)
    if lexemes.word(at - 1) == "since":
        return "since"
    spoken = _spoken_in(base.text.lower())
    if spoken and (base.date_start is None or period.start is None):
        _step_base(period, spoken[1:])
        return str(spoken[0])
    return _step_between(period)


def _step_between(period: Period) -> str | None:
    """year_on_year and the like, when both periods are as long as each other and a whole step apart."""
    if not (period.start and period.end and period.compared_start and period.compared_end):
        return None
    months = (period.start.year - period.compared_start.year) * 12 + period.start.month - period.compared_start.month
    length = (period.end - period.start).days
    if abs((period.compared_end - period.compared_start).days - length) > 5:
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
    for phrase, meaning in PERIODS.spoken.items():
        if f" {phrase} " in f" {text} ":
            return list(meaning)
    return None
