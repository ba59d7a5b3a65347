"""The days an expression stands for beside what it dates: "since May" goes on, "this year" is not over."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from transforms.extract.rows import DateExpression

# characters before an expression in which its preposition stands
_BEFORE = 24


@cache
def _words() -> dict[str, str]:
    """Each list of stretch.toml as alternatives of a pattern."""
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: "|".join(map(re.escape, words)) for name, words in lists.items()}


@cache
def _ending_in(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words()[name]})\s+(?:(?:the|early|mid|late|last)[\s-]+)*$", re.IGNORECASE)


@cache
def _beginning_with(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:the\s+)?(?:{_words()[name]})\b", re.IGNORECASE)


def stretch_days(
    found: DateExpression, text: str, published_on: date | None, has_happened: bool
) -> tuple[date | None, date | None]:
    """First and last day of what ``found`` dates in ``text``.

    ``has_happened`` says that the act or figure is no plan: it then ends with the day of publication at the latest.
    "since" goes on until that day; "the end of June" is its last day; "overnight" begins on the evening before.
    """
    start, end = found.date_start, found.date_end
    if start is None or end is None:
        return start, end
    before = text[max(0, found.start - _BEFORE) : found.start]
    if published_on is not None and start <= published_on and _ending_in("since").search(before):
        return start, published_on
    if _beginning_with("last_day").match(found.text) or _ending_in("last_day").search(before):
        return end, end
    if _beginning_with("overnight").match(found.text) and start == end:
        start -= timedelta(1)
    if has_happened and published_on is not None and start <= published_on < end:
        end = published_on
    return start, end
