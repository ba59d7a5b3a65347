"""Parts of a period: the n-th weekday, week or day of a month, and the days at its edges."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.dates import read_dates
from transforms.extract.rows import Context, DateExpression

NLP = spacy.blank("en")
THURSDAY = date(2025, 11, 6)
PLACES = {"first": 0, "2nd": 1, "third": 2, "fourth": 3, "last": -1, "final": -1, "penultimate": -2, "next-to-last": -2}


def read(text: str, published_on: date | None = THURSDAY) -> list[DateExpression]:
    return read_dates(NLP(text), Context(published_on))


def days(text: str, published_on: date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(str(row.date_start), str(row.date_end)) for row in read(text, published_on)]


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    found = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, found[place])


@given(
    st.integers(1950, 2040),
    st.integers(1, 12),
    st.integers(0, 6),
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(["of {} {}", "in {} {}", "of {}, {}"]),
)
@settings(max_examples=150, deadline=None)
def test_any_weekday_of_any_named_month(year: int, month: int, weekday: int, place: str, layout: str) -> None:
    when = layout.format(calendar.month_name[month], year)
    (row,) = read(f"They met on the {place} {calendar.day_name[weekday]} {when}.", published_on=None)
    wanted = nth_weekday(year, month, weekday, PLACES[place])
    assert (row.value, row.date_start, row.date_end) == (wanted.isoformat(), wanted, wanted)
    assert (row.grain, row.basis) == ("day", "explicit")


@given(
    st.dates(date(1960, 1, 1), date(2035, 12, 31)),
    st.integers(0, 6),
    st.sampled_from(sorted(PLACES)),
    st.sampled_from([("last month", -1), ("this month", 0), ("next month", 1)]),
)
@settings(max_examples=100, deadline=None)
def test_any_weekday_of_a_month_near_publication(day: date, weekday: int, place: str, step: tuple[str, int]) -> None:
    (row,) = read(f"They met on the {place} {calendar.day_name[weekday]} of {step[0]}.", day)
    months = day.year * 12 + day.month - 1 + step[1]
    assert row.date_start == nth_weekday(months // 12, months % 12 + 1, weekday, PLACES[place])
    assert row.basis == "relative"


@given(st.dates(date(1960, 1, 1), date(2035, 12, 31)), st.integers(1, 12), st.integers(0, 6))
@settings(max_examples=100, deadline=None)
def test_last_year_beside_the_month_is_the_year_of_the_weekday(day: date, month: int, weekday: int) -> None:
    text = f"They met on the second {calendar.day_name[weekday]} of {calendar.month_name[month]} last year."
    (row,) = read(text, day)
    assert row.date_start == nth_weekday(day.year - 1, month, weekday, 1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Hail fell in the first week of March 2023.", "2023-03-01", "2023-03-07"),
        ("Hail fell in the last week of February 2024.", "2024-02-23", "2024-02-29"),
        ("Hail fell in the second week of last month.", "2025-10-08", "2025-10-14"),
        ("Hail fell on the last day of February 2024.", "2024-02-29", "2024-02-29"),
        ("Hail fell over the first weekend of August 2025.", "2025-08-02", "2025-08-03"),
        ("Hail fell in the last five days of July 2021.", "2021-07-27", "2021-07-31"),
        ("Hail fell in the first ten days of April 2020.", "2020-04-01", "2020-04-10"),
        ("Hail fell in the final two weeks of 2019.", "2019-12-18", "2019-12-31"),
        ("Hail fell in the first four months of this year.", "2025-01-01", "2025-04-30"),
        ("Hail fell in the second half of June 2022.", "2022-06-16", "2022-06-30"),
        ("Hail fell on the 23rd of this month.", "2025-11-23", "2025-11-23"),
        ("Hail fell on the 31st of last month.", "2025-10-31", "2025-10-31"),
        ("Hail fell in the last month of 2018.", "2018-12-01", "2018-12-31"),
        ("Last month's second Friday was wet.", "2025-10-10", "2025-10-10"),
        ("Hail fell on the second-to-last Monday of May 2022.", "2022-05-23", "2022-05-23"),
        ("It ends on the first Tuesday of next March.", "2026-03-03", "2026-03-03"),
    ],
)
def test_parts_of_months_and_years(text: str, start: str, end: str) -> None:
    assert days(text) == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "The choir sings on the first Sunday of every month.",
        "The market opens on the third Saturday of each month.",
        "There is no fifth Monday in February 2025.",
    ],
)
def test_repeated_or_impossible_days_are_no_dates(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They arrived last Friday.", ["2025-10-31"]),
        ("It was the second storm in May 2024.", ["2024-05-01"]),
        ("She came third on Sunday.", ["2025-11-02"]),
        ("A third of this month's pay is gone.", ["2025-11-01"]),
        ("Prices rose in the last week.", ["2025-10-27"]),
    ],
)
def test_what_only_resembles_a_part(text: str, expected: list[str]) -> None:
    assert [start for start, _ in days(text)] == expected


def test_weeks_of_a_month_touch_without_gap() -> None:
    weeks = [
        days(f"It rained in the {place} week of July 2025.")[0] for place in ("first", "second", "third", "fourth")
    ]
    for (_, end), (start, _) in pairwise(weeks):
        assert date.fromisoformat(end) + timedelta(1) == date.fromisoformat(start)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The house will vote on Thursday week.", "2025-11-20"),
        ("The house will vote on Monday week.", "2025-11-17"),
        ("The house will vote a week from Tuesday.", "2025-11-18"),
        ("The house will vote a fortnight on Friday.", "2025-11-21"),
        ("The house voted a week ago Monday.", "2025-10-27"),
        ("The house voted two weeks ago on Wednesday.", "2025-10-22"),
        ("The house voted in the week of 3 March 2025.", "2025-03-03"),
        ("The house voted in the week beginning 9 October 2024.", "2024-10-09"),
        ("The house is shut for two weeks from Monday.", "2025-11-03"),
        ("The house meets once a week on Monday.", "2025-11-03"),
    ],
)
def test_weeks_away_from_a_weekday(text: str, expected: str) -> None:
    (row,) = read(text)
    assert str(row.date_start) == expected
