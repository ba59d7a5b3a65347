"""The load stage: a private build of the warehouse, folded from the published one or rebuilt from staged Parquet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from expectations.contract import SCHEMAS, Table, contract_of, load_contracts, tables_filled_by
from expectations.ddl import create_table_sql
from expectations.frames import conform
from warehouse.connect import WarehouseError, open_database, published_path
from warehouse.corrections import apply_corrections
from warehouse.dictionary import describe
from warehouse.load import load_batches, load_runs
from warehouse.relations import derive_relations
from warehouse.staging import read_batches

Derive = Callable[[duckdb.DuckDBPyConnection], None]


def build(home: Path, run_id: str, derive: Derive | None = None, mode: str = "fold") -> Path:
    """Make a private build with everything that is staged; the published file stays untouched.

    ``fold`` copies the published warehouse and loads only batches it does not hold; it becomes a ``rebuild`` when
    nothing is published, when contracts changed, or when a batch or document it holds is staged no more. ``derive``
    fills the tables and columns that are computed over all documents (see read_frame, replace_table, fill_columns).
    Returns ``builds/<run_id>.private.duckdb``; a build that fails is removed.
    """
    path = home / "builds" / f"{run_id}.private.duckdb"
    _remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if mode == "fold" and not _can_fold(home):
        mode = "rebuild"
    if mode == "fold":
        shutil.copyfile(published_path(home), path)
    try:
        with open_database(path) as con:
            _fill(con, home, run_id, derive, mode)
    except BaseException:
        _remove(path)
        raise
    return path


def _fill(con: duckdb.DuckDBPyConnection, home: Path, run_id: str, derive: Derive | None, mode: str) -> None:
    create_tables(con)
    new_batches = load_batches(con, home)
    load_runs(con, home)
    apply_corrections(con, home)
    if derive is not None:
        derive(con)
    derive_relations(con, "core")
    derive_relations(con, "mart")
    _record_build(con, run_id, mode, new_batches)
    describe(con)
    con.execute("checkpoint")


def read_frame(con: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    """The result of a query as a frame."""
    frame = pl.from_arrow(con.sql(sql).to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame


def replace_table(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Replace all rows of a table (``core.events``) by the frame. Raises ContractError for a frame of wrong shape."""
    table = contract_of(name)
    rows = conform(frame, table)
    con.execute(create_table_sql(table, replace=True))
    con.register("replacement_rows", rows.to_arrow())
    con.execute(f"insert into {name} by name select * from replacement_rows")
    con.unregister("replacement_rows")


def fill_columns(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Set the frame's columns in the rows of a table by its key; rows the frame does not have become null.

    Used for columns computed over all documents (``story_id`` of core.documents). Only rows that differ are written,
    so a night pays for what changed.
    """
    table = contract_of(name)
    key, columns = table.key[0], [column for column in frame.columns if column != table.key[0]]
    con.register("given_rows", frame.to_arrow())
    chosen = ", ".join(f'given_rows."{column}"' for column in columns)
    differs = " or ".join(f'given_rows."{column}" is distinct from target."{column}"' for column in columns)
    con.execute(
        f'create or replace temp table changed_rows as select target."{key}", {chosen} from {name} as target '
        f'left join given_rows on given_rows."{key}" = target."{key}" where {differs}'
    )
    con.unregister("given_rows")
    changes = ", ".join(f'"{column}" = changed_rows."{column}"' for column in columns)
    con.execute(f'update {name} as target set {changes} from changed_rows where target."{key}" = changed_rows."{key}"')
    con.execute("drop table changed_rows")


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make every schema and every table that does not exist yet, except those that SQL files make."""
    for schema in SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    for table in tables_filled_by("staged", "derived", "run", "load"):
        con.execute(create_table_sql(table))


def _record_build(con: duckdb.DuckDBPyConnection, run_id: str, mode: str, new_batches: int) -> None:
    batches, documents = con.execute(
        "select (select count(*) from meta.batches), (select count(*) from core.documents)"
    ).fetchall()[0]
    row = {"run_id": run_id, "built_at": datetime.now(UTC), "mode": mode, "batch_count": batches}
    row |= {"new_batch_count": new_batches, "document_count": documents}
    replace_table(con, "meta.builds", pl.DataFrame([row]))


def _can_fold(home: Path) -> bool:
    """Whether the published file was made by these contracts and holds no batch that is gone or lost documents."""
    path = published_path(home)
    if not path.exists():
        return False
    try:
        return _holds_what_is_staged(path, home)
    except (WarehouseError, duckdb.Error):
        # Damaged, or held by a writer: staged Parquet has everything.
        return False


def _holds_what_is_staged(path: Path, home: Path) -> bool:
    with open_database(path, read_only=True) as con:
        present = _present_columns(con)
        kept = [table for table in load_contracts().values() if table.filled_by in ("staged", "derived", "load")]
        if any(_contract_columns(table) != present.get(table.name) for table in kept):
            return False
        held = set(con.execute("select batch_id, staged_count from meta.batches where live_count > 0").fetchall())
    return held <= {(batch.batch_id, batch.staged_count) for batch in read_batches(home)}


def _present_columns(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    rows = con.execute(
        "select schema_name || '.' || table_name, column_name, lower(data_type) from duckdb_columns() "
        "where database_name = 'newsledger'"
    ).fetchall()
    present: dict[str, list[tuple[str, str]]] = {}
    for table, column, type_name in rows:
        present.setdefault(table, []).append((column, type_name))
    return {table: sorted(columns) for table, columns in present.items()}


def _contract_columns(table: Table) -> list[tuple[str, str]]:
    return sorted((column.name, column.type) for column in table.columns)


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        leftover.unlink(missing_ok=True)
