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
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))


@cache
def _url_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in _rules()["url"]["patterns"])


@cache
def _line_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in _rules()["line"]["patterns"])


def date_of_url(url: str | None) -> date | None:
    """The day written in a web address (``/2025-05-06/``, ``/2025/05/06/``, ``/20250506/`` …); null without one."""
    for pattern in _url_patterns() if url else ():
        if url and (found := pattern.search(url)) and (day := _from_groups(found.groupdict())):
            return day
    return None


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
