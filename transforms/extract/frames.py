"""Readings to columns: the rows of a batch of documents as Polars frames, with the ids that tie them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from transforms import ids
from transforms.extract.rows import Metric, Movement, Participant, Reading, Statement

Row = dict[str, Any]

TABLES = (
    "sentences",
    "mentions",
    "date_expressions",
    "metrics",
    "movements",
    "movement_participants",
    "statements",
)

# What the columns of a span are called in a reading.
_SPAN = {"char_start": "start", "char_end": "end"}


class RowCollector:
    """Collects the rows of readings table by table; ``rows[table]`` are plain dictionaries in document order.

    A column of the contract that is a field of the reading's row, or of its span, is taken over; ids, links between
    rows and what a row tells of another one are filled here.
    """

    def __init__(self, schemas: Mapping[str, pl.Schema]) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._schemas = schemas

    def add(self, document_id: str, reading: Reading) -> None:
        """Add everything read out of one document."""
        document = {"document_id": document_id}
        for s in reading.sentences:
            self._add("sentences", s, document)
        for m in reading.mentions:
            self._add("mentions", m, document | {"mention_id": ids.row_id("m", document_id, m.start, m.end, m.kind)})
        for d in reading.dates:
            self._add("date_expressions", d, document | {"date_id": ids.row_id("t", document_id, d.start, d.end)})
        movement_ids = self._add_movements(document_id, reading.movements)
        self._add_metrics(document_id, reading.metrics, movement_ids)
        for statement in reading.statements:
            self._add("statements", statement, _statement(document_id, statement))

    def _add(self, table: str, row: Any, filled: Row) -> None:
        columns = {name: _SPAN.get(name, name) for name in self._schemas[table] if name not in filled}
        taken = {name: getattr(row, field) for name, field in columns.items() if field in row.__dataclass_fields__}
        self.rows[table].append(taken | filled)

    def _add_movements(self, document_id: str, movements: list[Movement]) -> list[str]:
        movement_ids: list[str] = []
        for v in movements:
            # One trigger can carry several movements ("visited China and Russia"): participants tell them apart.
            told_apart = (v.type, v.mode, *(f"{p.role}{p.start}" for p in v.participants))
            movement_id = ids.row_id("v", document_id, v.start, v.end, *told_apart)
            movement_ids.append(movement_id)
            filled = {"document_id": document_id, "movement_id": movement_id}
            self._add("movements", v, filled)
            for p in v.participants:
                self._add("movement_participants", p, filled | _participant(p))
        return movement_ids

    def _add_metrics(self, document_id: str, metrics: list[Metric], movement_ids: list[str]) -> None:
        metric_ids = [
            ids.row_id("q", document_id, q.start, q.end, q.kind, q.statistic, q.value, q.value_low) for q in metrics
        ]
        for metric_id, q in zip(metric_ids, metrics, strict=True):
            filled = {
                "document_id": document_id,
                "metric_id": metric_id,
                "entity_id": q.subject.entity_id if q.subject else None,
                "same_as": metric_ids[q.same_as] if q.same_as is not None else None,
                "movement_id": movement_ids[q.movement] if q.movement is not None else None,
            }
            self._add("metrics", q, filled)


def _participant(p: Participant) -> Row:
    # PLOVER writes bodies above the states in the place of a country; a country column holds countries only.
    above_states = p.country in ("IGO", "NGO")
    return {
        "entity_id": p.mention.entity_id if p.mention else None,
        "name": p.mention.name if p.mention else None,
        "kind": p.mention.kind if p.mention else None,
        "country": None if above_states else p.country,
        "sector": p.country if above_states else p.sector,
    }


def _statement(document_id: str, s: Statement) -> Row:
    content, speaker = s.whole, s.speaker
    return {
        "document_id": document_id,
        "statement_id": ids.row_id("s", document_id, s.start, s.end, content.start, s.rule),
        "content_start": content.start,
        "content_end": content.end,
        "content": content.text,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
        "speaker": speaker.text if speaker else None,
        "entity_id": s.mention.entity_id if s.mention else None,
    }


def to_frames(readings: Iterator[tuple[str, Reading]], schemas: Mapping[str, pl.Schema]) -> dict[str, pl.DataFrame]:
    """Frames of all tables in TABLES for ``(document_id, reading)`` pairs, cast to the given schemas (by table)."""
    collector = RowCollector(schemas)
    for document_id, reading in readings:
        collector.add(document_id, reading)
    return {table: pl.DataFrame(rows, schema=schemas[table]) for table, rows in collector.rows.items()}
