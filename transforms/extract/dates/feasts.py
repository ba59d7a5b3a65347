"""Named days of the year: feasts.toml gives their phrases, this module their dates."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any


def feast_phrases() -> Iterator[tuple[str, int]]:
    """Every phrase with the number of its feast; longer phrases first, so that "Easter Monday" is not "Easter"."""
    phrases = [(phrase, number) for number, feast in enumerate(_feasts()) for phrase in feast["phrases"]]
    return iter(sorted(phrases, key=lambda item: -len(item[0].split())))


def feast_date(number: int, year: int) -> date:
    """The day on which the feast of that number falls in ``year``."""
    feast = _feasts()[number]
    if "fixed" in feast:
        month, on = feast["fixed"]
        return date(year, month, on)
    if "easter" in feast:
        return easter_sunday(year) + timedelta(feast["easter"])
    month, weekday, which = feast["nth"]
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[which if which < 0 else which - 1])


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher), right for every year from 1583 on."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, on = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, on + 1)


@cache
def _feasts() -> list[dict[str, Any]]:
    feasts: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "feasts.toml").read_text("utf8"))["feasts"]
    return feasts
