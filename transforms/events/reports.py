"""One movement as a report that can be compared with the reports of other documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from transforms.events.acts import has_trait, is_converse, is_turned, kinds_of
from transforms.events.news import is_told_as_news
from transforms.events.sides import Side, is_country, read_side

_PRECISE = timedelta(days=7)
_HAPPENED = frozenset({"actual", "ongoing"})


@dataclass(frozen=True)
class Report:
    """A movement, flattened: who stands on each side, and where and when it was told."""

    movement_id: str
    document_id: str
    story_id: str
    published_on: date | None
    type: str
    mode: str | None
    modality: str
    polarity: str
    date_start: date | None
    date_end: date | None
    date_grain: str | None
    place: str | None
    place_country: str | None
    confidence: float
    actors: Side
    recipients: Side
    is_headline: bool
    is_news: bool
    is_converse: bool = False
    struck: str | None = None
    text: str = ""
    sentence: str = ""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What kinds of act this can be, alike for a plan and the deed."""
        return kinds_of(self.mode or self.type)

    @property
    def is_denial(self) -> bool:
        """True if the report says that it did not or will not happen."""
        return self.polarity == "negative" or self.modality == "denied"

    @property
    def is_fact(self) -> bool:
        """True if the report says that it happened."""
        return self.modality in _HAPPENED and not self.is_denial

    @property
    def sides(self) -> tuple[Side, Side]:
        """Who acts on whom."""
        is_other_way = is_turned(self.mode) or self.is_converse
        return (self.recipients, self.actors) if is_other_way else (self.actors, self.recipients)

    @cached_property
    def parties(self) -> Side:
        """All who take part."""
        return self.actors | self.recipients

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """First and last day it may have happened on, null without a date."""
        return (self.date_start, self.date_end or self.date_start) if self.date_start else None

    @property
    def is_wide(self) -> bool:
        """True if the date is a fortnight, a month or longer: it fits many events."""
        return self.span is not None and self.span[1] - self.span[0] > _PRECISE

    @cached_property
    def spot(self) -> str | None:
        """The place, null where the text names no more than the country; of a local act else the town it struck."""
        if self.place is None or is_country(self.place, self.place_country):
            return self.struck if has_trait(self.kinds, "local") else None
        return self.place


def read_reports(movements: pl.DataFrame, participants: pl.DataFrame, documents: pl.DataFrame) -> list[Report]:
    """Reports sorted by movement_id."""
    rows: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in participants.iter_rows(named=True):
        rows[row["movement_id"], row["role"]].append(row)
    stories = {row["document_id"]: row for row in documents.iter_rows(named=True)}
    return [
        _report(
            row,
            rows[row["movement_id"], "actor"],
            rows[row["movement_id"], "recipient"],
            stories.get(row["document_id"], {}),
        )
        for row in movements.sort("movement_id").iter_rows(named=True)
    ]


def _report(
    row: dict[str, Any], actors: list[dict[str, Any]], recipients: list[dict[str, Any]], document: dict[str, Any]
) -> Report:
    plain = {name: row[name] for name in Report.__dataclass_fields__ if name in row}
    published_on = document.get("published_on")
    return Report(
        **plain,
        story_id=document.get("story_id") or row["document_id"],
        published_on=published_on,
        actors=read_side(actors),
        recipients=read_side(recipients),
        is_headline=row.get("part") == "headline",
        is_news=is_told_as_news(row, published_on),
        is_converse=is_converse(row.get("rule")),
        struck=next((name for name in map(_town, recipients) if name), None),
    )


def _town(participant: dict[str, Any]) -> str | None:
    """The town a participant is: "Kyiv" in "drones struck Kyiv"."""
    name: str = participant.get("name") or participant["text"]
    is_town = participant.get("kind") == "place" and participant["text"] == name
    return name if is_town and not is_country(name, participant["country"]) else None
