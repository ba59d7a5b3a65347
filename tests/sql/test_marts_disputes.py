"""Reports dispute a figure when independent stories contradict each other, and only then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sql.ledger import Ledger
from warehouse.build import build, read_frame
from warehouse.connect import open_database

YEAR = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
DAY = {"period_start": date(2025, 11, 3), "period_end": date(2025, 11, 3)}
EXPORTS = {"kind": "money", "unit": "usd", "statistic": "level", "measure": "exports", "from_country": "NOR", **YEAR}
TOLL = {"kind": "count", "unit": "person", "statistic": "level", "measure": "killed", "from_country": "NOR", **DAY}
RISE = {"kind": "percent", "unit": "percent", "statistic": "change_percent", "measure": "output", **YEAR}


def points_of(home: Path, *stories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points of the series of what stories report; ``published`` is the day of November 2025."""
    ledger = Ledger()
    for number, figures in enumerate(stories):
        words = [f"Figure {number}{place} was told." for place in range(len(figures))]
        published = date(2025, 11, figures[0].get("published", 10))
        article = ledger.article(f"https://a.example/{number}", *words, published_on=published)
        for place, figure in enumerate(figures):
            plain = {name: value for name, value in figure.items() if name != "published"}
            article.metric(f"Figure {number}{place}", **plain)
    ledger.stage(home)
    with open_database(build(home, "run1"), read_only=True) as con:
        return read_frame(con, "select * from mart.metric_series").to_dicts()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "published": 20}),
        (EXPORTS | {"value": 3.0e9, "modifier": "approximately"}, EXPORTS | {"value": 4.0e9}),
        (EXPORTS | {"value": 3.0e9, "modifier": "more_than"}, EXPORTS | {"value": 2.0e9}),
        (TOLL | {"value": 12.0}, TOLL | {"value": 14.0}),
        (TOLL | {"value": 30.0}, TOLL | {"value": 34.0}),
        (TOLL | {"value": 30.0, "modifier": "at_most"}, TOLL | {"value": 34.0}),
        (RISE | {"value": 3.0, "direction": "up"}, RISE | {"value": 3.0, "direction": "down"}),
    ],
)
def test_contradicting_stories_dispute_a_point(tmp_path: Path, one: dict[str, Any], other: dict[str, Any]) -> None:
    [point] = points_of(tmp_path, [one], [other])
    assert point["is_disputed"]
    assert point["story_count"] == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same, rounded, about, at least
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.0e9}),
        (EXPORTS | {"value": 2.6e9}, EXPORTS | {"value": 2.64e9}),
        (EXPORTS | {"value": 2.6e9, "modifier": "approximately"}, EXPORTS | {"value": 2.7e9}),
        (TOLL | {"value": 20.0, "modifier": "at_least"}, TOLL | {"value": 25.0}),
        (TOLL | {"value": 25.0, "modifier": "less_than"}, TOLL | {"value": 24.0}),
        (
            RISE | {"value": 3.0, "direction": "down", "modifier": "more_than"},
            RISE | {"value": 3.4, "direction": "down"},
        ),
        # it may have moved
        (TOLL | {"value": 12.0}, TOLL | {"value": 15.0, "published": 11}),
        (EXPORTS | DAY | {"value": 3e9, "published": 3}, EXPORTS | DAY | {"value": 4e9, "published": 4}),
        # killed somewhere
        (TOLL | {"value": 12.0, "from_country": None}, TOLL | {"value": 14.0, "from_country": None}),
        # another point
        (EXPORTS | {"value": 3.0e9}, EXPORTS | DAY | {"value": 3.6e9}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "from_country": "TCD"}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "unit": "eur"}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "statistic": "change_absolute"}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "measure": "imports"}),
        (EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9, "reality": "estimated"}),
        (
            RISE | {"value": 3.0, "compared_start": date(2023, 1, 1)},
            RISE | {"value": 5.0, "compared_start": date(2019, 1, 1)},
        ),
    ],
)
def test_what_can_be_one_figure_or_is_another_is_no_dispute(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert not any(point["is_disputed"] for point in points_of(tmp_path, [one], [other]))


def test_two_figures_of_one_document_are_no_dispute(tmp_path: Path) -> None:
    [point] = points_of(tmp_path, [EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9}])
    assert (point["is_disputed"], point["value_low"], point["value_high"]) == (False, 3.0e9, 3.6e9)


def test_a_story_that_tells_both_agrees_with_either(tmp_path: Path) -> None:
    both = [EXPORTS | {"value": 3.0e9}, EXPORTS | {"value": 3.6e9}]
    [point] = points_of(tmp_path, both, [EXPORTS | {"value": 3.6e9}])
    assert not point["is_disputed"]
