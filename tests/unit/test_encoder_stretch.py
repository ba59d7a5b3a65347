"""How far an expression of the calendar reaches beside what it dates."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.encoder.stretch import stretch_days
from transforms.extract.rows import DateExpression

PUBLISHED = date(2025, 6, 18)


def days(text: str, words: str, start: str, end: str, has_happened: bool = True) -> tuple[str | None, str | None]:
    at = text.index(words)
    bounds = (date.fromisoformat(start), date.fromisoformat(end))
    found = DateExpression(at, at + len(words), words, None, None, "relative", *bounds)
    first, last = stretch_days(found, text, PUBLISHED, has_happened)
    return first and first.isoformat(), last and last.isoformat()


@pytest.mark.parametrize(
    ("text", "words", "told", "expected"),
    [
        ("The port has been closed since May.", "May", ("2025-05-01", "2025-05-31"), ("2025-05-01", "2025-06-18")),
        ("Since late 2023 nobody flew.", "2023", ("2023-01-01", "2023-12-31"), ("2023-01-01", "2025-06-18")),
        ("held since the early 1990s", "1990s", ("1990-01-01", "1999-12-31"), ("1990-01-01", "2025-06-18")),
        ("It lasts from May.", "May", ("2025-05-01", "2025-05-31"), ("2025-05-01", "2025-05-31")),
        ("The sincere May Day talks", "May Day", ("2025-05-01", "2025-05-01"), ("2025-05-01", "2025-05-01")),
        ("debt at the end of March", "the end of March", ("2025-03-01", "2025-03-31"), ("2025-03-31", "2025-03-31")),
        ("by the end of 2024 it was", "2024", ("2024-01-01", "2024-12-31"), ("2024-12-31", "2024-12-31")),
        ("year-end 2024 reserves", "year-end 2024", ("2024-01-01", "2024-12-31"), ("2024-12-31", "2024-12-31")),
        ("a weekend in March", "March", ("2025-03-01", "2025-03-31"), ("2025-03-01", "2025-03-31")),
        ("Overnight, drones hit Odesa.", "Overnight", ("2025-06-18", "2025-06-18"), ("2025-06-17", "2025-06-18")),
        ("They met this year.", "this year", ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-06-18")),
        ("earlier this month", "this month", ("2025-06-01", "2025-06-30"), ("2025-06-01", "2025-06-18")),
        ("They met last year.", "last year", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        ("It comes in July.", "July", ("2025-07-01", "2025-07-31"), ("2025-07-01", "2025-07-31")),
    ],
)
def test_days_reach_as_far_as_the_words_say(
    text: str, words: str, told: tuple[str, str], expected: tuple[str, str]
) -> None:
    assert days(text, words, *told) == expected


def test_a_plan_for_this_year_may_come_true_until_its_end() -> None:
    told = days("They will meet this year.", "this year", "2025-01-01", "2025-12-31", has_happened=False)
    assert told == ("2025-01-01", "2025-12-31")


def test_unknown_days_stay_unknown() -> None:
    assert stretch_days(DateExpression(0, 3, "now", None, None, "none"), "now", PUBLISHED, True) == (None, None)
