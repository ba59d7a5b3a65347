"""Calendar periods: a TIMEX3 value, its grain and the first and last day, and the steps between them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

SEASON_CODES = ("SP", "SU", "FA", "WI")

# Month in which a season starts, as newsrooms of the northern half use the words.
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_MONTHS_A_STEP = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_A_STEP = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. ``value`` is TIMEX3; ``start`` and ``end`` are the first and the last day.

    A window ("the last five days of May") is a part of ``whole``, whose value it has; one without a whole ("the past
    three weeks") has the value of its length (P3W) or of its first day. ``year_of``: a year of
    accounts or of schools, or a part of one. ``is_placed`` is False when nothing says on which day such a year
    begins; its days are then those of the calendar year of that name, only to count from, and are never written.
    """

    value: str
    grain: str
    start: date
    end: date
    whole: Period | None = None
    year_of: Literal["fiscal", "school"] | None = None
    is_placed: bool = True


def day(on: date) -> Period:
    """One day."""
    return Period(on.isoformat(), "day", on, on)


def week(on: date) -> Period:
    """The ISO week (Monday to Sunday) that holds ``on``."""
    year, number, weekday = on.isocalendar()
    monday = on - timedelta(weekday - 1)
    return Period(f"{year}-W{number:02d}", "week", monday, monday + timedelta(6))


def weekend(on: date) -> Period:
    """Saturday and Sunday of the ISO week that holds ``on``."""
    whole = week(on)
    return Period(f"{whole.value}-WE", "weekend", whole.end - timedelta(1), whole.end)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return Period(f"{year:04d}-{number:02d}", "month", date(year, number, 1), _month_end(year, number))


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    first = 3 * number - 2
    return Period(f"{year:04d}-Q{number}", "quarter", date(year, first, 1), _month_end(year, first + 2))


def half(year: int, number: int) -> Period:
    """A half of a year, 1 or 2."""
    first = 6 * number - 5
    return Period(f"{year:04d}-H{number}", "half", date(year, first, 1), _month_end(year, first + 5))


def season(year: int, code: str, is_southern: bool = False) -> Period:
    """A season named SP, SU, FA or WI; the one that begins in December belongs to the year in which it begins."""
    first = (_SEASON_STARTS[code] + 5) % 12 + 1 if is_southern else _SEASON_STARTS[code]
    last = (year + 1, 2) if first == 12 else (year, first + 2)
    return Period(f"{year:04d}-{code}", "season", date(year, first, 1), _month_end(*last))


def whole_year(number: int) -> Period:
    """A calendar year."""
    return Period(f"{number:04d}", "year", date(number, 1, 1), date(number, 12, 31))


def decade(first_year: int) -> Period:
    """The ten years from ``first_year`` on; TIMEX3 writes the 1980s as ``198``."""
    return Period(f"{first_year // 10:03d}", "decade", date(first_year, 1, 1), date(first_year + 9, 12, 31))


def century(number: int) -> Period:
    """The century of that number; TIMEX3 writes the 20th century as ``19``."""
    first = max(1, 100 * (number - 1))
    return Period(f"{number - 1:02d}", "century", date(first, 1, 1), date(100 * number - 1, 12, 31))


def window(whole: Period, start: date, end: date) -> Period:
    """The days from ``start`` to ``end`` as a part of ``whole``, or a stretch that ends with it."""
    return Period(whole.value, "window", start, end, whole)


def span(start: date, end: date) -> Period:
    """The days of a feast: one day, or a window that is called by its first."""
    return day(start) if start == end else Period(start.isoformat(), "window", start, end)


def days_until(end: Period, count: int, unit: str) -> Period:
    """The stretch of ``count`` units whose last day is the last of ``end``: "the nine months ended Dec. 31"."""
    return window(end, step(end.end + timedelta(1), -count, unit), end.end)


def of_grain(grain: str, on: date) -> Period:
    """The period of that grain which holds ``on``. Raises KeyError for a grain without such periods."""
    if grain == "season":
        started = on if on.month > 2 else date(on.year - 1, 12, 1)
        return season(started.year, SEASON_CODES[(started.month // 3 - 1) % 4])
    makers = {
        "day": lambda: day(on),
        "week": lambda: week(on),
        "fortnight": lambda: replace(week(on), grain="fortnight", end=week(on).end + timedelta(7)),
        "weekend": lambda: weekend(on),
        "month": lambda: month(on.year, on.month),
        "quarter": lambda: quarter(on.year, (on.month + 2) // 3),
        "half": lambda: half(on.year, (on.month + 5) // 6),
        "year": lambda: whole_year(on.year),
        "decade": lambda: decade(on.year // 10 * 10),
        "century": lambda: century(on.year // 100 + 1),
    }
    return makers[grain]()


def step(on: date, count: int, unit: str) -> date:
    """``on`` moved by ``count`` units; the day is cut to the month's last. Raises OverflowError outside year 1-9999."""
    if unit in _DAYS_A_STEP:
        return on + timedelta(count * _DAYS_A_STEP[unit])
    months = on.year * 12 + on.month - 1 + count * _MONTHS_A_STEP[unit]
    year, number = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is outside the calendar")
    return date(year, number, min(on.day, calendar.monthrange(year, number)[1]))


def shift(period: Period, count: int, unit: str) -> Period:
    """The period of the same grain ``count`` units away: a year before 2025-Q3 is 2024-Q3."""
    if period.whole is not None or period.grain == "window":
        whole = shift(period.whole, count, unit) if period.whole else None
        start, after = step(period.start, count, unit), step(period.end + timedelta(1), count, unit)
        value = whole.value if whole else period.value
        return replace(period, value=value, start=start, end=after - timedelta(1), whole=whole)
    moved = of_grain(period.grain, step(period.start, count, unit))
    return replace(moved, year_of=period.year_of, is_placed=period.is_placed)


def _month_end(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])
