"""Staged Parquet, the source of truth: immutable batches of documents and the records of runs.

``staged/batches/<batch_id>/<table>.parquet`` holds the rows of a batch of documents; a batch without its
``_complete`` marker was broken off and does not count. ``staged/runs/<run_id>/<table>.parquet`` holds what a run
says about itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from expectations.contract import ContractError, Table, contract_of, polars_schema, tables_filled_by
from expectations.frames import conform, empty_frame
from warehouse.connect import WarehouseError, hint

MARKER = "_complete"
_RESERVE_BYTES = 128 * 1024
KNOWN_SCHEMA = pl.Schema({"document_id": pl.String(), "content_hash": pl.String(), "batch_id": pl.String()})


class StagingError(WarehouseError):
    """Rows that cannot be staged; the message names the batch and what to mend."""


@dataclass(frozen=True)
class StagedBatch:
    """What the marker of a complete batch says. ``staged_at`` is ISO 8601 UTC; ``digest`` covers its documents."""

    batch_id: str
    run_id: str
    staged_at: str
    staged_count: int
    digest: str


def staged_tables() -> list[Table]:
    """The document tables that a batch may hold, ``core.documents`` first."""
    return sorted(tables_filled_by("staged"), key=lambda table: table.name != "core.documents")


def run_tables() -> list[Table]:
    """The tables a run may write about itself."""
    return tables_filled_by("run")


def write_batch(home: Path, batch_id: str, frames: dict[str, pl.DataFrame]) -> Path:
    """Stage the rows of a batch: frames by table (``documents``, ``mentions`` …), in the shape of their contracts.

    ``documents`` must be there, other tables may be missing when they have no rows. Staging the same batch again
    changes nothing. Returns the batch folder. Raises ContractError for a frame of wrong shape, StagingError for an
    unknown table or when the batch id is taken by other content.
    """
    conformed = {table: conform(frame, _staged_table(table)) for table, frame in frames.items()}
    if "documents" not in conformed or conformed["documents"].is_empty():
        raise StagingError(f"batch {batch_id} has no documents: there is nothing to stage")
    documents = conformed["documents"]
    marker = StagedBatch(batch_id, documents["run_id"][0], _now(), documents.height, _digest(documents))
    folder = home / "staged" / "batches" / batch_id
    if (folder / MARKER).exists():
        _require_same(folder, marker)
        return folder
    _write_folder(folder, conformed, json.dumps(asdict(marker)))
    return folder


def read_batches(home: Path) -> Iterator[StagedBatch]:
    """The complete batches of a home, in order of their ids."""
    # Names that begin with a dot were broken off between the last file and the rename.
    for marker in sorted((home / "staged" / "batches").glob(f"[!.]*/{MARKER}")):
        try:
            yield StagedBatch(**json.loads(marker.read_text("utf-8")))
        except (ValueError, TypeError) as error:
            raise StagingError(f"batch {marker.parent.name} is damaged; run: {hint(home, 'doctor')}") from error


def batch_files(home: Path, batch_ids: list[str], table: str) -> list[str]:
    """Paths of one table's Parquet files in the given batches; batches without rows of the table have none."""
    paths = (home / "staged" / "batches" / batch_id / f"{table}.parquet" for batch_id in batch_ids)
    return [str(path) for path in paths if path.exists()]


def known_documents(home: Path) -> pl.DataFrame:
    """Every staged document once, as (document_id, content_hash, batch_id) of its latest batch."""
    # By the run first: ids of runs grow even when the clock was set back.
    batches = sorted(read_batches(home), key=lambda batch: (batch.run_id, batch.staged_at, batch.batch_id))
    files = batch_files(home, [batch.batch_id for batch in batches], "documents")
    if not files:
        return pl.DataFrame(schema=KNOWN_SCHEMA)
    documents = pl.scan_parquet(files, glob=False, include_file_paths="path").select(
        "document_id", "content_hash", "path"
    )
    named = documents.with_columns(pl.col("path").str.split("/").list.get(-2).alias("batch_id")).drop("path")
    try:
        live = named.collect()
    except pl.exceptions.PolarsError as error:
        raise StagingError(f"a staged batch is damaged; run: {hint(home, 'doctor')}") from error
    return live.unique("document_id", keep="last", maintain_order=True)


def drop_batch(home: Path, batch_id: str) -> None:
    """Remove a batch; a crash meanwhile leaves it whole, or as a leftover that does not count."""
    folder = home / "staged" / "batches" / batch_id
    going = folder.with_name(f".{batch_id}.dropped")
    folder.rename(going)
    shutil.rmtree(going)


def run_folders(home: Path) -> list[Path]:
    """The folders of all runs, oldest first: ids of runs grow in the order the runs were started."""
    return sorted(folder for folder in (home / "staged" / "runs").glob("[!.]*") if folder.is_dir())


def remove_documents(home: Path, document_ids: set[str]) -> int:
    """Take documents, all their versions and all rows read from them out of the staged batches; how many batches held
    one. A batch that is left without documents goes.

    The documents of a batch go last: broken off anywhere, the same call finishes what it began.
    """
    touched = 0
    for batch in list(read_batches(home)):
        folder = home / "staged" / "batches" / batch.batch_id
        held = pl.read_parquet(folder / "documents.parquet", columns=["document_id", "content_hash"], glob=False)
        left = held.filter(~pl.col("document_id").is_in(list(document_ids)))
        if left.height == batch.staged_count:
            continue
        touched += 1
        if left.is_empty():
            # Without its marker it counts no more, however far the removal gets.
            (folder / MARKER).unlink()
            shutil.rmtree(folder)
            continue
        for path in sorted(folder.glob("*.parquet"), key=lambda path: path.name == "documents.parquet"):
            rows = pl.read_parquet(path, glob=False)
            write_atomically(rows.filter(~pl.col("document_id").is_in(list(document_ids))), path)
        marker = StagedBatch(batch.batch_id, batch.run_id, batch.staged_at, left.height, _digest(left))
        unfinished = folder / f".{MARKER}.{os.getpid()}"
        unfinished.write_text(json.dumps(asdict(marker)), "utf-8")
        unfinished.replace(folder / MARKER)
    return touched


