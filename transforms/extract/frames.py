"""Readings to columns: the rows of a batch of documents as Polars frames, with the ids that tie them together."""

from __future__ import annotations

from collections.abc import Iterator
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

_SPAN = ("document_id", "sentence_no", "char_start", "char_end", "text")
_MENTION_PLAIN = ("kind", "name", "entity_id", "country", "sector", "linked_by")
_METRIC_PLAIN = (
    "kind",
    "value",
    "value_low",
    "value_high",
    "unit",
    "value_si",
    "value_low_si",
    "value_high_si",
    "unit_si",
    "value_usd",
    "usd_rate_day",
    "modifier",
    "statistic",
    "direction",
    "measure",
    "from_country",
    "to_country",
    "period_start",
    "period_end",
    "period_basis",
    "compared_start",
    "compared_end",
    "comparison",
    "compared_with",
    "compared_value",
    "attributed_to",
    "reality",
    "confidence",
    "rule",
)
_MOVEMENT_PLAIN = (
    "type",
    "mode",
    "modality",
    "polarity",
    "is_reciprocal",
    "cue",
    "date_start",
    "date_end",
    "date_grain",
    "date_basis",
    "place",
    "place_country",
    "place_basis",
    "attributed_to",
    "confidence",
    "rule",
)


class RowCollector:
    """Collects the rows of readings table by table; ``rows[table]`` are plain dictionaries in document order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}

    def add(self, document_id: str, reading: Reading) -> None:
        """Add everything read out of one document."""
        for s in reading.sentences:
            self.rows["sentences"].append(
                {"document_id": document_id, "sentence_no": s.sentence_no, "part": s.part}
                | {"char_start": s.start, "char_end": s.end}
            )
        for m in reading.mentions:
            mention_id = ids.row_id("m", document_id, m.start, m.end, m.kind)
            plain = {k: getattr(m, k) for k in _MENTION_PLAIN}
            self.rows["mentions"].append({"mention_id": mention_id} | _span(document_id, m) | plain)
        for d in reading.dates:
            date_id = ids.row_id("t", document_id, d.start, d.end)
            plain = {k: getattr(d, k) for k in ("value", "grain", "basis", "date_start", "date_end", "rule")}
            self.rows["date_expressions"].append({"date_id": date_id} | _span(document_id, d) | plain)
        movement_ids = self._add_movements(document_id, reading.movements)
        self._add_metrics(document_id, reading.metrics, movement_ids)
        self.rows["statements"] += [_statement(document_id, s) for s in reading.statements]

    def _add_movements(self, document_id: str, movements: list[Movement]) -> list[str]:
        movement_ids: list[str] = []
        for v in movements:
            # One trigger can carry several movements ("visited China and Russia"): participants tell them apart.
            told_apart = (v.type, v.mode, *(f"{p.role}{p.start}" for p in v.participants))
            movement_id = ids.row_id("v", document_id, v.start, v.end, *told_apart)
            movement_ids.append(movement_id)
            row = {"movement_id": movement_id} | _span(document_id, v) | {k: getattr(v, k) for k in _MOVEMENT_PLAIN}
            self.rows["movements"].append(row)
            for p in v.participants:
                self.rows["movement_participants"].append({"movement_id": movement_id} | _participant(document_id, p))
        return movement_ids

    def _add_metrics(self, document_id: str, metrics: list[Metric], movement_ids: list[str]) -> None:
        metric_ids = [
            ids.row_id("q", document_id, q.start, q.end, q.kind, q.statistic, q.value, q.value_low) for q in metrics
        ]
        for metric_id, q in zip(metric_ids, metrics, strict=True):
            row = {"metric_id": metric_id} | _span(document_id, q) | {k: getattr(q, k) for k in _METRIC_PLAIN}
            row["entity_id"] = q.subject.entity_id if q.subject else None
            row["same_as"] = metric_ids[q.same_as] if q.same_as is not None else None
            row["movement_id"] = movement_ids[q.movement] if q.movement is not None else None
            self.rows["metrics"].append(row)


def _span(document_id: str, row: Any) -> Row:
    values = (document_id, row.sentence_no, row.start, row.end, row.text)
    return dict(zip(_SPAN, values, strict=True))


def _participant(document_id: str, p: Participant) -> Row:
    # PLOVER writes bodies above the states in the place of a country; a country column holds countries only.
    above_states = p.country in ("IGO", "NGO")
    return {
        "document_id": document_id,
        "role": p.role,
        "ordinal": p.ordinal,
        "text": p.text,
        "char_start": p.start,
        "char_end": p.end,
        "entity_id": p.mention.entity_id if p.mention else None,
        "name": p.mention.name if p.mention else None,
        "kind": p.mention.kind if p.mention else None,
        "country": None if above_states else p.country,
        "sector": p.country if above_states else p.sector,
    }


def _statement(document_id: str, s: Statement) -> Row:
    content, speaker = s.whole, s.speaker
    row = {"statement_id": ids.row_id("s", document_id, s.start, s.end, content.start, s.rule)} | _span(document_id, s)
    return row | {
        "kind": s.kind,
        "content_start": content.start,
        "content_end": content.end,
        "content": content.text,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
        "speaker": speaker.text if speaker else None,
        "entity_id": s.mention.entity_id if s.mention else None,
        "country": s.country,
        "sector": s.sector,
        "modality": s.modality,
        "polarity": s.polarity,
        "rule": s.rule,
    }


def to_frames(readings: Iterator[tuple[str, Reading]], schemas: dict[str, pl.Schema]) -> dict[str, pl.DataFrame]:
    """Frames of all tables in TABLES for ``(document_id, reading)`` pairs, cast to the given schemas (by table)."""
    collector = RowCollector()
    for document_id, reading in readings:
        collector.add(document_id, reading)
    return {table: pl.DataFrame(rows, schema=schemas[table]) for table, rows in collector.rows.items()}
