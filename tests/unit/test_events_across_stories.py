"""Tellings of different stories: one event where their stories share a rare name and nothing bars it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from transforms.events.joining import join_stories
from transforms.events.likeness import find_topics
from transforms.events.reports import Report
from transforms.events.sides import Side

GUNMEN, VILLAGERS = Side(nouns=frozenset(["gunmen"])), Side(frozenset(["NGA"]), nouns=frozenset(["villagers"]))
NEWS = Report(
    movement_id="v1", document_id="d1", story_id="d1", published_on=date(2025, 3, 12), type="ASSAULT", mode="kill",
    modality="actual", polarity="positive", date_start=date(2025, 3, 11), date_end=date(2025, 3, 11), date_grain="day",
    place=None, place_country="NGA", confidence=0.6, actors=GUNMEN, recipients=VILLAGERS, is_headline=False,
    is_news=True, text="killed", sentence="Gunmen killed villagers near Okpara on Tuesday.",
)  # fmt: skip
TOLD_AGAIN = replace(
    NEWS, movement_id="v2", document_id="d2", story_id="d2", mode="firearms", text="shot",
    published_on=date(2025, 3, 13), sentence="The villagers shot near Okpara were buried.",
)  # fmt: skip
TOPICS = {"d1": frozenset(["Okpara"]), "d2": frozenset(["Okpara"]), "d3": frozenset[str]()}


def test_two_stories_of_one_place_tell_one_event() -> None:
    assert join_stories([[NEWS], [TOLD_AGAIN]], TOPICS) == [[NEWS, TOLD_AGAIN]]
    assert join_stories([[TOLD_AGAIN], [NEWS]], TOPICS) == [[NEWS, TOLD_AGAIN]]


def test_another_day_a_plan_or_a_story_of_something_else_stays_apart() -> None:
    later = replace(TOLD_AGAIN, date_start=date(2025, 3, 13), date_end=date(2025, 3, 13))
    plan = replace(TOLD_AGAIN, modality="planned")
    elsewhere = replace(TOLD_AGAIN, document_id="d3", story_id="d3")
    for other in (later, plan, elsewhere):
        assert join_stories([[NEWS], [other]], TOPICS) == [[NEWS], [other]]


def test_a_name_that_many_stories_share_is_no_topic() -> None:
    many = [{"document_id": f"d{n}", "story_id": None, "names": ["Ukraine"]} for n in range(9)]
    few = [{"document_id": f"e{n}", "story_id": None, "names": ["Ukraine", "Okpara"]} for n in range(2)]
    topics = find_topics(pl.DataFrame(many + few))
    assert topics == {"e0": frozenset(["Okpara"]), "e1": frozenset(["Okpara"])}
