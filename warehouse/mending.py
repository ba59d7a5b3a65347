"""What ``newsledger doctor`` finds and mends in a home: records and batches that would stop every night.

Nothing is thrown away: what is damaged moves to ``quarantine/damaged``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from expectations.contract import ContractError, Table
from expectations.frames import conform
from warehouse.connect import WarehouseError, hint, open_database, published_path
from warehouse.leftovers import remove_leftovers
from warehouse.lock import hold
from warehouse.staging import MARKER, StagedBatch, run_folders, run_tables, write_run
from warehouse.status import close_broken_runs

_DAMAGED = (pl.exceptions.PolarsError, OSError, ValueError, TypeError)


def mend_home(home: Path) -> list[str]:
    """Mend a home; one line for each thing that was wrong and what was done. Raises LockedError during a night."""
    if not (home / "staged").is_dir():
        return []
    with hold(home):
        remove_leftovers(home)
        found = [line for folder in run_folders(home) for line in _mend_run(home, folder)]
        close_broken_runs(home)
        return [*found, *_mend_batches(home), *_mend_counts(home)]


def _mend_run(home: Path, folder: Path) -> Iterator[str]:
    for table in run_tables():
        path = folder / f"{table.table}.parquet"
        if path.exists():
            yield from _mend_run_table(home, path, table)
    if not (folder / "runs.parquet").exists():
        write_run(home, folder.name, {"runs": _unknown_run(folder.name)})
        yield f"run {folder.name} had no record of itself: it counts as failed now"


def _mend_run_table(home: Path, path: Path, table: Table) -> Iterator[str]:
    """Rows that stand twice or lack what they must have go; a file that cannot be read goes whole."""
    nullable = [column.name for column in table.columns if column.nullable]
    needed = [column.name for column in table.columns if not column.nullable]
    run_id = path.parent.name
    try:
        rows = conform(pl.read_parquet(path, glob=False), table, optional=nullable)
    except (*_DAMAGED, ContractError) as error:
        _set_aside(home, path)
        yield f"{table.name} of run {run_id} could not be read ({_first_line(error)}): set aside"
        return
    good = rows.drop_nulls(needed).filter(run_id=run_id)
    # Some run tables have no key: their rows may repeat.
    good = good.unique(table.key, keep="first", maintain_order=True) if table.key else good
    if good.height < rows.height:
        _set_aside(home, path)
        write_run(home, run_id, {table.table: good})
        yield f"{table.name} of run {run_id} had {rows.height - good.height} rows twice or incomplete: left out"


def _unknown_run(run_id: str) -> pl.DataFrame:
    try:
        started_at = datetime.strptime(run_id[:16], "%Y%m%dT%H%M%SZ")
    except ValueError:
        started_at = datetime(1970, 1, 1)
    run = {"run_id": run_id, "started_at": started_at, "status": "failed", "inputs": "[]", "records_read": 0}
    run |= {"documents_loaded": 0, "code_version": "unknown", "extractor": "unknown", "settings": "{}"}
    return pl.DataFrame([run | {"is_published": False, "detail": "its record was damaged and is set aside"}])


def _mend_batches(home: Path) -> Iterator[str]:
    for folder in sorted((home / "staged" / "batches").glob("[!.]*")):
        try:
            StagedBatch(**json.loads((folder / MARKER).read_text("utf-8")))
            for path in folder.glob("*.parquet"):
                pl.read_parquet(path, glob=False)
            if not (folder / "documents.parquet").exists():
                raise OSError("it has no documents")
        except _DAMAGED as error:
            _set_aside(home, folder)
            again = hint(home, "run --input PATH")
            yield f"batch {folder.name} is damaged ({_first_line(error)}): set aside; to read its texts again: {again}"


def _mend_counts(home: Path) -> Iterator[str]:
    for path in [home / "state" / "line_counts.parquet", *(home / "state" / "lines").glob("*.parquet")]:
        try:
            if path.exists():
                pl.read_parquet(path, glob=False)
        except _DAMAGED as error:
            _set_aside(home, path)
            yield f"{path.name} of recurring lines is damaged ({_first_line(error)}): set aside, they are learnt anew"


def published_damage(home: Path) -> str | None:
    """Why the published file cannot be read, and how to get it back; None when all is well."""
    path = published_path(home)
    if not path.exists():
        return None
    try:
        with open_database(path, read_only=True) as con:
            con.execute("select run_id from meta.builds").fetchall()
    except (WarehouseError, duckdb.Error) as error:
        return f"{path} cannot be read ({_first_line(error)}); to build it again: {hint(home, 'run')}"
    return None


def _set_aside(home: Path, path: Path) -> None:
    target = home / "quarantine" / "damaged" / path.relative_to(home)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    shutil.move(path, target)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
