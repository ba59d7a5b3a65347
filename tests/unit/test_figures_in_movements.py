"""A figure inside a movement and the movement say the same: who tells it, and whether it happened."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.annotate import annotate
from transforms.extract.language_model import load_model
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Reading


def read(text: str) -> Reading:
    (reading,) = read_texts(load_model(), [(text, Context(date(2025, 11, 6)))])
    return reading


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("Jordan has denied that it sent 500 soldiers to Libya.", "denied"),
        ("India has not withdrawn 300 soldiers from the border.", "denied"),
        ("Algeria refused to send 200 trucks to Mali.", "denied"),
        ("France urged Iran to release 20 prisoners.", "planned"),
        ("China agreed to lend 3 billion dollars to Angola.", "planned"),
        ("Russia threatened to fire 30 missiles at Ukraine.", "conditional"),
        ("Uganda may send 300 soldiers to Somalia, officials warned.", "conditional"),
        ("Poland will give Ukraine 40 tanks.", "planned"),
        ("Rebels killed 12 soldiers in Mali.", "reported"),
        ("Israel killed an estimated 40 fighters.", "estimated"),
    ],
)
def test_reality_is_that_of_the_movement(text: str, reality: str) -> None:
    (metric,) = read(text).metrics
    assert (metric.movement is not None, metric.reality) == (True, reality)


@pytest.mark.parametrize(
    "text",
    [
        "According to a spokesman for the army, Kenya sent 300 soldiers to Somalia.",
        "Uganda may send 300 soldiers to Somalia, officials warned.",
        "The foreign ministry of Qatar said Qatar sent 40 tonnes of aid to Sudan.",
        "The army said 12 soldiers were killed.",
    ],
)
def test_the_source_is_one(text: str) -> None:
    reading = read(text)
    (metric,) = reading.metrics
    assert metric.movement is not None
    assert metric.attributed_to is not None
    assert metric.attributed_to == reading.movements[metric.movement].attributed_to


def test_another_clause_is_not_governed() -> None:
    arrested, years = read("Police arrested 30 people who could face 5 years in jail.").metrics
    assert (arrested.movement is not None, years.movement) == (True, None)
    assert (arrested.reality, years.reality) == ("reported", "conditional")


def test_those_an_act_befell_are_counted_for_its_day() -> None:
    (metric,) = read("Gunmen on Monday stormed a camp and killed 12 soldiers.").metrics
    assert (metric.period_start, metric.period_end) == (date(2025, 11, 3), date(2025, 11, 3))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Temperatures in Harbin ranged from minus 20 to minus 31 degrees, officials said.", "officials"),
        ("Prices in Lagos ranged from 300 to 900 naira, traders said.", "traders"),
        ("Rainfall in Chennai reached 160 mm, the weather office said.", "weather office"),
        ("Water levels at Basel stood at 3 metres, engineers said.", "engineers"),
    ],
)
def test_what_is_measured_says_nothing(text: str, source: str) -> None:
    assert {metric.attributed_to for metric in read(text).metrics} == {source}


def test_the_movement_of_a_figure_is_counted_in_objects() -> None:
    text = "France and Germany held talks in Paris. Rebels killed 12 soldiers in Mali."
    [row] = annotate(load_model(), [{"id": 1, "text": text}])
    [figure] = row["metrics"]
    assert [movement["trigger"] for movement in row["movements"]] == ["held talks", "held talks", "killed"]
    assert row["movements"][figure["movement"]]["trigger"] == "killed"
