"""Staged Parquet into tables, set by set: new batches into core, all run records into meta."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import polars as pl

from expectations.contract import Table
from expectations.ddl import create_table_sql, quote
from expectations.frames import frame_schema
from warehouse.connect import WarehouseError, hint
from warehouse.staging import batch_files, read_batches, run_tables, staged_tables

# Of the marker of a batch: the time as it is written there.
_BATCH_SCHEMA = frame_schema("meta.batches", without=("live_count",)) | {"staged_at": pl.String()}


def load_batches(con: duckdb.DuckDBPyConnection, home: Path) -> int:
    """Load every complete batch that the build does not hold; of a document staged twice the later batch counts.

    Returns the number of batches loaded.
    """
    held = {batch_id for (batch_id,) in con.execute("select batch_id from meta.batches").fetchall()}
    batches = list(read_batches(home))
    new = [batch.batch_id for batch in batches if batch.batch_id not in held]
    rows = [(b.batch_id, b.run_id, b.staged_at, b.staged_count) for b in batches]
    con.register("all_batches", pl.DataFrame(rows, schema=_BATCH_SCHEMA, orient="row").to_arrow())
    if new:
        with _leading_to_doctor(home):
            is_partial = _choose_live_documents(con, batch_files(home, new, "documents"))
        _forget_replaced(con)
        for table in staged_tables():
            _insert(con, home, table, batch_files(home, new, table.table), is_partial)
        con.execute("insert into meta.document_batches by name select document_id, batch_id from live_documents")
        con.execute("drop table live_documents")
    _record_batches(con)
    con.unregister("all_batches")
    return len(new)


def load_runs(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Replace the run tables of meta by what is staged about all runs."""
    for table in run_tables():
        con.execute(create_table_sql(table, replace=True))
        files = sorted(str(path) for path in (home / "staged" / "runs").glob(f"[!.]*/{table.table}.parquet"))
        try:
            _insert(con, home, table, files, is_partial=False)
        except (duckdb.Error, WarehouseError):
            _insert_one_by_one(con, home, table, files)


def _insert_one_by_one(con: duckdb.DuckDBPyConnection, home: Path, table: Table, files: list[str]) -> None:
    """What one run left damaged stays out, and 'newsledger doctor' tells of it: it must not stop the others."""
    con.execute(create_table_sql(table, replace=True))
    for file in files:
        with suppress(duckdb.Error, WarehouseError):
            _insert(con, home, table, [file], is_partial=False)


def _choose_live_documents(con: duckdb.DuckDBPyConnection, files: list[str]) -> bool:
    """``live_documents``: new documents that no later batch, new or held, replaces. True when some were left out."""
    con.execute(
        f"""
        create or replace temp table live_documents as
        with incoming as (
            select document_id, parse_path(filename)[-2] as batch_id from read_parquet({_list(files)}, filename = true)
        ),
        candidates as (
            select document_id, batch_id, true as is_new from incoming
            union all
            select held.document_id, held.batch_id, false
            from meta.document_batches as held semi join incoming using (document_id)
        )
        select candidates.document_id, candidates.batch_id, candidates.is_new
        from candidates join all_batches using (batch_id)
        qualify row_number() over (
            partition by candidates.document_id
            order by all_batches.run_id desc, all_batches.staged_at desc, candidates.batch_id desc
        ) = 1
        """
    )
    con.execute("delete from live_documents where not is_new")
    counted = con.execute(
        f"select (select count(*) from live_documents), (select count(*) from read_parquet({_list(files)}))"
    ).fetchall()[0]
    return bool(counted[0] < counted[1])


def _forget_replaced(con: duckdb.DuckDBPyConnection) -> None:
    """Delete the older rows of documents that come again."""
    con.execute(
        "create or replace temp table replaced_documents as "
        "select document_id from core.documents semi join live_documents using (document_id)"
    )
    if con.execute("select count(*) from replaced_documents").fetchall()[0][0]:
        for table in [table.name for table in staged_tables()] + ["meta.document_batches"]:
            con.execute(f"delete from {table} where document_id in (select document_id from replaced_documents)")
    con.execute("drop table replaced_documents")


def _insert(con: duckdb.DuckDBPyConnection, home: Path, table: Table, files: list[str], is_partial: bool) -> None:
    if not files:
        return
    source = f"read_parquet({_list(files)}, union_by_name = true, filename = true)"
    only_live = (
        "where (document_id, parse_path(filename)[-2]) in (select (document_id, batch_id) from live_documents)"
        if is_partial
        else ""
    )
    with _leading_to_doctor(home):
        present = {row[0] for row in con.execute(f"describe select * from {source}").fetchall()}
        # Files staged before a column was added to the contract give null.
        chosen = ", ".join(f'"{name}"' if name in present else f'null as "{name}"' for name in table.column_names)
        try:
            con.execute(f"insert into {table.name} by name select {chosen} from {source} {only_live}")
        except duckdb.ConstraintException as error:
            raise WarehouseError(
                f"staged rows of {table.name} were written under an older contract ({str(error).splitlines()[0]}); "
                f"run: {hint(home, 'backfill --outdated')}"
            ) from error


@contextmanager
def _leading_to_doctor(home: Path) -> Iterator[None]:
    """A staged file that cannot be read would stop every night; the error says who mends it."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        if "No space left" in str(error):
            raise
        reason = str(error).splitlines()[0]
        raise WarehouseError(f"a staged file cannot be read ({reason}); run: {hint(home, 'doctor')}") from error


def _record_batches(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("delete from meta.batches")
    con.execute(
        """
        insert into meta.batches by name
        with live as (select batch_id, count(*) as live_count from meta.document_batches group by batch_id)
        select
            all_batches.batch_id, run_id, staged_at::timestamptz at time zone 'UTC' as staged_at, staged_count,
            coalesce(live_count, 0) as live_count
        from all_batches left join live using (batch_id)
        order by all_batches.batch_id
        """
    )


def _list(files: list[str]) -> str:
    return "[" + ", ".join(quote(file) for file in files) + "]"
