"""What figures mean: change and level, measure, countries, period, source. Needs the bundled language model."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.dates import read_dates
from transforms.extract.entities import read_names
from transforms.extract.language_model import load_model
from transforms.extract.metrics import read_metrics
from transforms.extract.rows import Context, Metric

THURSDAY = date(2025, 11, 6)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def read(nlp: Language, text: str) -> list[Metric]:
    doc, context = nlp(text), Context(THURSDAY)
    return read_metrics(doc, context, read_names(doc, context), read_dates(doc, context))


def test_a_rise_and_the_level_it_leads_to(nlp: Language) -> None:
    rise, level = read(nlp, "Sugar futures rose 4.2 percent to 310 dollars on Monday.")
    assert (rise.statistic, rise.direction, rise.unit) == ("change_percent", "up", "percent")
    assert (level.statistic, level.direction, level.unit) == ("level", None, "usd")
    assert rise.measure == level.measure == "Sugar futures"


def test_trade_between_countries_against_two_bases(nlp: Language) -> None:
    text = (
        "According to Japan's Ministry of Finance, Japanese exports to Vietnam in July totaled $1.4 billion, "
        "a drop of 3.5 percent from June and 7.1 percent from a year earlier."
    )
    level, month, year = read(nlp, text)
    assert {(m.from_country, m.to_country, m.measure) for m in (level, month, year)} == {("JPN", "VNM", "exports")}
    assert {(m.period_start, m.period_end) for m in (level, month, year)} == {(date(2025, 7, 1), date(2025, 7, 31))}
    assert (level.value, level.statistic, level.comparison) == (1.4e9, "level", None)
    assert (month.direction, month.comparison, month.compared_start) == ("down", "month_on_month", date(2025, 6, 1))
    assert (year.direction, year.comparison, year.compared_start) == ("down", "year_on_year", date(2024, 7, 1))
    assert all("Ministry of Finance" in (m.attributed_to or "") for m in (level, month, year))


def test_imports_run_towards_the_importer(nlp: Language) -> None:
    (row,) = read(nlp, "India's imports from Russia reached $60 billion last year.")
    assert (row.from_country, row.to_country) == ("RUS", "IND")


def test_a_share_is_told_from_a_change(nlp: Language) -> None:
    (row,) = read(nlp, "Tourism accounts for 40 percent of exports.")
    assert (row.statistic, row.direction, row.measure) == ("share", None, "exports")


def test_a_range_is_measured_with_its_missile(nlp: Language) -> None:
    first, second = read(nlp, "The army tested a missile with a range of 1,500 kilometers (932 miles).")
    assert first.measure == "range, missile" and first.measure == second.measure
    assert (first.same_as, second.same_as) == (None, 0)


def test_counted_nouns_are_units(nlp: Language) -> None:
    (row,) = read(nlp, "The ministry bought 126 fighter jets.")
    assert (row.kind, row.unit, row.measure) == ("count", "fighter jet", "ministry")


def test_a_period_is_carried_into_the_next_sentence(nlp: Language) -> None:
    _, second = read(nlp, "Sales reached $2 billion in August. Net profit was $150 million.")
    assert (second.period_start, second.period_basis) == (date(2025, 8, 1), "previous_sentence")


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("The company sold 500 cars.", "reported"),
        ("The company plans to sell 500 cars.", "planned"),
        ("The company will sell 500 cars.", "planned"),
        ("The company could sell 500 cars.", "conditional"),
        ("The company did not sell 500 cars.", "denied"),
        ("Analysts expect the company to sell 500 cars.", "estimated"),
    ],
)
def test_plans_are_not_outcomes(nlp: Language, text: str, reality: str) -> None:
    assert [m.reality for m in read(nlp, text)] == [reality]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Dana Miller, 66, has left the board.", 66.0),
        ("His daughter, who was 10, survived.", 10.0),
        ("She turned 30 on Monday.", 30.0),
    ],
)
def test_bare_ages(nlp: Language, text: str, age: float) -> None:
    assert [(m.value, m.unit) for m in read(nlp, text)] == [(age, "year of age")]


@pytest.mark.parametrize(
    "text",
    [
        "Kim visited the 11th Corps on Nov. 1.",
        "The Security Council adopted Resolution 1540 in 2004.",
        "The leaders met at the Group of 20 summit.",
        "One of the ministers resigned, and no one replaced him.",
    ],
)
def test_names_and_dates_are_no_figures(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []
