"""What figures mean: change and level, measure, countries, period, source. Needs the bundled language model."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.language_model import load_model
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import read_doc
from transforms.extract.rows import Context, Metric

THURSDAY = date(2025, 11, 6)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def read(nlp: Language, text: str) -> list[Metric]:
    doc, context = nlp(text), Context(THURSDAY)
    return read_doc(doc, context, load_gazetteer()).metrics


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
        "He was hired as a level 7 official.",
    ],
)
def test_names_and_dates_are_no_figures(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


JULY_2024 = (date(2024, 7, 1), date(2024, 7, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In July 2024 the port shipped 900 containers.", JULY_2024),
        ("In July 2024 the port shipped 900 containers and received 900 trucks.", JULY_2024),
        ("Wheat exports rose 5 percent and barley exports fell 5 percent in July 2024.", JULY_2024),
        ("The mayor honoured the 900 miners who died in July 2024.", JULY_2024),
        ("In the first seven months of 2024 sales reached $900 million.", (date(2024, 1, 1), date(2024, 7, 31))),
        ("The mill made 900 tonnes in the seven months to July 2024.", (date(2024, 1, 1), date(2024, 7, 31))),
    ],
)
def test_a_period_is_that_of_the_clause(nlp: Language, text: str, period: tuple[date, date]) -> None:
    found = [m for m in read(nlp, text) if m.kind != "duration"]
    assert found and {(m.period_start, m.period_end) for m in found} == {period}


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers signed a treaty in July 2024.",
        "The 34-year-old singer moved to Oslo in July 2024.",
        "The peak stands at an altitude of 3,200 metres and was first climbed in July 2024.",
        "The rate is twelve percent among farmers, says a report published in July 2024.",
        "The service that opened in July 2024 has 900 seats.",
        "Six unions said in July 2024 that wages are too low.",
        "After the July 2024 accord, which ended the war, he led 900 men home.",
    ],
)
def test_another_date_of_the_sentence_is_no_period(nlp: Language, text: str) -> None:
    (row,) = read(nlp, text)
    assert (row.period_start, row.period_basis) == (None, "none")


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Thirty-four people died.", ["deaths"]),
        ("At least 12 soldiers were killed.", ["deaths"]),
        ("Police arrested 45 protesters.", ["arrests, Police"]),
        ("The fire left 5 dead and 12 injured.", ["deaths, fire", "injuries, fire"]),
        ("The price of copper fell 3 percent.", ["copper price"]),
        ("Sales of electricity to the islands rose 12 percent.", ["electricity sales, islands"]),
        ("The number of employees rose to 500.", ["number, employees"]),
    ],
)
def test_measures_read_as_a_title(nlp: Language, text: str, measures: list[str]) -> None:
    assert [m.measure for m in read(nlp, text)] == measures


def test_a_reported_clause_has_its_own_subject(nlp: Language) -> None:
    (row,) = read(nlp, "The governor said up to 160 millimetres of rain fell.")
    assert (row.measure, row.attributed_to) == ("rain", "governor")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The rate is 29 percent, says a 2018 report from the agency.", "2018 report"),
        ("He says the donation should be extended to 11 children.", None),
    ],
)
def test_a_source_speaks(nlp: Language, text: str, source: str | None) -> None:
    assert [m.attributed_to for m in read(nlp, text)] == [source]


def test_a_verb_behind_the_figure_says_whether_it_happened(nlp: Language) -> None:
    assert [m.reality for m in read(nlp, "Two battalions will be merged.")] == ["planned"]
    assert [m.reality for m in read(nlp, "It is estimated that more than 25,000 people attend.")] == ["estimated"]


def test_a_date_right_behind_a_figure_is_its_own(nlp: Language) -> None:
    found = read(nlp, "The count was 313,548 (that is, 66,066 in March, 84,268 in April and 70,462 in May 2025).")
    months = {m.value: m.period_start.month for m in found if m.period_start}
    assert (months[66066.0], months[84268.0]) == (3, 4)
