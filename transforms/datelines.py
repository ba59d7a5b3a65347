"""Datelines ("NAIROBI, Kenya, Nov. 3 (Xinhua) --"): where they stand and which day they name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(_MONTHS)})", re.I)
_LONGEST = 120
_PARTS = ("begin", "end", "any_agency", "agency", "place", "word", "day", "weekday", "month")


@dataclass(frozen=True)
class Dateline:
    """A dateline from ``start`` to ``end``; the report begins at ``report``. ``day`` is as written, or null."""

    start: int
    end: int
    report: int
    day: str | None


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "datelines.toml").read_text(encoding="utf-8"))


def _pattern(pattern: str) -> re.Pattern[str]:
    for part in _PARTS:
        pattern = pattern.replace(f"{{{part}}}", _rules()[part])
    return re.compile(pattern)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(pattern) for pattern in _rules()["patterns"])


@cache
def _bare() -> re.Pattern[str]:
    return _pattern(_rules()["bare"])


@cache
def explained_day() -> re.Pattern[str]:
    """ "today (July 28, 2022)": groups ``word`` and ``day``."""
    return _pattern(_rules()["explained_day"])


def find_datelines(text: str, is_place: Callable[[str], bool]) -> Iterator[Dateline]:
    """The datelines at the beginnings of lines. One that has neither day nor agency must satisfy ``is_place``."""
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if stop > start and (dateline := dateline_at(text, start, is_place)):
            yield dateline
        start = stop + 1


def dateline_at(text: str, start: int, is_place: Callable[[str], bool]) -> Dateline | None:
    """The dateline at the beginning of a line, null without one."""
    window = text[start : start + _LONGEST]
    found = next(filter(None, (pattern.match(window) for pattern in _patterns())), None)
    if found is None:
        found = _bare().match(window)
        if found is None or not _names_place(found, is_place):
            return None
    report = found.start("next") if "next" in found.groupdict() else found.end()
    end = len(window[:report].rstrip(" \t-–—―:|"))
    return Dateline(start, start + end, start + report, found.groupdict().get("day"))


def _names_place(found: re.Match[str], is_place: Callable[[str], bool]) -> bool:
    """True if a place stands before the sign. "Kyiv–Moscow talks", "London - Paris trains": two ends of a line."""
    if found["place"].isupper() or found["sign"].startswith(":"):
        return is_place(found["place"])
    if (found["note"] or "").isupper():  # "Nokia (NOKIA) - ": a firm on the stock exchange
        return False
    return found["sign"][0].isspace() and is_place(found["place"]) and not is_place(found["next"])


def read_day(written: str, year: int | None) -> date | None:
    """The day a dateline names; one without a year is in ``year``, and unknown without it."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    name = _MONTH_NAME.search(written)
    own = next((number for number in numbers if number > 31), year)
    try:
        if name is None:
            return date(*numbers[:3])
        return date(own, _MONTHS.index(name.group().lower()) + 1, numbers[0]) if own else None
    except (ValueError, TypeError):
        return None
