"""Where a row comes from: any id of the warehouse → its row, sentence, document, rule, model and run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from expectations.contract import Table, load_contracts
from warehouse.connect import WarehouseError, open_database, read_published
from warehouse.staging import read_runs

Row = dict[str, Any]

# Tables whose key is one id that a reader may hold in hand, and what to show with it.
_MEMBERS = {
    "core.documents": (
        ("captions", "select * from core.captions where document_id = ? order by caption_no"),
        ("movements", "select * from core.movements where document_id = ? order by char_start"),
        ("metrics", "select * from core.metrics where document_id = ? order by char_start"),
        ("statements", "select * from core.statements where document_id = ? order by char_start"),
        ("dispositions", "select * from meta.dispositions where document_id = ? order by run_id"),
    ),
    "core.entities": (
        ("aliases", "select * from core.entity_aliases where entity_id = ? order by mention_count desc, alias"),
        ("mentions", "select * from core.mentions where entity_id = ? order by document_id, char_start limit 20"),
    ),
    "core.movements": (
        ("participants", "select * from core.movement_participants where movement_id = ? order by role, ordinal"),
        ("metrics", "select * from core.metrics where movement_id = ? order by char_start"),
    ),
    "core.events": (
        (
            "movements",
            """
            select movements.*,
                substr(documents.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence
            from core.movements as movements
            join core.documents as documents using (document_id)
            left join core.sentences as sentences using (document_id, sentence_no)
            where event_id = ? order by confidence desc, movement_id limit 50
            """,
        ),
    ),
}
_SENTENCE = """
    select substr(text, char_start + 1, char_end - char_start)
    from core.sentences join core.documents using (document_id)
    where document_id = ? and sentence_no = ?
"""
# The key of a row may be longer than its id: a correction of a participant stands with its movement.
_CORRECTIONS = "select * from meta.corrections where split_part(row_id, '|', 1) = ? order by line_no"
_END = ("status", "finished_at", "detail", "is_published")
_BATCH = "select batches.* from meta.batches join meta.document_batches using (batch_id) where document_id = ?"


@dataclass(frozen=True)
class Explanation:
    """Everything known about one id. ``table`` says what it is; parts that do not apply are None or empty."""

    id: str
    table: str
    row: Row
    sentence: str | None = None
    document: Row | None = None
    run: Row | None = None
    batch: Row | None = None
    members: dict[str, list[Row]] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The explanation for a terminal: one line per value, nulls left out."""
        lines = [f"{self.id} is a row of {self.table}", *_value_lines(self.row)]
        if self.sentence:
            lines += ["", "sentence", f"  {' '.join(self.sentence.split())}"]
        for title, row in (("document", self.document), ("batch", self.batch), ("run", self.run)):
            if row and row != self.row:
                lines += ["", title, *_value_lines(row)]
        for title, rows in self.members.items():
            if rows:
                lines += ["", f"{title} ({len(rows)})", *(f"  {_in_short(row)}" for row in rows)]
        return lines


def _value_lines(row: Row) -> list[str]:
    shown = {name: value for name, value in row.items() if value is not None and name not in ("text", "body")}
    if "char_start" in row and row.get("text"):
        shown = {"text": row["text"], **shown}
    return [f"  {name:<22} {' '.join(str(value).split())[:300]}" for name, value in shown.items()]


def _in_short(row: Row) -> str:
    shown = [f"{name}={' '.join(str(value).split())[:80]}" for name, value in row.items() if value is not None]
    return "  ".join(shown)


def explain(home: Path, row_id: str) -> Explanation:
    """Explain an id of the published warehouse: document, mention, date, metric, movement, statement, entity, event or
    record.

    Raises WarehouseError when nothing is published or no table holds the id.
    """
    with open_database(read_published(home), read_only=True) as con:
        for table in _tables_with_ids():
            rows = _rows(con, f"select * from {table.name} where {table.key[0]} = ?", row_id)
            if rows:
                return _explain_row(con, home, row_id, table, rows[0])
        return _explain_record(con, home, row_id)


def _tables_with_ids() -> list[Table]:
    return [table for table in load_contracts().values() if table.schema == "core" and len(table.key) == 1]


def _explain_row(con: duckdb.DuckDBPyConnection, home: Path, row_id: str, table: Table, row: Row) -> Explanation:
    # An event is told by its best movement, so that one's sentence and document stand for it.
    told_by = row
    if table.name == "core.events":
        told_by = _first(con, "select * from core.movements where movement_id = ?", row["best_movement_id"]) or row
    document_id = told_by.get("document_id")
    document = _first(con, "select * exclude (text, body) from core.documents where document_id = ?", document_id)
    batch = _first(con, _BATCH, document_id)
    members = {name: _rows(con, sql, row_id) for name, sql in _MEMBERS.get(table.name, ())}
    members["corrections"] = _rows(con, _CORRECTIONS, row_id)
    run = _run_of(con, home, document["run_id"]) if document else None
    return Explanation(row_id, table.name, row, _sentence(con, told_by), document, run, batch, members)


def _explain_record(con: duckdb.DuckDBPyConnection, home: Path, row_id: str) -> Explanation:
    """Input records and set-aside rows have no table of their own: their last disposition stands for them."""
    for table in ("meta.dispositions", "meta.quarantine"):
        column = "record_id" if table == "meta.dispositions" else "row_id"
        rows = _rows(con, f"select * from {table} where {column} = ? order by run_id desc", row_id)
        if rows:
            quarantine = _rows(con, "select * from meta.quarantine where record_id = ? order by run_id desc", row_id)
            members = {"earlier": rows[1:], "quarantine": quarantine}
            return Explanation(row_id, table, rows[0], run=_run_of(con, home, rows[0]["run_id"]), members=members)
    raise WarehouseError(
        f"no document, mention, date, metric, movement, statement, entity, event or record has the id {row_id!r}; "
        "ids stand in the columns that end in _id"
    )


def _sentence(con: duckdb.DuckDBPyConnection, row: Row) -> str | None:
    if row.get("sentence_no") is None:
        return None
    found = con.execute(_SENTENCE, [row["document_id"], row["sentence_no"]]).fetchall()
    return found[0][0] if found else None


def _run_of(con: duckdb.DuckDBPyConnection, home: Path, run_id: str) -> Row | None:
    """The run, with its end from the home's records: a published file was written before its own run had ended."""
    run = _first(con, "select * from meta.runs where run_id = ?", run_id)
    ended = read_runs(home).filter(run_id=run_id).to_dicts()
    return run | {name: ended[0][name] for name in _END} if run and ended else run


def _first(con: duckdb.DuckDBPyConnection, sql: str, value: object) -> Row | None:
    return next(iter(_rows(con, sql, value)), None)


def _rows(con: duckdb.DuckDBPyConnection, sql: str, value: object) -> list[Row]:
    cursor = con.execute(sql, [value])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
