"""A change told by its two ends is two levels with a period each; a true range stays one figure."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Metric

THURSDAY = date(2025, 11, 6)


def read(text: str) -> list[Metric]:
    (reading,) = read_texts(load_readers(), [(text, Context(THURSDAY))])
    return reading.metrics


def month(year: int, number: int) -> date:
    return date(year, number, 1)


@pytest.mark.parametrize(
    ("text", "values", "unit", "starts"),
    [
        ("Inflation in Ghana cooled from 9.4% in August to 8.1% in September.", (9.4, 8.1), "percent", (8, 9)),
        ("Freight climbed from 31,000 tonnes in May to 35,500 tonnes in June.", (31e3, 35500), "metric ton", (5, 6)),
        ("The jobless rate fell to 6.4 percent in July from 6.9 percent in June.", (6.4, 6.9), "percent", (7, 6)),
        ("Bolivia slashed the subsidy from 800 dollars to 500 dollars.", (800, 500), "usd", (None, None)),
        ("The entry fee was raised from 12 to 15 euros.", (12, 15), "eur", (None, None)),
        ("The gap between the bonds widened from 120 to 145 basis points.", (120, 145), "basis point", (None, None)),
        ("An increase in the toll from 3 to 4 euros upset hauliers.", (3, 4), "eur", (None, None)),
        ("Union membership went up from 40,000 to 52,000.", (40e3, 52e3), None, (None, None)),
        ("Vacancy rate: 4.5% → 3.8%.", (4.5, 3.8), "percent", (None, None)),
        ("Maize output slipped from 3 million tonnes to 2.5 million in June.", (3e6, 2.5e6), "metric ton", (None, 6)),
        ("He whittled the list of candidates from 40 to 12.", (40, 12), None, (None, None)),
        ("The army cut its force from about 4,000 to just 2,500 men.", (4000, 2500), "man", (None, None)),
        ("Mali reduced the voting age from 21 to 18.", (21, 18), "year of age", (None, None)),
        ("Dropping from 98 kilos to 91, the boxer made the limit.", (98, 91), "kilogram", (None, None)),
        ("Inflation fell to 3.2% in October from 4.1% in September.", (3.2, 4.1), "percent", (10, 9)),
    ],
)  # fmt: skip
def test_two_ends_are_two_levels(
    text: str, values: tuple[float, float], unit: str | None, starts: tuple[int | None, int | None]
) -> None:
    rows = read(text)
    assert [row.value for row in rows] == list(values)
    assert {(row.unit, row.statistic, row.direction, row.value_low) for row in rows} == {(unit, "level", None, None)}
    assert [row.period_start for row in rows] == [start and month(2025, start) for start in starts]


def test_both_ends_measure_the_same() -> None:
    first, second = read("The National Bank of Kazakhstan cut its base rate from 16 percent to 15.25 percent.")
    assert first.measure == second.measure
    assert "base rate" in (first.measure or "")


def test_the_later_end_is_compared_with_the_earlier() -> None:
    earlier, later = read("Car sales in Chile fell from 31,000 in March to 27,500 in April.")
    assert (later.compared_start, later.compared_end) == (earlier.period_start, earlier.period_end)
    assert (later.comparison, earlier.comparison) == ("month_on_month", None)


def test_a_span_before_the_change_dates_its_ends() -> None:
    first, last = read("Between 2018 and 2024 the literacy rate went from 71 percent to 78 percent.")
    assert (first.period_start, first.period_end) == (date(2018, 1, 1), date(2018, 12, 31))
    assert (last.period_start, last.period_end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_what_is_to_be_cut_is_there_already() -> None:
    now, then = read("The number of ministries will be reduced from 30 to 18.")
    assert (now.reality, then.reality) == ("reported", "planned")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Rooms range from 40 to 90 euros.", (40, 90)),
        ("Salaries vary from 300 to 900 dollars.", (300, 900)),
        ("A ticket costs from 5 to 8 pounds.", (5, 8)),
        ("The team has from 12 to 15 members.", (12, 15)),
        ("Between 3 and 5 sailors were hurt.", (3, 5)),
        ("The court imposed fines from $100 to $200.", (100, 200)),
        ("The crossing takes from 3 to 4 hours.", (3, 4)),
        ("The garrison lost from 10 to 15 trucks.", (10, 15)),
        ("The storm dropped from 5 to 10 inches of rain.", (5, 10)),
        ("Output grew by from 3 to 5 percent.", (3, 5)),
        ("Children from 5 to 10 years old were vaccinated.", (5, 10)),
        ("Temperatures in Oulu ranged from minus 20 to minus 31 degrees.", (-31, -20)),
    ],
)
def test_a_true_range_stays_one_figure(text: str, ends: tuple[float, float]) -> None:
    (row,) = read(text)
    assert (row.value, row.value_low, row.value_high) == (None, *ends)
