"""One movement as a report that can be compared with the reports of other documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

# Modes under which different papers tell the same thing.
_FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "summit": "meeting", "negotiate": "meeting", "host": "meeting",
    "walk": "meeting", "phone": "phone", "visit": "visit", "inspection": "visit", "launch": "launch",
    "missile-test": "launch", "weapon-test": "launch", "ceasefire": "ceasefire", "expel": "expel",
}  # fmt: skip
_HAPPENED = frozenset({"actual", "ongoing"})


@dataclass(frozen=True, slots=True)
class Report:
    """A movement, flattened: ``actors`` and ``recipients`` are countries (or names), ``names`` all entities."""

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
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]

    @property
    def family(self) -> str:
        """What kind of thing is told, alike for a plan and the deed ("sign" for a promised and a signed treaty)."""
        return _FAMILIES.get(self.mode or "", self.mode or self.type)

    @property
    def is_denial(self) -> bool:
        """The report says that it did not or will not happen."""
        return self.polarity == "negative" or self.modality == "denied"

    @property
    def is_fact(self) -> bool:
        """The report says that it happened."""
        return self.modality in _HAPPENED and not self.is_denial

    @property
    def parties(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who with whom; unordered where both sides do the same."""
        if self.family in ("meeting", "phone"):
            return self.actors | self.recipients, frozenset()
        return self.actors, self.recipients


def read_reports(movements: pl.DataFrame, participants: pl.DataFrame, documents: pl.DataFrame) -> list[Report]:
    """Reports sorted by movement_id."""
    sides: defaultdict[str, dict[str, set[str]]] = defaultdict(
        lambda: {"actor": set(), "recipient": set(), "names": set()}
    )
    wanted = ("movement_id", "role", "text", "entity_id", "country")
    for movement_id, role, text, entity_id, country in participants.select(wanted).iter_rows():
        sides[movement_id][role].add(country or entity_id or text.casefold())
        if entity_id:
            sides[movement_id]["names"].add(entity_id)
    stories = {row["document_id"]: row for row in documents.iter_rows(named=True)}
    rows = movements.sort("movement_id").iter_rows(named=True)
    return [_report(row, sides[row["movement_id"]], stories.get(row["document_id"], {})) for row in rows]


def _report(row: dict[str, Any], sides: dict[str, set[str]], document: dict[str, Any]) -> Report:
    plain = {name: row[name] for name in Report.__dataclass_fields__ if name in row}
    return Report(
        **plain,
        story_id=document.get("story_id") or row["document_id"],
        published_on=document.get("published_on"),
        actors=frozenset(sides["actor"]),
        recipients=frozenset(sides["recipient"]),
        names=frozenset(sides["names"]),
    )
