"""The days an expression covers beside what it dates: "since May" goes on, "this year" is not over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from transforms.extract.rows import DateExpression
from transforms.vocabulary import Vocabulary

# characters before an expression that hold its preposition
_BEFORE = 24


class _StretchWords(Vocabulary):
    """The content of stretch.toml."""

    since: tuple[str, ...]
    last_day: tuple[str, ...]
    overnight: tuple[str, ...]


def _ending_in(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{alternatives})\s+(?:(?:the|early|mid|late|last)[\s-]+)*$", re.IGNORECASE)


def _beginning_with(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, words))
    return re.compile(rf"(?:the\s+)?(?:{alternatives})\b", re.IGNORECASE)


_WORDS = _StretchWords.load(Path(__file__).with_suffix(".toml"))
_AFTER_SINCE, _AFTER_LAST_DAY = _ending_in(_WORDS.since), _ending_in(_WORDS.last_day)
_LAST_DAY, _OVERNIGHT = _beginning_with(_WORDS.last_day), _beginning_with(_WORDS.overnight)


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
    if published_on is not None and start <= published_on and _AFTER_SINCE.search(before):
        return start, published_on
    if _LAST_DAY.match(found.text) or _AFTER_LAST_DAY.search(before):
        return end, end
    if _OVERNIGHT.match(found.text) and start == end:
        start -= timedelta(1)
    if has_happened and published_on is not None and start <= published_on < end:
        end = published_on
    return start, end
