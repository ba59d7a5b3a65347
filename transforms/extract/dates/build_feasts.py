"""Builds movable_feasts.csv from the calendars of the library "holidays", which nothing else needs.

Run ``make data``. With ``--check`` nothing is written, and the exit code is 1 when the file is not what the library
computes.
"""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

FEASTS = Path(__file__).parent / "data" / "feasts.toml"
TABLE = Path(__file__).parent / "data" / "movable_feasts.csv"
YEARS = range(1950, 2061)
_CALENDARS = (
    ("islamic", "_IslamicLunar"),
    ("hebrew", "_HebrewLunisolar"),
    ("chinese", "_ChineseLunisolar"),
    ("hindu", "_HinduLunisolar"),
    ("buddhist", "_BuddhistLunisolar"),
)
# What the library calls a feast, where its name is another one.
_NAMES = {"diwali": "DIWALI_INDIA_DATES", "ramadan": "RAMADAN_BEGINNING_DATES"}


def feasts() -> list[str]:
    """The feasts that feasts.toml takes from the table."""
    lines = tomllib.loads(FEASTS.read_text("utf-8"))["feasts"]
    looked_up = (line.get(key, ()) for line in lines for key in ("table", "until"))
    return sorted({name for names in looked_up for name in ([names] if isinstance(names, str) else names)})


def table() -> str:
    """The text of movable_feasts.csv: every feast with its days, both in order."""
    calendars = [getattr(importlib.import_module(f"holidays.calendars.{module}"), name) for module, name in _CALENDARS]
    rows = [f"{feast},{day}\n" for feast in feasts() for day in sorted(_days(feast, calendars))]
    return "".join(["feast,day\n", *rows])


def _days(feast: str, calendars: list[Any]) -> Iterator[date]:
    """The days of a feast in the years of the table, by the first calendar that knows it."""
    islamic, _, chinese, *_ = calendars
    if feast == "qingming":  # a day of the sun's year, computed
        yield from (chinese().qingming_date(year)[0] for year in YEARS)
        return
    name = _NAMES.get(feast, f"{feast.upper()}_DATES")
    calendar = next(calendar for calendar in calendars if hasattr(calendar, name))
    # These wander through the year, or begin in December, so that one may last into the first year of the table.
    first = YEARS[0] - (calendar is islamic or feast == "hanukkah")
    for year, days in getattr(calendar, name).items():
        # A feast of the moon can come twice in one year.
        for month, day in days if isinstance(days[0], tuple) else (days,):
            if first <= year <= YEARS[-1]:
                yield date(year, month, day)


def main() -> None:
    """Write the table, or check it."""
    try:
        computed = table()
    except ModuleNotFoundError:
        sys.exit("the library is not installed; run: make data")
    if "--check" not in sys.argv:
        TABLE.write_text(computed, "utf-8")
    elif TABLE.read_text("utf-8") != computed:
        sys.exit(f"{TABLE}: not what the library computes; run: make data")


if __name__ == "__main__":
    main()
