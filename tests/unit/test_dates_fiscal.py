"""Years of accounts, and stretches that are named by their last day."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from transforms.extract.dates import read_dates
from transforms.extract.rows import Context, DateExpression, Mention

NLP = spacy.blank("en")
THURSDAY = date(2025, 11, 6)
COUNTRIES = {"India": "IND", "Japan": "JPN", "Australia": "AUS", "America": "USA", "Kenya": "KEN", "Germany": "DEU"}


def read(text: str, published_on: date | None = THURSDAY) -> list[DateExpression]:
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), name, "place", country=code)
        for name, code in COUNTRIES.items()
        if name in text
    ]
    return read_dates(NLP(text), Context(published_on), mentions)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("India spent more in FY 2025-26.", "2025/2026", "2025-04-01", "2026-03-31"),
        ("India spent more in fiscal 2024-25.", "2024/2025", "2024-04-01", "2025-03-31"),
        ("India spent more in FY26.", "2026", "2025-04-01", "2026-03-31"),
        ("India spent more in the financial year 2023-24.", "2023/2024", "2023-04-01", "2024-03-31"),
        ("India spent more in Q2 FY26.", "2026-Q2", "2025-07-01", "2025-09-30"),
        ("Japan spent more in fiscal 2025.", "2025", "2025-04-01", "2026-03-31"),
        ("Australia sold less in fiscal 2025.", "2025", "2024-07-01", "2025-06-30"),
        ("The federal budget of America grew in fiscal year 2026.", "2026", "2025-10-01", "2026-09-30"),
        ("The government of Kenya borrowed less in 2024/25.", "2024/2025", "2024-07-01", "2025-06-30"),
        ("India will spend more this fiscal year.", "2026", "2025-04-01", "2026-03-31"),
        ("India spent more in the last financial year.", "2025", "2024-04-01", "2025-03-31"),
    ],
)
def test_a_country_tells_when_its_year_begins(text: str, value: str, start: str, end: str) -> None:
    (row,) = read(text)
    assert (row.value, str(row.date_start), str(row.date_end)) == (value, start, end)
    assert row.grain in ("fiscal_year", "fiscal_quarter")


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("The group cut its outlook for FY2026.", "2026", "fiscal_year"),
        ("Sales rose in fiscal 2024.", "2024", "fiscal_year"),
        ("Sales rose in 2026/27.", "2026/2027", "fiscal_year"),
        ("Sales rose in the second quarter of fiscal 2024.", "2024-Q2", "fiscal_quarter"),
        ("A firm from America sold more in fiscal 2024.", "2024", "fiscal_year"),
        ("Germany spent more in fiscal 2024.", "2024", "fiscal_year"),
        ("India sold more to Japan in fiscal 2024.", "2024", "fiscal_year"),
    ],
)
def test_a_year_of_accounts_of_nobody_known_has_no_days(text: str, value: str, grain: str) -> None:
    (row,) = read(text)
    assert (row.value, row.grain, row.date_start, row.date_end) == (value, grain, None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Profit rose in the first half of the fiscal year ending March 2026.", "2025-04-01", "2025-09-30"),
        ("Profit rose in the third quarter of the year ending June 2024.", "2024-01-01", "2024-03-31"),
        ("Profit rose in the nine months ended Dec. 31.", "2024-04-01", "2024-12-31"),
        ("Profit rose in the three months to September.", "2025-07-01", "2025-09-30"),
        ("Profit rose in the six months through October.", "2025-05-01", "2025-10-31"),
        ("Profit rose in the year to March 31.", "2024-04-01", "2025-03-31"),
        ("Profit rose in the year to February 2024.", "2023-03-01", "2024-02-29"),
        ("Profit rose in the fiscal year ended Sept. 30.", "2024-10-01", "2025-09-30"),
        ("Profit rose in the week ending 7 June 2025.", "2025-06-01", "2025-06-07"),
        ("Profit rose in the June quarter.", "2025-04-01", "2025-06-30"),
        ("Profit rose in the January quarter of 2024.", "2023-11-01", "2024-01-31"),
        ("Profit will rise in the fiscal year ending March.", "2025-04-01", "2026-03-31"),
    ],
)
def test_a_stretch_has_the_days_up_to_its_end(text: str, start: str, end: str) -> None:
    (row,) = read(text)
    assert (str(row.date_start), str(row.date_end)) == (start, end)


def test_a_quarter_and_its_last_day_have_the_same_days() -> None:
    rows = read("Its third quarter ended Aug. 31, 2025, was weak.")
    assert [row.text for row in rows] == ["Its third quarter", "Aug. 31, 2025"]
    assert {(str(row.date_start), str(row.date_end)) for row in rows} == {("2025-06-01", "2025-08-31")}


def test_a_year_earlier_moves_the_whole_stretch() -> None:
    first, second = read("Sales fell in the first nine months of 2025, from 5 tons a year earlier.")
    assert (str(first.date_start), str(first.date_end)) == ("2025-01-01", "2025-09-30")
    assert (str(second.date_start), str(second.date_end)) == ("2024-01-01", "2024-09-30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deadline was moved by three months to September 2026.", ["2026-09-01"]),
        ("He moved it back by a year to March 2027.", ["2027-03-01"]),
        ("The year ended badly.", []),
        ("They voted 26/27.", []),
        ("Sales rose in calendar 2024.", ["2024-01-01"]),
        ("Sales rose in the second quarter of 2025.", ["2025-04-01"]),
    ],
)
def test_what_only_resembles_a_stretch(text: str, expected: list[str]) -> None:
    assert [str(row.date_start) for row in read(text)] == expected
