"""School and academic years, whose days are known where the text says whose they are."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from transforms.extract.dates import read_dates
from transforms.extract.rows import Context, DateExpression, Mention

NLP = spacy.blank("en")
COUNTRIES = {"England": "GBR", "Poland": "POL", "Japan": "JPN", "Germany": "DEU"}


def read(text: str) -> list[DateExpression]:
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), name, "place", country=code)
        for name, code in COUNTRIES.items()
        if name in text
    ]
    return read_dates(NLP(text), Context(date(2025, 5, 6)), mentions)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("Poland hired teachers in the 2024/25 school year.", "2024/2025", "2024-09-01", "2025-08-31"),
        ("The 2023-24 academic year was hard in England.", "2023/2024", "2023-09-01", "2024-08-31"),
        ("England lost pupils in the school year 2023/24.", "2023/2024", "2023-09-01", "2024-08-31"),
        ("Japan lost pupils in the 2024-2025 school year.", "2024/2025", "2024-04-01", "2025-03-31"),
        ("Fees rise in England next academic year.", "2025/2026", "2025-09-01", "2026-08-31"),
        ("Fees rose in Poland this school year.", "2024/2025", "2024-09-01", "2025-08-31"),
        ("Fees rose in Japan in the current school year.", "2025/2026", "2025-04-01", "2026-03-31"),
        ("Fees rose in Poland last school year.", "2023/2024", "2023-09-01", "2024-08-31"),
    ],
)
def test_a_country_tells_when_its_school_year_begins(text: str, value: str, start: str, end: str) -> None:
    (row,) = read(text)
    assert (row.value, str(row.date_start), str(row.date_end)) == (value, start, end)
    assert row.grain == "school_year"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Fees rose in the 2024/25 school year.", "2024/2025"),
        ("Germany hired teachers in the 2024-25 school year.", "2024/2025"),
        ("Poland sent pupils to England in the 2024/25 academic year.", "2024/2025"),
        ("Fees rose this school year.", None),
    ],
)
def test_without_one_country_it_has_no_days(text: str, value: str | None) -> None:
    (row,) = read(text)
    assert (row.value, row.date_start, row.date_end) == (value, None, None)


@pytest.mark.parametrize("text", ["She is in her school years in Poland.", "Poland has a ten-month school year."])
def test_what_is_no_school_year(text: str) -> None:
    assert [row for row in read(text) if row.grain == "school_year"] == []
