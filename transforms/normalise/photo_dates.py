"""The day a photo was taken, from the first day its caption names."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_ABBREVIATIONS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = _WEEKDAY.split("|")
_OLDEST_WITHOUT_YEAR = timedelta(days=200)
# "Marking the June 1950 outbreak, he speaks on Tuesday": the day of the photo stands behind such a word.
_BEFORE_DAY = re.compile(r"\b(?:on|in this|dated|taken|released on|photo from)\s+(?:\w+day,?\s+)?$", re.I)
_DAY = re.compile(
    rf"\b(?:(?P<month1>{_MONTH})\.?\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+(?P<year1>(?:18|19|20)\d\d))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month2>{_MONTH})\b\.?(?:,?\s+(?P<year2>(?:18|19|20)\d\d))?"
    rf"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    rf"|(?P<weekday>{_WEEKDAY})|(?P<today>today|yesterday))\b",
    re.I,
)


def photo_date(caption: str, published_on: date | None) -> date | None:
    """``... in Beijing on Feb. 4, 2022`` → 2022-02-04. A day without a year is the last such day before publication,
    and stays null when that is unknown; so does a caption that names a month or a year only."""
    days = list(_DAY.finditer(caption))
    if not days:
        return None
    found = next((day for day in days if _BEFORE_DAY.search(caption[: day.start()])), days[0])
    groups = found.groupdict()
    try:
        if groups["iso"]:
            return date.fromisoformat(groups["iso"])
        if groups["weekday"] or groups["today"]:
            return _before_publication(groups["weekday"], groups["today"], published_on)
        month = _ABBREVIATIONS.index((groups["month1"] or groups["month2"])[:3].lower()) + 1
        year = groups["year1"] or groups["year2"]
        return _on_day(int(year) if year else None, month, int(groups["day1"] or groups["day2"]), published_on)
    except ValueError:
        return None


def _on_day(year: int | None, month: int, day: int, published_on: date | None) -> date | None:
    if year:
        return date(year, month, day)
    if published_on is None:
        return None
    this_year = date(published_on.year, month, day)
    if this_year <= published_on:
        return this_year
    # A paper names the year of an old photo; a day still to come is what the caption announces.
    last_year = date(published_on.year - 1, month, day)
    return last_year if published_on - last_year <= _OLDEST_WITHOUT_YEAR else None


def _before_publication(weekday: str | None, today: str | None, published_on: date | None) -> date | None:
    if published_on is None:
        return None
    if today:
        return published_on - timedelta(days=int(today.lower() == "yesterday"))
    back = (published_on.weekday() - _WEEKDAYS.index((weekday or "").lower())) % 7
    return published_on - timedelta(days=back)
