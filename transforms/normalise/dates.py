"""When an article was published, and how we know: metadata, its address, a line of the text, or its page."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from transforms.ingest.fields import parse_date

# An address or a line naming a day outside these years is a number that looks like a date.
_FIRST_YEAR, _LAST_YEAR = 1850, 2099
_YEAR_FIRST = re.compile(r"\s*(?:19|20)\d\d(?:\D.{0,20})?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))


@cache
def _url_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in _rules()["url"]["patterns"])


@cache
def _line_patterns() -> tuple[re.Pattern[str], ...]:
    labels = (_line_pattern("published"), _line_pattern("signed"))
    return (*labels, *(re.compile(pattern, re.I) for pattern in _rules()["line"]["patterns"]))


@cache
def _line_pattern(name: str) -> re.Pattern[str]:
    rules = _rules()["line"]
    return re.compile(rules[name].replace("{date}", rules["date"]).replace("{time}", rules["time"]), re.I)


@cache
def markup_pattern(name: str) -> re.Pattern[str]:
    """The words by which markup names something: ``changed``, ``published``, ``dated`` or ``elsewhere``."""
    return re.compile(_rules()["markup"][name], re.I)


def date_of_url(url: str | None) -> date | None:
    """The day written in a web address (``/2025-05-06/``, ``/2025/05/06/``, ``/20250506/`` …); null without one."""
    address = _without_copy(url)
    for pattern in _url_patterns():
        if (found := pattern.search(address)) and (day := _from_groups(found.groupdict())):
            return day
    return None


def month_of_url(url: str | None) -> date | None:
    """The first day of the month that an address names without a day (``/2025/05/a-title``); null without one."""
    found = re.search("|".join(_rules()["url"]["months"]), _without_copy(url), re.I)
    return _from_groups(found.groupdict() | {"d": "1"}) if found else None


def year_of_url(url: str | None) -> int | None:
    """The year that is a step of an address (``/2025/a-title``); null without one."""
    found = re.search(r"/((?:19|20)\d\d)/", _without_copy(url))
    return int(found.group(1)) if found else None


def _without_copy(url: str | None) -> str:
    return re.sub(_rules()["url"]["copies"], "", url or "")


def published_on_line(line: str) -> date | None:
    """The day on a line that says when something was published, whatever it says about later changes."""
    found = _line_pattern("published").fullmatch(line)
    return parse_date(found.group("date").strip(" ,.")) if found else None


def author_on_line(line: str) -> str | None:
    """The author on a line that gives author and day; null for other lines."""
    found = _line_pattern("signed").fullmatch(line)
    return found.group("author") if found else None


def tells_a_change(line: str) -> bool:
    """True if a line that gives a day gives that of a later change only ("Last updated: May 6, 2025")."""
    return _line_pattern("changed").fullmatch(line) is not None and published_on_line(line) is None


def names_other_day(line: str) -> bool:
    """True if a line gives the day on which a page was made, printed or read ("Page generated on 21 May 2025")."""
    return _line_pattern("other").fullmatch(line) is not None


def count_days(line: str) -> int:
    """How many days a label writes out."""
    return len(_line_pattern("date").findall(line))


def spells_no_day(value: str) -> bool:
    """True if a value begins with a year and names no day: date libraries would take today's for it."""
    return _YEAR_FIRST.match(value) is not None and parse_date(value) is None


def date_of_line(line: str) -> date | None:
    """The day that a line which says nothing else gives as that of publication ("Published: May 6, 2025")."""
    if len(line) > 120:
        return None
    for pattern in _line_patterns():
        if found := pattern.fullmatch(line):
            return parse_date(found.group("date").strip(" ,."))
    return None


def _from_groups(groups: dict[str, str | None]) -> date | None:
    if epoch := groups.get("epoch"):
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    else:
        month = groups["m"] or ""
        try:
            number = _MONTHS.index(month[:3].lower()) + 1 if month.isalpha() else int(month)
            day = date(int(groups["y"] or 0), number, int(groups["d"] or 0))
        except ValueError:
            return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
