"""The validate stage: frames of a batch against their contracts; what fails is set aside with its reason."""

from __future__ import annotations

import polars as pl

from expectations.batch import check_frame
from expectations.contract import contract_of
from expectations.orphans import set_aside_orphans
from flows.batches import Batch
from flows.line_counts import keep_lines
from flows.night import Night
from transforms import ids
from transforms.extract.frames import TABLES as DERIVED
from warehouse.staging import write_batch

NORMALISED = ("documents", "captions", "signatures")

QUARANTINE_SCHEMA = pl.Schema(
    {name: pl.String() for name in ("record_id", "document_id", "table_name", "row_id", "reason", "detail", "payload")}
)


def check_tables(batch: Batch, night: Night, extracted: bool) -> tuple[int, int]:
    """Check the tables of the stage before; rows in and rows that passed.

    A document that fails takes its captions and signatures along: nothing may point to a document that is not there.
    """
    frames = {table: batch.read(table) for table in (DERIVED if extracted else NORMALISED)}
    owners = {table: batch.read(table) for table in NORMALISED} if extracted else {}
    if not extracted:
        frames["documents"] = frames["documents"].with_columns(run_id=pl.lit(night.run_id))
    passed = {table: _check_table(batch, table, frame) for table, frame in frames.items()}
    kept, orphans = set_aside_orphans({**owners, **passed})
    for table, rows in orphans.items():
        batch.append("quarantine", quarantine_rows(table, rows))
    for table in frames:
        batch.write(table, kept[table])
    return sum(frame.height for frame in frames.values()), sum(kept[table].height for table in frames)


def _check_table(batch: Batch, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that keep the contract of their table; the others go to quarantine, the results to the checks."""
    checked = check_frame(f"core.{table}", frame)
    batch.append("checks", checked.results)
    if checked.failed.height:
        batch.append("quarantine", quarantine_rows(table, checked.failed))
    return checked.passed


def quarantine_rows(table: str, failed: pl.DataFrame) -> pl.DataFrame:
    """Failing rows in the shape of meta.quarantine: key, reason, and the whole row as JSON payload."""
    key = contract_of(f"core.{table}").key
    columns = [name for name in failed.columns if name != "reason"]
    return failed.select(
        record_id=pl.col("record_id") if "record_id" in columns else pl.lit(None, pl.String),
        document_id=pl.col("document_id"),
        table_name=pl.lit(f"core.{table}"),
        row_id=pl.concat_str([pl.col(name).cast(pl.String) for name in key], separator="|"),
        reason=pl.col("reason"),
        detail=pl.lit(f"breaks the contract expectations/core/{table}.toml"),
        payload=pl.struct(columns).struct.json_encode(),
    )


def refuse_unread(batch: Batch) -> None:
    """Documents that could not be read within the limits stay without derived rows; the quarantine says so."""
    unread = batch.read("unread")
    if unread.is_empty():
        return
    rows = unread.select(
        record_id=pl.lit(None, pl.String),
        document_id=pl.col("document_id"),
        table_name=pl.lit("core.sentences"),
        row_id=pl.col("document_id"),
        reason=pl.col("reason"),
        detail=pl.col("detail"),
        payload=pl.lit(None, pl.String),
    )
    batch.append("quarantine", rows)


def stage_batch(batch: Batch, night: Night) -> str | None:
    """Write the checked frames as one immutable batch; its id, or None when no document is left.

    The id is of this run alone: a document that goes back to an earlier content is a new batch, not the old one.
    """
    documents = batch.read("documents")
    if documents.is_empty():
        return None
    contents = [f"{key} {content}" for key, content in documents.select("document_id", "content_hash").iter_rows()]
    batch_id = ids.batch_id([night.run_id, *contents], night.extractor)
    keep_lines(batch, night, batch_id)
    write_batch(night.home, batch_id, {table: batch.read(table) for table in (*NORMALISED, *DERIVED)})
    return batch_id
