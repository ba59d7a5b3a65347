"""The tense of the verb on which a date without its year hangs decides the side of publication."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from transforms.extract.dates import read_dates
from transforms.extract.rows import Context


@cache
def language() -> Language:
    from transforms.extract.model import load_bundled

    return load_bundled()


def starts(text: str, published_on: str = "2025-11-06") -> list[str]:
    rows = read_dates(language()(text), Context(date.fromisoformat(published_on)))
    return [str(row.date_start) for row in rows]


@pytest.mark.parametrize(
    ("text", "published_on", "expected"),
    [
        ("The king last visited Spain on Dec. 3.", "2025-11-06", "2024-12-03"),
        ("The king visited Spain in December.", "2025-11-06", "2024-12-01"),
        ("The king flew to Spain on Jan. 3.", "2025-12-30", "2025-01-03"),
        ("A nurse was killed on 28 December.", "2025-11-06", "2024-12-28"),
        ("The navy bought four tugs in December.", "2025-11-06", "2024-12-01"),
        ("Nine miners died in a blast on December 20.", "2025-11-06", "2024-12-20"),
        ("The port has been closed since Dec. 10.", "2025-11-06", "2024-12-10"),
        ("The envoy arrived on the last Sunday of November.", "2025-11-06", "2024-11-24"),
        ("Tunisia jailed two judges in late November.", "2025-11-06", "2024-11-01"),
    ],
)
def test_what_happened_lies_before_publication(text: str, published_on: str, expected: str) -> None:
    assert starts(text, published_on) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The king will visit Spain on Nov. 3.", "2026-11-03"),
        ("Norway plans to send a ship in October.", "2026-10-01"),
        ("The king is due to travel to Spain on Nov. 2.", "2026-11-02"),
        ("The king is scheduled to visit Spain on Dec. 8.", "2025-12-08"),
        ("The trial was postponed to Jan. 12.", "2026-01-12"),
        ("Parliament called an election for March 8.", "2026-03-08"),
    ],
)
def test_what_is_planned_lies_after_publication(text: str, expected: str) -> None:
    assert starts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm declared a dividend payable Dec. 1.", "2025-12-01"),
        ("Lawmakers discussed the summit in December.", "2025-12-01"),
        ("The king announced a referendum for Dec. 14.", "2025-12-14"),
        ("The two sides agreed to meet on Dec. 2.", "2025-12-02"),
        ("He was due to visit Spain on Nov. 4 but fell ill.", "2025-11-04"),
        ("The rebels attacked the camp on Nov. 6.", "2025-11-06"),
        ("The rebels attacked the camp on Friday.", "2025-10-31"),
        ("The bank will open on Friday.", "2025-11-07"),
    ],
)
def test_a_date_of_something_else_is_the_nearest_one(text: str, expected: str) -> None:
    assert starts(text) == [expected]