def staged_documents(home: Path, columns: list[str]) -> pl.DataFrame:
    """Columns of every staged version of every document, with its ``batch_id`` and ``staged_at``, oldest first."""
    batches = sorted(read_batches(home), key=lambda batch: (batch.staged_at, batch.batch_id))
    frames = [
        pl.read_parquet(home / "staged" / "batches" / batch.batch_id / "documents.parquet", columns=columns, glob=False)
        .select(columns)
        .with_columns(batch_id=pl.lit(batch.batch_id), staged_at=pl.lit(batch.staged_at))
        for batch in batches
    ]
    schema = {name: polars_schema(contract_of("core.documents"))[name] for name in columns}
    return pl.concat([pl.DataFrame(schema=schema | {"batch_id": pl.String, "staged_at": pl.String}), *frames])


def write_run(home: Path, run_id: str, frames: dict[str, pl.DataFrame]) -> Path:
    """Write what a run says about itself: frames by table (``runs``, ``stages`` …). Writing a table again replaces it.

    A missing ``run_id`` column is filled. Returns the run folder. Raises ContractError for a frame of wrong shape.
    """
    folder = home / "staged" / "runs" / run_id
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        table = contract_of(f"meta.{name}")
        whole = frame if "run_id" in frame.columns else frame.with_columns(run_id=pl.lit(run_id))
        nullable = [column.name for column in table.columns if column.nullable]
        write_atomically(conform(whole, table, optional=nullable), folder / f"{name}.parquet")
    return folder


def read_runs(home: Path) -> pl.DataFrame:
    """The staged rows of meta.runs, of all runs, also those that failed and were never published."""
    table = contract_of("meta.runs")
    paths = sorted((home / "staged" / "runs").glob("[!.]*/runs.parquet"))
    return pl.concat([empty_frame(table), *(frame for path in paths if (frame := _readable(path, table)) is not None)])


def _readable(path: Path, table: Table) -> pl.DataFrame | None:
    """The rows of a run file; None for a damaged one: what one run left must not hide the others."""
    nullable = [column.name for column in table.columns if column.nullable]
    try:
        return conform(pl.read_parquet(path, glob=False), table, optional=nullable)
    except (pl.exceptions.PolarsError, OSError, ContractError):
        return None


def read_stages(home: Path, run_id: str) -> pl.DataFrame:
    """The staged rows of meta.stages of one run."""
    table = contract_of("meta.stages")
    path = home / "staged" / "runs" / run_id / "stages.parquet"
    rows = _readable(path, table) if path.exists() else None
    return empty_frame(table) if rows is None else rows


def _staged_table(name: str) -> Table:
    known = {table.table: table for table in staged_tables()}
    if name not in known:
        raise StagingError(f"{name} is not a staged table; staged tables are: {', '.join(sorted(known))}")
    return known[name]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _digest(documents: pl.DataFrame) -> str:
    rows = documents.select("document_id", "content_hash").sort("document_id", "content_hash").rows()
    return hashlib.blake2b(json.dumps(rows).encode(), digest_size=8).hexdigest()


def _require_same(folder: Path, marker: StagedBatch) -> None:
    staged = StagedBatch(**json.loads((folder / MARKER).read_text("utf-8")))
    if staged.digest != marker.digest:
        raise StagingError(
            f"batch {marker.batch_id} is staged with other content; "
            "make its id from document ids, content hashes and extractor"
        )


def _write_folder(folder: Path, frames: dict[str, pl.DataFrame], marker: str) -> None:
    """Write beside, then rename: a crash leaves either nothing or the whole batch."""
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for table, frame in frames.items():
        if frame.height or table == "documents":
            frame.write_parquet(unfinished / f"{table}.parquet", compression="zstd", compression_level=1)
    (unfinished / MARKER).write_text(marker, "utf-8")
    for path in (*unfinished.iterdir(), unfinished):
        sync(path)
    unfinished.rename(folder)
    sync(folder.parent)


def write_atomically(frame: pl.DataFrame, path: Path) -> None:
    """Write a Parquet file all at once: a crash leaves the old file or the new one, whole."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    frame.write_parquet(unfinished)
    sync(unfinished)
    unfinished.replace(path)


@contextmanager
def room_for_last_words(home: Path) -> Iterator[None]:
    """Let go of a reserve while the body writes how a run ended: a full disk must not keep it from being written."""
    reserve = home / "state" / "reserve"
    reserve.unlink(missing_ok=True)
    yield
    keep_reserve(home)


def keep_reserve(home: Path) -> None:
    """Keep some room on the disk for the records of a run that fails because the disk is full."""
    reserve = home / "state" / "reserve"
    with suppress(OSError):
        if not reserve.exists() or reserve.stat().st_size < _RESERVE_BYTES:
            reserve.parent.mkdir(parents=True, exist_ok=True)
            reserve.write_bytes(b"\0" * _RESERVE_BYTES)


def sync(path: Path) -> None:
    """Have the system write a file or a folder to the disk before anything that relies on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
