"""Corrections by hand as data: ``corrections.csv`` in the home changes single values of a build, never staged Parquet.

A line says which value of which row is wrong, what the source says and what is right. It holds only while the source
says just that: when it changes, the line is stale, and a failed check keeps the build from being published.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from expectations.batch import check_frame
from expectations.contract import ContractError, Table, contract_of, polars_schema
from expectations.ddl import create_table_sql, quote
from warehouse.connect import WarehouseError
from warehouse.staging import batch_files

FILE = "corrections.csv"
FIELDS = ("document", "table", "row", "field", "old", "new", "reason", "expiry")
# What an offset or an id rests on is evidence; what was read from it can be corrected.
_EVIDENCE = {"document_id", "url", "run_id", "record_id", "content_hash", "source_path", "body", "text"}
_EVIDENCE |= {"sentence_no", "char_start", "char_end"}
_EVIDENCE |= {"content", "content_start", "content_end", "speaker", "speaker_start", "speaker_end"}


@dataclass(frozen=True)
class Correction:
    """One line. ``row`` is the key of the row, key columns joined by "|"; an empty old or new value is null."""

    line_no: int
    document: str
    table: str
    row: str
    field: str
    old: str | None
    new: str | None
    reason: str
    expires_on: date | None
    state: str = ""
    detail: str | None = None
    document_id: str | None = None

    def told(self, state: str, detail: str | None = None) -> Correction:
        return replace(self, state=state, detail=detail)

    @property
    def place(self) -> tuple[str, str, str]:
        return self.table, self.row, self.field


def read_corrections(home: Path) -> list[Correction]:
    """The lines of the home's corrections.csv, none when there is no such file; a line that cannot be right is
    ``invalid``. Raises WarehouseError when the file is no such table."""
    path = home / FILE
    if not path.exists():
        return []
    try:
        return list(_read_lines(path))
    except (csv.Error, UnicodeDecodeError) as error:
        raise WarehouseError(f"{path}: {error}; save it as CSV in UTF-8") from error


def require_valid(home: Path) -> None:
    """Raise WarehouseError for a line of corrections.csv that no warehouse could make right."""
    for line in read_corrections(home):
        if line.state == "invalid":
            raise WarehouseError(f"{home / FILE} line {line.line_no}: {line.detail}")


def _read_lines(path: Path) -> Iterator[Correction]:
    places: dict[tuple[str, str, str], int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        header = next(lines, [])
        if tuple(header) != FIELDS:
            raise WarehouseError(f"{path}: the first line must be {','.join(FIELDS)}")
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(FIELDS):
                raise WarehouseError(f"{path} line {lines.line_num}: {len(cells)} cells, not {len(FIELDS)}; mend it")
            line = _read_line(lines.line_num, dict(zip(FIELDS, map(str.strip, cells), strict=True)))
            first = places.setdefault(line.place, line.line_no)
            twice = first != line.line_no and not line.state
            yield line.told("invalid", f"line {first} corrects the same value; delete one") if twice else line


def _read_line(line_no: int, cells: dict[str, str]) -> Correction:
    table = cells["table"] if "." in cells["table"] else f"core.{cells['table']}"
    row = cells["row"] or (cells["document"] if table == "core.documents" else "")
    line = Correction(
        line_no, cells["document"], table, row, cells["field"], cells["old"] or None, cells["new"] or None,
        cells["reason"], None,
    )  # fmt: skip
    try:
        line = replace(line, expires_on=date.fromisoformat(cells["expiry"]) if cells["expiry"] else None)
    except ValueError:
        return line.told("invalid", f"expiry {cells['expiry']!r} is no day; write it as YYYY-MM-DD")
    problem = _problem(line)
    return line.told("invalid", problem) if problem else line


def _problem(line: Correction) -> str | None:
    """What no warehouse could make right about a line, by the contract of its table."""
    missing = [name for name in ("document", "row", "field", "reason") if not getattr(line, name)]
    if missing:
        return f"no {' and no '.join(missing)} given"
    try:
        table = contract_of(line.table)
    except ContractError:
        return f"there is no table {line.table}"
    if table.filled_by != "staged":
        return f"{line.table} is derived; correct the rows it is made from"
    column = next((column for column in table.columns if column.name == line.field), None)
    if column is None:
        return f"{line.table} has no column {line.field}"
    if line.field in _EVIDENCE | set(table.key) or column.filled_by:
        return f"{line.field} is evidence or derived; correct what was read from it"
    if line.new is None and not column.nullable:
        return f"{line.field} must have a value"
    return "old and new are the same" if line.old == line.new else None


def apply_corrections(con: duckdb.DuckDBPyConnection, home: Path, today: date | None = None) -> None:
    """Correct a build and tell of every line in meta.corrections. What an earlier build corrected is put back first."""
    _put_back(con, home)
    day = today or datetime.now(UTC).date()
    lines = [_apply(con, line, day) for line in read_corrections(home)]
    for table in sorted({line.table for line in lines if line.state == "applied"}):
        lines = _refuse_broken_rules(con, contract_of(table), lines)
    _record(con, lines)


def _apply(con: duckdb.DuckDBPyConnection, line: Correction, today: date) -> Correction:
    if line.state:
        return line
    found = con.execute(
        "select document_id from core.documents where document_id = $1 or url = $1", [line.document]
    ).fetchall()
    if not found:
        return line.told("absent", f"no document {line.document} in this warehouse; delete the line if it is gone")
    # The row of a document may be given as its address, like the document itself.
    row = found[0][0] if line.row == line.document else line.row
    line = replace(line, document_id=found[0][0], row=row)
    if line.expires_on is not None and line.expires_on < today:
        return line.told("expired", f"expired on {line.expires_on}; delete the line, or give it a later day")
    return _change_value(con, line)


def _change_value(con: duckdb.DuckDBPyConnection, line: Correction) -> Correction:
    table = contract_of(line.table)
    type_name = next(column.type for column in table.columns if column.name == line.field)
    old, new = (f"cast(${name} as varchar)::{type_name}" for name in ("old", "new"))
    values: dict[str, Any] = {"document": line.document_id, "row": line.row}
    try:
        found = con.execute(
            f'select "{line.field}"::varchar, "{line.field}" is not distinct from {old} '
            f"from {line.table} where {_this_row(table)}",
            values | {"old": line.old},
        ).fetchall()
        if not found:
            return line.told("stale", f"{line.table} has no row {line.row} of this document any more; look it up again")
        value, is_as_expected = found[0]
        if not is_as_expected:
            return line.told("stale", f"found {_shown(value)} where the line expects {_shown(line.old)}")
        con.execute(
            f'update {line.table} set "{line.field}" = {new} where {_this_row(table)}', values | {"new": line.new}
        )
    except duckdb.ConversionException:
        return line.told("invalid", f"{_shown(line.old)} or {_shown(line.new)} is no {type_name}")
    return line.told("applied")


def _refuse_broken_rules(con: duckdb.DuckDBPyConnection, table: Table, lines: list[Correction]) -> list[Correction]:
    """Applied lines whose rows now break a rule of the contract are invalid: such rows would not have been staged."""
    mine = [line for line in lines if line.state == "applied" and line.table == table.name]
    rows = ", ".join(quote(line.row) for line in mine)
    columns = ", ".join(_quoted(column.name) for column in table.staged_columns)
    corrected = pl.DataFrame(
        pl.from_arrow(
            con.sql(f"select {columns} from {table.name} where {_row_id(table)} in ({rows})").to_arrow_table()
        )
    )
    failed = check_frame(table.name, corrected).failed
    broken = dict(zip(_row_ids(failed, table), failed["reason"], strict=True))
    where = f"expectations/{table.schema}/{table.table}.toml"
    return [
        line.told("invalid", f"breaks {broken[line.row]} of {where}")
        if line in mine and line.row in broken
        else line
        for line in lines
    ]  # fmt: skip


def _put_back(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Give every value that the build before corrected back what the source says, read from staged Parquet."""
    applied = con.execute(
        "select document_id, table_name, row_id, column_name, batch_id from meta.corrections "
        "join meta.document_batches using (document_id) where state in ('applied', 'invalid')"
    ).fetchall()
    for document_id, table_name, row, field, batch_id in applied:
        table = contract_of(table_name)
        for file in batch_files(home, [batch_id], table.table):
            staged = f"read_parquet({quote(file)})"
            has_it = field in [name for name, *_ in con.execute(f"describe select * from {staged}").fetchall()]
            value = f'(select "{field}" from {staged} where {_this_row(table)})' if has_it else "null"
            con.execute(
                f'update {table.name} set "{field}" = {value} where {_this_row(table)}',
                {"document": document_id, "row": row},
            )


