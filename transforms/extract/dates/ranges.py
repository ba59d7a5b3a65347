"""Ranges: two dates that name the first and the last end of one stretch of time."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.extract.dates import periods
from transforms.extract.dates.outcomes import Outcome
from transforms.extract.dates.periods import Period
from transforms.extract.rows import DateExpression

_TO = re.compile(r"\s*(?:to|through|thru|until|till|-|–|—|up to)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*and\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_REACH = 24  # characters before the first end in which "between" is looked for

Found = tuple[Outcome, DateExpression]


def join_ranges(found: list[Found], text: str) -> list[DateExpression]:
    """Give both ends of every range its first and last day; a year at one end also counts for the other."""
    rows = [row for _, row in found]
    for no in range(len(found) - 1):
        (left, left_row), (right, right_row) = found[no], found[no + 1]
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
    if right.has_year and not left.has_year:
        first = periods.shift(first, last.start.year - first.start.year, "year")
        if first.start > last.end:
            first = periods.shift(first, -1, "year")
    elif first.start > last.end and left.is_deictic and right.is_deictic:  # "Tuesday to Sunday"
        last = periods.shift(last, 1, "week")
    elif first.start > last.end and not right.has_year:
        last = periods.shift(last, first.start.year - last.start.year, "year")
        if first.start > last.end:
            last = periods.shift(last, 1, "year")
    return first, last


def _end(row: DateExpression, own: Period, first: Period, last: Period) -> DateExpression:
    return replace(row, value=own.value, date_start=first.start, date_end=last.end, rule=f"range:{row.rule}")
