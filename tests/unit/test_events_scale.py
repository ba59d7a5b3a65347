"""Grouping costs about as much per movement however many there are."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from transforms.events.grouping import group_reports
from transforms.events.matching import Group, can_be_one
from transforms.events.reports import Report
from transforms.events.sides import Side

MODES = [
    ("CONSULT", "visit"),
    ("CONSULT", "meeting"),
    ("ASSAULT", None),
    ("SANCTION", "sanction"),
    ("COERCE", "arrest"),
]


def night_of(count: int, seed: int = 7) -> list[Report]:
    """Reports of a news year: few countries act often, a third of the reports have no date."""
    chance = random.Random(seed)
    countries = [f"C{number:02d}" for number in range(60)]
    weights = [1 / (rank + 1) for rank in range(60)]
    reports = []
    for number in range(count):
        told = date(2025, 1, 1) + timedelta(days=number * 365 // count)
        act, mode = chance.choice(MODES)
        start = None if chance.random() < 0.33 else told - timedelta(days=chance.randrange(3))
        first, second = chance.choices(countries, weights, k=2)
        reports.append(
            Report(
                movement_id=f"v{number}", document_id=f"d{number // 4}", story_id=f"d{number // 4}", published_on=told,
                type=act, mode=mode, modality="actual", polarity="positive", date_start=start, date_end=start,
                date_grain="day", place=None, place_country=None, confidence=0.5, is_headline=False, is_news=True,
                actors=Side(codes=frozenset({first})), recipients=Side(codes=frozenset({second})),
            )
        )  # fmt: skip
    return reports


def comparisons_per_report(count: int, monkeypatch: pytest.MonkeyPatch) -> float:
    calls = 0

    def counted(report: Report, group: Group) -> bool:
        nonlocal calls
        calls += 1
        return can_be_one(report, group)

    monkeypatch.setattr("transforms.events.grouping.can_be_one", counted)
    group_reports(night_of(count))
    return calls / count


def test_four_times_the_news_costs_about_four_times_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = comparisons_per_report(1_500, monkeypatch), comparisons_per_report(6_000, monkeypatch)
    assert many < 100
    assert many < 4 * few + 5
