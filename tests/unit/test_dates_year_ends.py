"""A sentence about the end of a year of accounts names one day; the year told by its end is a stretch."""

from __future__ import annotations

from datetime import date

import pytest
from test_dates_tense import language

from transforms.extract.readers import Readers, load_gazetteer
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context


def _days(text: str) -> list[tuple[str, str]]:
    (reading,) = read_texts(Readers(language(), load_gazetteer()), [(text, Context(date(2025, 11, 6)))])
    return [(str(d.date_start), str(d.date_end)) for d in reading.dates]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The bank's year ends on March 31, 2026.", "2026-03-31"),
        ("The firm's financial year ends March 31, 2026.", "2026-03-31"),
        ("Its fiscal year ended on June 30, 2025.", "2025-06-30"),
        ("Their accounting year ends on 31 January 2026.", "2026-01-31"),
        ("The school year ends on June 12, 2026.", "2026-06-12"),
        ("The quarter ends on December 31, 2025.", "2025-12-31"),
    ],
)
def test_the_end_is_one_day(text: str, day: str) -> None:
    assert _days(text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Profit for the year ended March 31, 2025 rose.", ("2024-04-01", "2025-03-31")),
        ("Profit in the year ending June 30, 2026 will rise.", ("2025-07-01", "2026-06-30")),
        ("The year to March 31, 2025 was good.", ("2024-04-01", "2025-03-31")),
        ("The year ended March 31, 2025 was the best.", ("2024-04-01", "2025-03-31")),
        ("Results for the year that ends on March 31, 2026 are due.", ("2025-04-01", "2026-03-31")),
        ("Profit for the fiscal year that ended on March 31, 2025 rose.", ("2024-04-01", "2025-03-31")),
        ("Sales in the three months ended September 30, 2025 fell.", ("2025-07-01", "2025-09-30")),
    ],
)
def test_a_stretch_named_by_its_end(text: str, days: tuple[str, str]) -> None:
    assert _days(text) == [days]
