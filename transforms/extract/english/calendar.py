"""Weekdays, near days and months."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary


class Calendar(Vocabulary):
    """Words for days and months, in lower case."""

    weekdays: frozenset[str]
    near_days: frozenset[str]
    months: frozenset[str]


CALENDAR = Calendar.load(Path(__file__).parent / "data" / "calendar.toml")
# Words for a day of its own: "Tuesday", "yesterday".
DAYS = CALENDAR.weekdays | CALENDAR.near_days
