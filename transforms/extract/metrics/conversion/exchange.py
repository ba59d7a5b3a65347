"""Figures of money in US dollars, by exchange rates of the user's own table and never by a guess.

The table is a CSV file with the columns currency (ISO 4217), day (YYYY-MM-DD) and usd_per_unit:

    currency,day,usd_per_unit
    EUR,2025-03-14,1.0882
"""

from __future__ import annotations

import csv
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from transforms.extract.metrics.number import exact
from transforms.extract.rows import Metric

HEADER = ["currency", "day", "usd_per_unit"]
# A day without a rate takes the one before it: over weekends and the longest public holidays none is fixed.
LONGEST_PAUSE = timedelta(days=7)
_DOLLAR = "usd"
_FIX = f"write a line like EUR,2025-03-14,1.0882 below the header {','.join(HEADER)}"


class RatesError(Exception):
    """The table of exchange rates cannot be used; the message names file, line and fix."""


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """US dollars for one unit of a currency, by day; the days of a currency are sorted."""

    days: dict[str, list[date]] = field(default_factory=dict)
    usd_per_unit: dict[tuple[str, date], float] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> ExchangeRates:
        """Read the table at ``path``. Raises RatesError on whatever is missing or misspelt in it."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                return cls.parse(lines, str(path))
        except OSError as error:
            raise RatesError(f"{path}: {error.strerror}; give the path of a CSV file of rates") from error
        except UnicodeDecodeError as error:
            raise RatesError(f"{path}: not UTF-8; save the file as UTF-8") from error

    @classmethod
    def parse(cls, lines: Iterable[str], name: str) -> ExchangeRates:
        """The rates in the lines of a table; ``name`` is its name for messages."""
        rates = cls()
        for number, currency, day, rate in _read(lines, name):
            if (currency, day) in rates.usd_per_unit:
                raise RatesError(f"{name}, line {number}: {currency.upper()} has two rates for {day}; keep one of them")
            rates.usd_per_unit[currency, day] = rate
            rates.days.setdefault(currency, []).append(day)
        if not rates.days:
            raise RatesError(f"{name}: no rate in the table; {_FIX}")
        for days in rates.days.values():
            days.sort()
        return rates

    def day_of_rate(self, currency: str, day: date) -> date | None:
        """The day of the rate that holds on ``day``: that day, or the last one before a pause that the table spans.

        The rate of Friday holds on Sunday once the table goes on after Sunday; before that nobody knows.
        """
        days = self.days.get(currency, [])
        at = bisect_right(days, day)
        if not at:
            return None
        last = days[at - 1]
        is_pause = at < len(days) and day - last <= LONGEST_PAUSE
        return last if last == day or is_pause else None


def _read(lines: Iterable[str], name: str) -> Iterator[tuple[int, str, date, float]]:
    """Line number, currency, day and rate of each line."""
    table = csv.reader(lines)
    try:
        header = next(table, [])
        if [title.strip() for title in header] != HEADER:
            raise RatesError(f"{name}, line 1: the header is {','.join(header) or 'missing'}; {_FIX}")
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield table.line_num, *_parse(cells, f"{name}, line {table.line_num}")
    except csv.Error as error:
        raise RatesError(f"{name}, line {table.line_num}: {error}; {_FIX}") from error


def _parse(cells: list[str], place: str) -> tuple[str, date, float]:
    if len(cells) != len(HEADER):
        raise RatesError(f"{place}: {len(cells)} cells instead of {len(HEADER)}; {_FIX}")
    currency, day, rate = (cell.strip() for cell in cells)
    if not re.fullmatch(r"[A-Za-z]{3}", currency):
        raise RatesError(f"{place}: {currency!r} is no currency code; write three letters like EUR")
    try:
        when = date.fromisoformat(day)
    except ValueError as error:
        raise RatesError(f"{place}: {day!r} is no day; write YYYY-MM-DD") from error
    try:
        value = float(rate)
    except ValueError as error:
        raise RatesError(f"{place}: {rate!r} is no number; write one like 1.0882") from error
    if not (math.isfinite(value) and value > 0):
        raise RatesError(f"{place}: {rate} is no rate; write the US dollars for one {currency.upper()}, above 0")
    return currency.lower(), when, value


def state_in_usd(metric: Metric, rates: ExchangeRates | None) -> None:
    """Fill in the dollars of a figure of money and the day of the rate used.

    Dollars need no rate. Other currencies need a figure for one single day and a rate that holds on it.
    """
    if metric.kind != "money" or metric.unit is None or metric.value is None:
        return
    currency = metric.unit.split(" per ")[0]
    if currency == _DOLLAR:
        metric.value_usd = metric.value
        return
    day = metric.period_start if metric.period_start == metric.period_end else None
    held = rates.day_of_rate(currency, day) if rates and day else None
    if rates and held:
        metric.value_usd, metric.usd_rate_day = exact(metric.value * rates.usd_per_unit[currency, held]), held
