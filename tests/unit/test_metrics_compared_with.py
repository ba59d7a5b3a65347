"""Against what a figure is compared: a norm, a target, a forecast, an average, or its own earlier level."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.language_model import load_model
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Metric

DAY = date(2025, 6, 20)


def read(text: str) -> list[Metric]:
    (reading,) = read_texts(load_model(), [(text, Context(DAY))])
    return reading.metrics


def row_of(text: str, value: float) -> Metric:
    rows = [row for row in read(text) if row.value == value]
    assert len(rows) == 1, f"{len(rows)} figures of {value} in {text!r}"
    return rows[0]


@pytest.mark.parametrize(
    ("text", "value", "direction", "against"),
    [
        ("Rainfall was 30 percent below normal in June.", 30, "down", "normal"),
        ("Rainfall in June was 30 percent below average.", 30, "down", "average"),
        ("Temperatures were 3 degrees above normal.", 3, "up", "normal"),
        ("Snow depth was 40 centimetres below the seasonal norm.", 40, "down", "normal"),
        ("Gas storage is 12 percent below the five-year average.", 12, "down", "average"),
        ("Profit was 5 percent above forecasts.", 5, "up", "forecast"),
        ("Sales were 12 percent below expectations.", 12, "down", "forecast"),
        ("Exports were 8 percent higher than expected.", 8, "up", "forecast"),
        ("The cost was 20 percent more than planned.", 20, "up", "target"),
        ("Collections were 6 percent short of the target.", 6, "down", "target"),
        ("Production was 9 percent under its quota.", 9, "down", "limit"),
        ("The fund's return was 2 points above the benchmark.", 2, "up", "benchmark"),
        ("Arrivals remain 15 percent below pre-pandemic levels.", 15, "down", "earlier"),
        ("Lead was 2 ppb below the federal guideline of 15 ppb.", 2, "down", "limit"),
        ("Sales were $2 million short of the $10 million forecast.", 2e6, "down", "forecast"),
        ("Orders were 4 percent above analysts' estimates.", 4, "up", "forecast"),
        ("Emissions were 7 percent over the legal limit.", 7, "up", "limit"),
    ],
)
def test_a_distance_from_a_standard(text: str, value: float, direction: str, against: str) -> None:
    row = row_of(text, value)
    assert row.statistic in ("change_percent", "change_absolute")
    assert (row.direction, row.compared_with) == (direction, against)


@pytest.mark.parametrize(
    ("text", "value", "against"),
    [
        ("Unemployment fell to 4.1 percent in May, above the central bank's target of 4 percent.", 4, "target"),
        ("Inflation was 2.4 percent in March, above the 2 percent target.", 2, "target"),
        ("Revenue came in at $4.2 billion, above analysts' expectations of $4 billion.", 4e9, "forecast"),
        ("The budget deficit was 3.2 percent, compared with a target of 3 percent.", 3, "target"),
        ("Profit was 30 million euros, beating forecasts of 28 million euros.", 28e6, "forecast"),
        ("The economy grew 1.2 percent, missing the government's goal of 2 percent.", 2, "target"),
        ("Output was 310,000 barrels, below its quota of 350,000 barrels.", 350e3, "limit"),
        ("Turnout was 48 percent, below the average of 55 percent.", 55, "average"),
        ("Sales reached $9 million, short of the $10 million forecast.", 10e6, "forecast"),
        ("The index stood at 52.1, higher than the forecast of 51.", 51, "forecast"),
        ("Losses were 6 million pounds, against estimates of 5 million pounds.", 5e6, "forecast"),
        ("Rainfall was 80 mm, well below the long-term average of 120 mm.", 120, "average"),
        ("The yield was 6 tonnes, exceeding the norm of 5 tonnes.", 5, "normal"),
        ("Attendance was 40,000, topping the target of 35,000.", 35e3, "target"),
        ("Korea has 2.6 doctors per 1,000 people, against an average of 3.7.", 3.7, "average"),
        ("Inflation was 3.1 percent in May, versus a consensus forecast of 3.3 percent.", 3.3, "forecast"),
    ],
)
def test_a_level_beside_its_standard(text: str, value: float, against: str) -> None:
    rows = read(text)
    rows = [row for row in rows if row.value != 1000]
    assert len(rows) == 2, rows
    now, standard = sorted(rows, key=lambda row: row.value == value)
    assert (now.compared_with, now.compared_value) == (against, value)
    assert (standard.statistic, standard.direction, standard.modifier) == (
        "share" if standard.statistic == "share" else "level",
        None,
        None,
    )
    assert standard.compared_with is None


@pytest.mark.parametrize(
    ("text", "value", "against"),
    [
        ("Output was twice the level of a year earlier.", 2, "earlier"),
        ("The number of arrests was three times the level of 2019.", 3, "earlier"),
        ("Exports were double those of a year earlier.", 2, "earlier"),
        ("Rents are twice the national average.", 2, "average"),
        ("The lake is twice its normal size.", 2, "normal"),
        ("Rainfall was four times the average for June.", 4, "average"),
        ("The price was double the level of 2020.", 2, "earlier"),
        ("Cases were five times higher than a year earlier.", 5, "earlier"),
        ("Profit was three times what analysts had expected.", 3, "forecast"),
        ("Bookings are triple those of last year.", 3, "earlier"),
        ("Pollution was six times the legal limit.", 6, "limit"),
        ("Deliveries were twice as high as a year ago.", 2, "earlier"),
        ("The flow was three times the usual rate.", 3, "normal"),
        ("The cost is double the original estimate.", 2, "forecast"),
        ("Deaths were twice the number reported in May.", 2, "earlier"),
    ],
)
def test_a_multiple_of_a_standard(text: str, value: float, against: str) -> None:
    row = row_of(text, value)
    assert (row.kind, row.compared_with) == ("times", against)
    assert row.period_start is None or row.period_start != row.compared_start


@pytest.mark.parametrize(
    ("text", "now", "before", "start", "compared"),
    [
        ("The trade deficit narrowed to $4.2bn from $5bn a year earlier.", 4.2e9, 5e9, None, 2024),
        ("The loss widened to 30 million euros in 2024 from 12 million euros a year earlier.", 30e6, 12e6, 2024, 2023),
        ("Net profit rose to $80 million in 2024 from $65 million in 2023.", 80e6, 65e6, 2024, 2023),
        ("The jobless rate fell to 5.1 percent in 2024, from 5.9 percent in 2023.", 5.1, 5.9, 2024, 2023),
        ("Debt was 61 percent of GDP in 2024, down from 64 percent a year earlier.", 61, 64, 2024, 2023),
        ("Sales were 900,000 tonnes, compared with 850,000 tonnes a year earlier.", 9e5, 8.5e5, None, 2024),
        ("In 2024 the fleet grew to 40 ships from 31 ships in 2019.", 40, 31, 2024, 2019),
        ("Reserves dropped to $9 billion from $11 billion a year ago.", 9e9, 11e9, None, 2024),
        ("The surplus shrank to 2 billion kroner from 3 billion kroner a year before.", 2e9, 3e9, None, 2024),
        ("Enrolment stood at 12,000 in 2024, against 14,000 in 2020.", 12e3, 14e3, 2024, 2020),
        ("The gap widened to 6 points from 4 points in 2023.", 6, 4, None, 2023),
        ("Spending climbed to £3 million in 2024 versus £2 million the previous year.", 3e6, 2e6, 2024, 2023),
        ("Compared with $7 billion in 2023, exports were $8 billion in 2024.", 8e9, 7e9, 2024, 2023),
        ("Prices eased to $70 a barrel from $84 a barrel in 2023.", 70, 84, None, 2023),
        ("Staff numbers fell from 5,200 in 2023 to 4,800 in 2024.", 4800, 5200, 2024, 2023),
    ],
)
def test_two_levels_with_their_own_periods(
    text: str, now: float, before: float, start: int | None, compared: int
) -> None:
    present, base = row_of(text, now), row_of(text, before)
    assert (present.compared_with, present.compared_value) == ("earlier", before)
    assert (present.period_start.year if present.period_start else None) == start
    assert present.compared_start is not None
    assert base.period_start is not None
    assert (present.compared_start.year, base.period_start.year) == (compared, compared)
    assert (base.compared_with, base.direction, present.direction) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        # Places and things, not norms.
        "The village lies 30 metres below sea level.",
        "The plane flew 300 metres above the target area.",
        "The hotel is 2 kilometres above the town.",
        "About 40 percent above the age of 60 voted.",
        "He earned above $4 million on average.",
        "The average price was 12 percent higher.",
        "Sales rose 12 percent on average.",
        "The target of 5 percent was set in May.",
        "It is normal to lose 3 percent of the crop.",
        "Analysts expect 5 percent growth.",
        "Police arrested four over a plan to rob the bank.",
        "The base was attacked 40 times since January.",
        "Some 200 more mines will close in 2027.",
        # Things told beside each other.
        "Growth of 5 percent is the target.",
        "The limit is 50 kilometres an hour.",
        "The forecast of 4 percent was published on Monday.",
        "Temperatures above 30 degrees are expected.",
        "An average of 12 people a day die below the poverty line.",
        "They shot 5 targets.",
        "The bank set a target of 2 percent and a limit of 3 percent.",
        "She ran twice as fast as her sister.",
        "The town is twice the size of Bonn.",
        "He scored twice in 2019.",
        "The dog is three times his weight.",
        "They doubled the guard at the gate.",
        "Women earn half of what men earn.",
        "Wheat costs $5 a bushel and maize costs $4 a bushel.",
        "The firm paid $4 million in 2024 and $5 million in 2023.",
        "The train from Lyon was 20 minutes late.",
        "He moved 40 cows from Texas to Ohio in 2023.",
        "The army received 30 tanks from Spain in 2023.",
        "The fleet of 30 ships is from 1990.",
        "The tax ranges from 5 percent to 9 percent.",
    ],
)
def test_what_is_compared_with_nothing(text: str) -> None:
    assert {row.compared_with for row in read(text)} <= {None}
