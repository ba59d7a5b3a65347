"""The figure of now and the one it is compared with: each has its own period, and neither that of the other."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Metric

THURSDAY = date(2025, 11, 6)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def read(text: str) -> list[Metric]:
    (reading,) = read_texts(load_readers(), [(text, Context(THURSDAY))])
    return reading.metrics


def period(row: Metric) -> tuple[date | None, date | None]:
    return row.period_start, row.period_end


def compared(row: Metric) -> tuple[date | None, date | None]:
    return row.compared_start, row.compared_end


@pytest.mark.parametrize(
    "text",
    [
        "The brewer had sales of 310 million euros, up from 290 million euros a year earlier.",
        "Profit was 12 million pounds, compared with 9 million pounds a year ago.",
        "Takings of $30 million were down from $34 million a year earlier.",
        "The surplus narrowed to 3.1 billion pesos from 4.4 billion pesos a year before.",
        "Arrivals stood at 310,000, against 290,000 a year earlier.",
        "Reserves were $9 billion, versus $8 billion a year earlier.",
    ],
)
def test_now_does_not_take_the_year_before(text: str) -> None:
    now, before = read(text)
    assert period(now) == (None, None)
    assert (period(before), compared(now), now.comparison) == (YEAR, YEAR, "year_on_year")
    assert {(row.statistic, row.direction) for row in (now, before)} == {("level", None)}
    assert now.measure == before.measure


@pytest.mark.parametrize(
    ("text", "now", "before", "comparison"),
    [
        ("The jobless rate was 7.4 percent in March, versus 7.1 percent the previous month.", 3, 2, "month_on_month"),
        ("The trade surplus was $9 billion in May, from $7 billion in April.", 5, 4, "month_on_month"),
        ("Steel output was 6 million tonnes in June 2025, up from May's 5.8 million tonnes.", 6, 5, "month_on_month"),
        ("Compared with 4.8 percent in August, inflation was 5.1 percent in September.", 9, 8, "month_on_month"),
    ],
)
def test_named_months_stay_apart(text: str, now: int, before: int, comparison: str) -> None:
    rows = sorted(read(text), key=lambda row: row.compared_start is None)
    assert [row.period_start for row in rows] == [date(2025, now, 1), date(2025, before, 1)]
    assert (rows[0].compared_start, rows[0].comparison) == (date(2025, before, 1), comparison)


@pytest.mark.parametrize(
    "text",
    [
        "Norway's salmon exports reached 1.3 billion euros in 2024, a rise of 6 percent on the year before.",
        "Zambia mined 820,000 tonnes of copper in 2024, an increase of 12 percent from the previous year.",
        "Passenger traffic at the airport reached 5.2 million in 2024, up 8 percent on 2023.",
        "Turnover in 2024 was 5 billion kroner, 3 percent more than in 2023.",
    ],
)
def test_a_change_is_of_the_period_it_leads_to(text: str) -> None:
    level, change = read(text)
    assert period(level) == period(change) == YEAR
    assert compared(change) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (change.statistic, change.direction, change.comparison) == ("change_percent", "up", "year_on_year")
    assert level.measure == change.measure


def test_goods_that_are_exported_measure_exports() -> None:
    level, change = read("Portugal exported cork worth 1.3 billion euros in 2024, a rise of 6.2 percent.")
    assert level.measure == change.measure == "exports, cork"


def test_a_day_behind_the_base_is_of_the_whole() -> None:
    now, before = read("The index fell to 2,010 from 2,035 on Monday.")
    assert period(now) == (date(2025, 11, 3), date(2025, 11, 3))
    assert period(before) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "About 5 to 6 troops went. Tickets cost 20 euros.",
        "Humidity in Hue was between 70 and 80 percent. Vietnam sold 20,000 tonnes of rice.",
        "Some 400 left. Rice costs 2 dollars.",
    ],
)
def test_no_measure_comes_from_the_next_sentence(text: str) -> None:
    first, second = read(text)
    assert second.measure is not None
    assert first.measure != second.measure


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Production in 2022 was 4 million tonnes and in 2023 it was 5 million tonnes.", (2022, 2023)),
        ("The firm sold 300 cars in 2021 and 250 in 2022.", (2021, 2022)),
        ("In 2022 the mine employed 300 people.", (2022,)),
    ],
)
def test_figures_that_nobody_compares_keep_their_dates(text: str, starts: tuple[int, ...]) -> None:
    assert [row.period_start for row in read(text)] == [date(year, 1, 1) for year in starts]
