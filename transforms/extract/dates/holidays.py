"""Named days of the year: feasts.toml gives their phrases, this module their days."""

from __future__ import annotations

import calendar
import csv
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"

# How a feast is placed in a year; a row of feasts.toml has one of them, or none when only some countries keep it.
_PLACINGS = ("fixed", "nth", "before", "easter", "orthodox", "table")


def feast_phrases() -> Iterator[tuple[str, int]]:
    """Every phrase with the number of its feast; longer phrases first, so that "Easter Monday" is not "Easter"."""
    phrases = [(phrase, number) for number, feast in enumerate(_feasts()) for phrase in feast["phrases"]]
    return iter(sorted(phrases, key=lambda item: -len(item[0].split())))


def is_common_word(number: int) -> bool:
    """True if the name of the feast is a common word when written small: "an epiphany"."""
    return bool(_feasts()[number].get("is_common"))


def feast_spans(number: int, year: int, countries: Iterable[str] = ()) -> list[tuple[date, date]]:
    """First and last day of the feast of that number, each time that it begins in ``year``.

    ``countries``: those the text speaks of. Empty when they keep it on different days, or when nothing is known.
    """
    feast = _feasts()[number]
    ways = {str(way): way for way in (feast.get("in", {}).get(country) for country in sorted(countries)) if way}
    if len(ways) > 1:
        return []
    starts = _starts(next(iter(ways.values()), feast), year)
    return [_span(feast, start + timedelta(feast.get("offset", 0))) for start in starts]


def _span(feast: dict[str, Any], start: date) -> tuple[date, date]:
    if "until" in feast:
        end = next((day for day in _table()[feast["until"]] if day > start), start + timedelta(29))
        return start, end - timedelta(1)
    return start, start + timedelta(feast.get("days", 1) - 1)


def _starts(placing: dict[str, Any], year: int) -> list[date]:
    way = next((name for name in _PLACINGS if name in placing), None)
    if way is None:
        return []
    rule = placing[way]
    if way == "table":
        return sorted(day for name in rule for day in _table()[name] if day.year == year)
    if way == "easter":
        return [easter_sunday(year) + timedelta(rule)]
    if way == "orthodox":
        return [orthodox_easter(year) + timedelta(rule)]
    if way == "nth":
        return [_nth_weekday(year, *rule)]
    on = date(year, rule[0], rule[1])
    return [on if way == "fixed" else on - timedelta((on.weekday() - rule[2] - 1) % 7 + 1)]


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the churches that reckon by the Julian calendar (Meeus), as a Gregorian day."""
    moon = (19 * (year % 19) + 15) % 30
    month, on = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
    return date(year, month, on + 1) + timedelta(year // 100 - year // 400 - 2)


@cache
def _feasts() -> list[dict[str, Any]]:
    feasts: list[dict[str, Any]] = tomllib.loads((_DATA / "feasts.toml").read_text("utf8"))["feasts"]
    return feasts


@cache
def _table() -> dict[str, list[date]]:
    """The days of the feasts of movable_feasts.csv, in order."""
    days: dict[str, list[date]] = {}
    with (_DATA / "movable_feasts.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            days.setdefault(row["feast"], []).append(date.fromisoformat(row["day"]))
    return {name: sorted(found) for name, found in days.items()}
