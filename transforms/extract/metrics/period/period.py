"""A period with its comparison, and the steps between periods."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(slots=True)
class Period:
    """First and last day of a period and how it was found: sentence, previous_sentence or none."""

    start: date | None = None
    end: date | None = None
    basis: str = "none"
    compared_start: date | None = None
    compared_end: date | None = None
    comparison: str | None = None


def step_back(day: date, step: list[Any]) -> date:
    """``day`` some months or years earlier; the last day of a month stays one. ``step`` is [unit, count]."""
    months = step[1] * (12 if step[0] == "year" else 1)
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_month_end and day.day >= 28 else min(day.day, last))


def named_days(value: str | None) -> tuple[date, date] | None:
    """First and last day of a year or month as TIMEX3 writes them, "2023" or "2023-04"; ``None`` for anything else."""
    if not value or not re.fullmatch(r"\d{4}(-\d\d)?", value):
        return None
    year, month = int(value[:4]), int(value[5:] or 0)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
