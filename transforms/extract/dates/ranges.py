"""Ranges: two dates that name the first and the last end of one stretch of time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.outcomes import Outcome
from transforms.extract.dates.periods import Period
from transforms.extract.rows import DateExpression

_TO = re.compile(r"\s*(?:to|through|thru|until|till|-|–|—|up to)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*and\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_REACH = 24  # characters before the first end in which "between" is looked for

_NOW = "PRESENT_REF"

Found = tuple[Outcome, DateExpression]


def join_ranges(found: list[Found], text: str, published: date | None) -> list[DateExpression]:
    """Give both ends of every range its first and last day; a year at one end also counts for the other."""
    rows = [row for _, row in found]
    for no in range(len(found) - 1):
        (left, left_row), (right, right_row) = _with_now(found[no], published), _with_now(found[no + 1], published)
        if left.period is None or right.period is None or not _are_joined(left_row, right_row, text):
            continue
        if not (left.period.is_placed and right.period.is_placed) or right.basis == left.basis == "none":
            continue
        try:
            first, last = _ordered(left, right)
        except (OverflowError, ValueError):  # beyond the calendar
            continue
        if first.start > last.end:
            continue
        rows[no] = _end(left_row, first, first, last)
        rows[no + 1] = _end(right_row, last, first, last)
    return rows


def _with_now(end: Found, published: date | None) -> Found:
    """ "now" is a day as an end of a range: "between now and Nov. 15"."""
    outcome, row = end
    if outcome.value != _NOW or published is None or row.text.lower() != "now":
        return end
    return replace(outcome, period=periods.day(published), is_deictic=True), replace(row, grain="day")


def _are_joined(left: DateExpression, right: DateExpression, text: str) -> bool:
    between = text[left.end : right.start]
    opening = text[max(0, left.start - _REACH) : left.start]
    found = _BETWEEN.search(opening)
    if _TO.fullmatch(between):
        return left.grain == right.grain or found is not None
    return found is not None and opening[found.start()].lower() == "b" and _AND.fullmatch(between) is not None


def _ordered(left: Outcome, right: Outcome) -> tuple[Period, Period]:
    """The two ends in order: an end without a year of its own is moved next to the other."""
    assert left.period is not None and right.period is not None
    first, last = left.period, right.period
    if first.start > last.end and right.is_deictic:  # "next Monday to Friday": the first Friday after it
        last = periods.day(first.start + timedelta((last.start - first.start).days % 7))
    elif right.has_year and left.is_yearless:
        first = periods.shift(first, last.start.year - first.start.year, "year")
        if first.start > last.end:
            first = periods.shift(first, -1, "year")
    elif first.start > last.end and right.is_yearless:
        last = periods.shift(last, first.start.year - last.start.year, "year")
        if first.start > last.end:
            last = periods.shift(last, 1, "year")
    return first, last


def _end(row: DateExpression, own: Period, first: Period, last: Period) -> DateExpression:
    return replace(
        row,
        value=row.value if row.value == _NOW else own.value,
        date_start=first.start,
        date_end=last.end,
        rule=f"range:{row.rule}",
    )
