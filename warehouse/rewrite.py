"""Builds without some documents: each file is written anew, for the freed blocks of an old one keep what it held."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from expectations.contract import Table, tables_filled_by
from warehouse.build import build, create_tables
from warehouse.connect import WarehouseError, attach_beside, current_run, open_database, published_path
from warehouse.dictionary import describe
from warehouse.load import load_runs
from warehouse.relations import derive_relations
from warehouse.staging import read_batches, run_tables

Derive = Callable[[duckdb.DuckDBPyConnection], None]


def rewrite_builds(home: Path, document_ids: set[str], derive: Derive | None = None) -> tuple[int, list[Path]]:
    """Write the published file and every kept build anew without the documents, from which staged Parquet was freed.

    Everything computed over all documents is computed again. Failed builds go, and so do kept ones that this version
    cannot read; a published file of that kind is rebuilt from staged Parquet. Returns how many files were written, and
    the kept builds that went. Only for who holds the home.
    """
    for leftover in [*(home / "builds").glob("*.private.duckdb"), *_broken_off(home)]:
        _remove(leftover)
    dropped, written = [], 0
    for paths in _same_files([*sorted((home / "builds").glob("*.duckdb")), published_path(home)]):
        fresh = home / "builds" / f".{paths[0].name}.{os.getpid()}"
        try:
            _write_without(paths[0], fresh, home, document_ids, derive)
        except (duckdb.Error, WarehouseError):
            _remove(fresh)
            if published_path(home) not in paths:
                dropped += paths
                for path in paths:
                    _remove(path)
                continue
            build(home, _run_of(home), derive, mode="rebuild").replace(fresh)
        _replace(fresh, paths)
        written += 1
    return written, dropped


def _broken_off(home: Path) -> list[Path]:
    """What writers that died left beside builds and the published file."""
    folders = (home / "builds", published_path(home).parent)
    patterns = (".*", "*.wal", "*.tmp", "work-*")
    return [path for folder in folders for pattern in patterns for path in folder.glob(pattern)]


def _same_files(paths: list[Path]) -> list[list[Path]]:
    """Paths by file: the published file is a hard link to its build, where the file system allows it."""
    groups: dict[tuple[int, int], list[Path]] = {}
    for path in paths:
        if path.exists():
            told = path.stat()
            groups.setdefault((told.st_dev, told.st_ino), []).append(path)
    return list(groups.values())


def _write_without(old: Path, fresh: Path, home: Path, document_ids: set[str], derive: Derive | None) -> None:
    with open_database(fresh) as con:
        create_tables(con)
        con.execute("create temp table gone as select unnest($1::varchar[]) as document_id", [sorted(document_ids)])
        with attach_beside(con, old, "earlier"):
            for table in tables_filled_by("staged", "load"):
                _copy(con, table)
            _record_batches_left(con, home)
            con.execute("create temp table told as select run_id from earlier.meta.runs")
        load_runs(con, home)
        for table in run_tables():
            con.execute(f"delete from {table.name} where run_id not in (select run_id from told)")
        if derive is not None:
            derive(con)
        derive_relations(con, "core")
        derive_relations(con, "mart")
        con.execute("update meta.builds set document_count = (select count(*) from core.documents)")
        describe(con)
        con.execute("checkpoint")


def _copy(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    present = {
        name
        for (name,) in con.execute(
            "select column_name from duckdb_columns() "
            "where database_name = 'earlier' and schema_name = ? and table_name = ?",
            [table.schema, table.table],
        ).fetchall()
    }
    if not present:
        return
    # A build made before a column was added to the contract has no value for it.
    chosen = ", ".join(f'"{name}"' if name in present else f'null as "{name}"' for name in table.column_names)
    only_left = "where document_id is null or document_id not in (from gone)" if "document_id" in present else ""
    con.execute(f"insert into {table.name} by name select {chosen} from earlier.{table.name} {only_left}")


def _record_batches_left(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    left = [(batch.batch_id, batch.staged_count) for batch in read_batches(home)]
    con.execute("create temp table batches_left (batch_id varchar, staged_count bigint)")
    if left:
        con.executemany("insert into batches_left values (?, ?)", left)
    con.execute("delete from meta.batches where batch_id not in (select batch_id from batches_left)")
    con.execute(
        """
        update meta.batches as batches set
            staged_count = batches_left.staged_count,
            live_count = (
                select count(*) from meta.document_batches as held where held.batch_id = batches.batch_id
            )
        from batches_left where batches.batch_id = batches_left.batch_id
        """
    )


def _run_of(home: Path) -> str:
    try:
        return current_run(home) or "rebuilt"
    except (duckdb.Error, WarehouseError):
        return "rebuilt"


def _replace(fresh: Path, paths: list[Path]) -> None:
    """Put the fresh file in the place of each path, all at once, with the times of the old one: builds are told apart
    by when they were published."""
    told = paths[0].stat()
    os.utime(fresh, ns=(told.st_atime_ns, told.st_mtime_ns))
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    for path in paths:
        beside = path.with_name(f".{path.name}.{os.getpid()}.link")
        try:
            os.link(fresh, beside)
        except OSError:
            shutil.copy2(fresh, beside)
        beside.replace(path)
    fresh.unlink()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
