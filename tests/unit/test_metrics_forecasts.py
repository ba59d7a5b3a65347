"""What somebody foresees is estimated and said by them; what was seen, found or came in is reported."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Metric


def read(text: str) -> list[Metric]:
    (reading,) = read_texts(load_readers(), [(text, Context(date(2025, 11, 6)))])
    return reading.metrics


@pytest.mark.parametrize(
    "text",
    [
        "Inflation in Uganda is seen averaging 3.9 percent this year.",
        "Unemployment is seen at 6 percent by December.",
        "The wheat crop is projected at 29 million tonnes.",
        "GDP is forecast to shrink by 1.4 percent.",
        "Output is tipped to fall by 3 percent.",
        "Traders had pencilled in a rate of 4 percent.",
        "The company issued guidance of 400 million euros.",
        "The EBRD trimmed its growth outlook for Serbia to 3.1 percent.",
        "Analysts' consensus was 3.4 percent.",
        "The deficit is on track to reach 7 percent of GDP.",
        "Reserves will fall to $3 billion, the IMF estimates.",
        "Exports of 5 million tonnes are forecast for the season.",
        "The result beat the 2.1 percent forecast by economists.",
        "Growth next year is 3 percent.",
    ],
)
def test_what_is_foreseen_is_estimated(text: str) -> None:
    assert [row.reality for row in read(text)] == ["estimated"]


@pytest.mark.parametrize(
    ("text", "source", "measure"),
    [
        ("The IMF projects growth of 3 percent in Jordan.", "IMF", "growth"),
        ("The World Bank forecasts growth of 4 percent for Laos.", "World Bank", "growth"),
        ("The ECB projects that inflation will be 2 percent.", "ECB", "inflation"),
        ("Growth of 3.1 percent is projected by the OECD.", "OECD", "Growth"),
        ("The central bank sees inflation at 5.5 percent by December.", "central bank", "inflation"),
        ("Economists predict a shortfall of 3 million tonnes.", "Economists", "shortfall"),
        ("Growth will be 3 percent, the World Bank projects.", "World Bank", "Growth"),
    ],
)
def test_the_forecaster_is_the_source_and_no_measure(text: str, source: str, measure: str) -> None:
    (row,) = read(text)
    assert (row.reality, row.attributed_to, row.measure) == ("estimated", source, measure)


@pytest.mark.parametrize(
    "text",
    [
        "He was seen at the airport with 3 men.",
        "The country saw growth of 3 percent last year.",
        "The clinic sees 90 patients a week.",
        "The film was seen by 3 million people.",
        "The road projects cost 3 million dollars.",
        "The police found 12 rifles.",
        "The project, expected to end in 2027, has cost 80 million dollars.",
    ],
)
def test_what_was_seen_is_reported(text: str) -> None:
    assert [row.reality for row in read(text)] == ["reported"]


@pytest.mark.parametrize(
    ("text", "realities"),
    [
        ("Growth came in at 2 percent, above the forecast of 1.8 percent.", ["reported", "estimated"]),
        ("The ministry had forecast 3 percent but growth was 2 percent.", ["estimated", "reported"]),
        ("Orders rose 5 percent, beating expectations of 3 percent.", ["reported", "estimated"]),
        ("Sales were 9 million, short of the target of 10 million.", ["reported", "planned"]),
        ("Turnout is estimated at 60 percent, up from 55 percent in 2021.", ["estimated", "reported"]),
    ],
)
def test_forecast_and_outcome_in_one_sentence(text: str, realities: list[str]) -> None:
    assert [row.reality for row in read(text)] == realities


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("The war could cost the region 90 billion dollars.", "conditional"),
        ("The dam would flood 300 villages.", "conditional"),
        ("The government set a target of 6 million visitors.", "planned"),
        ("Kenya will hire 3,000 teachers.", "planned"),
    ],
)
def test_plans_and_possibilities(text: str, reality: str) -> None:
    assert [row.reality for row in read(text)] == [reality]