def _record(con: duckdb.DuckDBPyConnection, lines: list[Correction]) -> None:
    table = contract_of("meta.corrections")
    rows = [
        (line.line_no, line.state, line.document_id, *line.place, line.old, line.new, line.reason, line.expires_on,
         line.detail)
        for line in lines
    ]  # fmt: skip
    con.execute(create_table_sql(table, replace=True))
    con.register("correction_lines", pl.DataFrame(rows, schema=polars_schema(table), orient="row").to_arrow())
    con.execute("insert into meta.corrections by name select * from correction_lines")
    con.unregister("correction_lines")


def _row_id(table: Table) -> str:
    return f"concat_ws('|', {', '.join(f'{name}::varchar' for name in map(_quoted, table.key))})"


def _row_ids(frame: pl.DataFrame, table: Table) -> list[str]:
    return (
        frame.select(pl.concat_str([pl.col(name).cast(pl.String) for name in table.key], separator="|"))
        .to_series()
        .to_list()
    )


def _this_row(table: Table) -> str:
    return f"document_id = $document and {_row_id(table)} = $row"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _shown(value: str | None) -> str:
    return "nothing" if value is None else repr(value)


def drop_corrections_of(home: Path, documents: set[str]) -> None:
    """Take the lines of documents (by id or address) out of the file; the other lines stay as they are written."""
    path = home / FILE
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    kept = [cells for cells in lines if not cells or cells[0].strip() not in documents]
    if len(kept) < len(lines):
        beside = path.with_name(f".{FILE}.unfinished")
        with beside.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(kept)
        beside.replace(path)
