"""What is kept of earlier runs: enough to see what became of every record, but not the same record every night."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from warehouse.staging import drop_batch, known_documents, read_batches, run_folders, write_atomically, write_run

# These say where a document came from; each document version has one.
_ORIGINS = ("loaded", "updated")
_COUNTED = "unchanged"


def trim_runs(home: Path, keep_runs: int) -> None:
    """Shorten what runs before the newest one say about their records; numbers by disposition stay for all runs.

    Of an earlier run the records stay that it loaded or updated, and those refused, doubled or replaced that no later
    run met again; unchanged ones are only counted. Checks and reports stay for ``keep_runs`` runs.
    """
    folders = run_folders(home)
    if not folders:
        return
    *earlier, newest = folders
    seen = _record_ids(newest)
    for folder in reversed(earlier):
        ids = _trim_dispositions(home, folder, seen)
        seen = pl.concat([seen, ids]).unique()
    for folder in [*earlier, newest][:-keep_runs]:
        (folder / "checks.parquet").unlink(missing_ok=True)
    for page in sorted((home / "reports").glob("*.html"))[:-keep_runs]:
        page.unlink()


def drop_replaced_batches(home: Path) -> None:
    """Remove staged batches of which every document was staged again later: nothing reads them any more."""
    live = set(known_documents(home)["batch_id"])
    for batch in list(read_batches(home)):
        if batch.batch_id not in live:
            drop_batch(home, batch.batch_id)


def record_counts(dispositions: pl.DataFrame) -> pl.DataFrame:
    """How many records a run had by disposition: the rows of meta.record_counts."""
    return dispositions.group_by("disposition").agg(records=pl.len().cast(pl.Int64)).sort("disposition")


def _trim_dispositions(home: Path, folder: Path, seen: pl.DataFrame) -> pl.DataFrame:
    """Trim one run; gives the ids of the records that it keeps."""
    path = folder / "dispositions.parquet"
    if not path.exists():
        return seen.clear()
    dispositions = pl.read_parquet(path, glob=False)
    if not (folder / "record_counts.parquet").exists():
        write_run(home, folder.name, {"record_counts": record_counts(dispositions)})
    is_origin = pl.col("disposition").is_in(_ORIGINS)
    is_last = ~pl.col("record_id").is_in(seen["record_id"].to_list()) & (pl.col("disposition") != _COUNTED)
    kept = dispositions.filter(is_origin | is_last)
    if kept.height < dispositions.height:
        _trim_quarantine(folder / "quarantine.parquet", kept)
        write_atomically(kept, path)
    return kept.select("record_id")


def _trim_quarantine(path: Path, kept: pl.DataFrame) -> None:
    """Refused records go with their disposition; rows of documents that were set aside stay."""
    if not path.exists():
        return
    rows = pl.read_parquet(path, glob=False)
    listed = pl.col("record_id").is_in(kept["record_id"].to_list())
    write_atomically(rows.filter((pl.col("table_name") != "raw") | listed), path)


def _record_ids(folder: Path) -> pl.DataFrame:
    path = folder / "dispositions.parquet"
    if not path.exists():
        return pl.DataFrame(schema={"record_id": pl.String()})
    return pl.read_parquet(path, columns=["record_id"], glob=False).unique()
