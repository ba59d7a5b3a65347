"""What became of the records of a run: dispositions, quarantine and checks, as frames for meta.*."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from flows.admission import PENDING
from flows.backfill_days import OUT_OF_RANGE
from flows.batches import FAILURE, Batch
from flows.checking import QUARANTINE_SCHEMA
from flows.night import Night
from warehouse.connect import hint
from warehouse.retention import record_counts
from warehouse.staging import write_run

_REFUSED_SCHEMA = pl.Schema({name: pl.String() for name in ("record_id", "why", "what")})


def record_inputs(night: Night, batches: list[Batch]) -> None:
    """Write dispositions and quarantine of a run: every record of the index gets its final disposition.

    A pending record is loaded (or updated) when its document was staged, else quarantined with the reason it was
    refused for; records of a batch that failed for good have the reason ``batch_failed``.
    """
    index = read_index(night)
    staged = _concat([_staged_records(batch) for batch in batches], pl.Schema({"record_id": pl.String()}))
    refused = _concat([*map(_refused, batches), *_broken_off(night, batches)], _REFUSED_SCHEMA)
    refused = refused.unique("record_id", keep="first")
    decided = _decide_pending(index, staged, refused, hint(night.home, "replay"))
    columns = ("record_id", "source_path", "record_no", "disposition", "document_id", "reason", "detail")
    tables = {"dispositions": decided.select(columns), "quarantine": _quarantine(decided, batches)}
    tables["record_counts"] = record_counts(decided)
    tables["checks"] = _batch_checks(batches)
    write_run(night.home, night.run_id, tables)


def read_index(night: Night) -> pl.DataFrame:
    """The decided index of a run; empty for a run that reads no input."""
    path = night.work / "index.parquet"
    if path.exists():
        return pl.read_parquet(path, glob=False)
    names = ("record_id", "source_path", "document_id", "raw_hash", "reason", "detail", "disposition")
    types = {name: pl.String() for name in names} | {"record_no": pl.Int64(), "is_known": pl.Boolean()}
    return pl.DataFrame(schema=types)


def _staged_records(batch: Batch) -> pl.DataFrame:
    documents = batch.read("documents").select("record_id")
    return documents if batch.staged_as else documents.clear()


def _refused(batch: Batch) -> pl.DataFrame:
    """Why records of a batch did not become documents: no article in them, or a broken contract."""
    frames = []
    if batch.has("rejected"):
        frames.append(batch.read("rejected").select("record_id", why="reason", what="detail"))
    if batch.has("quarantine"):
        failed = batch.read("quarantine").filter(pl.col("record_id").is_not_null())
        frames.append(failed.select("record_id", why="reason", what="detail"))
    return _concat(frames, _REFUSED_SCHEMA)


def _broken_off(night: Night, arrived: list[Batch]) -> Iterator[pl.DataFrame]:
    """Records of batches that failed for good, with what their stage raised last."""
    folders = {batch.folder for batch in arrived}
    for note in sorted(night.work.glob(f"batch-*/{FAILURE}")):
        if note.parent not in folders:
            records = pl.read_parquet(note.parent / "raw.parquet", columns=["record_id"], glob=False)
            why, what = pl.lit("batch_failed"), pl.lit(note.read_text(encoding="utf-8"))
            yield records.with_columns(why=why, what=what)


def _decide_pending(index: pl.DataFrame, staged: pl.DataFrame, refused: pl.DataFrame, replay: str) -> pl.DataFrame:
    pending = pl.col("disposition") == PENDING
    arrived = pl.col("record_id").is_in(staged["record_id"].to_list())
    advice = f"not read to the end; see the orchestrator's log, then run: {replay}"
    unread = pl.format("{}: {}", "source_path", pl.lit(advice))
    decided = (
        pl.when(pending & arrived & pl.col("is_known"))
        .then(pl.lit("updated"))
        .when(pending & arrived)
        .then(pl.lit("loaded"))
        .when(pending & (pl.col("why") == OUT_OF_RANGE))
        .then(pl.lit(OUT_OF_RANGE))
        .when(pending)
        .then(pl.lit("quarantined"))
        .otherwise(pl.col("disposition"))
    )
    lost = pending & ~arrived
    return index.join(refused, on="record_id", how="left", maintain_order="left").with_columns(
        disposition=decided,
        reason=pl.when(lost).then(pl.col("why").fill_null("batch_failed")).otherwise(pl.col("reason")),
        detail=pl.when(lost).then(pl.coalesce(pl.col("what"), unread)).otherwise(pl.col("detail")),
        document_id=pl.when(lost | (pl.col("disposition") == "quarantined"))
        .then(None)
        .otherwise(pl.col("document_id")),
    )


def _quarantine(decided: pl.DataFrame, batches: list[Batch]) -> pl.DataFrame:
    """Refused records and set-aside rows; a record's payload is its file, a row's payload the row itself."""
    records = decided.filter(pl.col("disposition") == "quarantined").select(
        "record_id",
        pl.lit(None, pl.String).alias("document_id"),
        pl.lit("raw").alias("table_name"),
        pl.col("record_id").alias("row_id"),
        "reason",
        "detail",
        pl.struct("source_path", "record_no").struct.json_encode().alias("payload"),
    )
    rows = [batch.read("quarantine") for batch in batches if batch.has("quarantine")]
    return _concat([records, *rows], QUARANTINE_SCHEMA).unique(maintain_order=True)


def _batch_checks(batches: list[Batch]) -> pl.DataFrame:
    """Results of the contract checks, added up over the batches of the run."""
    from expectations.batch import RESULT_SCHEMA

    results = _concat([batch.read("checks") for batch in batches if batch.has("checks")], RESULT_SCHEMA)
    summed = results.group_by("check_name", "table_name", "severity", maintain_order=True).agg(
        pl.col("checked_count").sum(),
        pl.col("failed_count").sum(),
        pl.col("passed").all(),
        pl.col("detail").drop_nulls().first(),
    )
    return summed.with_columns(scope=pl.lit("batch"))


def _concat(frames: list[pl.DataFrame], schema: pl.Schema) -> pl.DataFrame:
    filled = [frame for frame in frames if frame.height]
    return pl.concat(filled, how="vertical_relaxed") if filled else pl.DataFrame(schema=schema)
