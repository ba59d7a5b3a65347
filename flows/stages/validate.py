"""The validate stage: frames of a batch against their contracts; what fails is set aside with its reason."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from expectations.batch import check_frame
from expectations.orphans import set_aside_orphans
from flows.run.batches import NORMALISED, Batch
from flows.run.night import Night
from flows.run.tasks import batch_task
from transforms import ids
from transforms.extract.frames import TABLES as DERIVED
from transforms.ledger.quarantine import quarantine_rows, unread_rows
from transforms.ledger.run_rows import with_run
from warehouse.line_counts import keep_lines
from warehouse.staging import write_batch

Frames = dict[str, pl.DataFrame]


@batch_task("validate")
def validate_documents(batch: Batch, night: Night) -> Batch:
    """Check what normalise wrote: documents, captions and signatures; failing rows go to ``quarantine``."""
    with night.log.stage(night, "validate") as work:
        frames = {table: batch.read(table) for table in NORMALISED}
        frames["documents"] = with_run(frames["documents"], night.run_id)
        work.rows_in, work.rows_out = keep_valid(batch, frames, owners={})
    return batch


@batch_task("validate")
def validate_rows(batch: Batch, night: Night) -> Batch:
    """Check what extract wrote, every derived table; failing rows go to ``quarantine``. Then the batch is staged."""
    with night.log.stage(night, "validate") as work:
        owners = {table: batch.read(table) for table in NORMALISED}
        frames = {table: batch.read(table) for table in DERIVED}
        work.rows_in, work.rows_out = keep_valid(batch, frames, owners)
        batch.append("quarantine", unread_rows(batch.read("unread")))
        batch = replace(batch, staged_as=_stage(batch, night))
    return batch


def keep_valid(batch: Batch, frames: Frames, owners: Frames) -> tuple[int, int]:
    """Write the rows of the frames that keep their contracts; how many rows there were, and how many are left.

    A row takes along what points to it, in the frames: nothing may point to what is not there. ``owners`` are checked
    already and only pointed to.
    """
    passed = {table: _keep_valid_rows(batch, table, frame) for table, frame in frames.items()}
    kept, orphans = set_aside_orphans({**owners, **passed})
    for table, rows in orphans.items():
        batch.append("quarantine", quarantine_rows(table, rows))
    for table in frames:
        batch.write(table, kept[table])
    return sum(frame.height for frame in frames.values()), sum(kept[table].height for table in frames)


def _keep_valid_rows(batch: Batch, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that keep the contract of their table; the others go to quarantine, the results to the checks."""
    checked = check_frame(f"core.{table}", frame)
    batch.append("checks", checked.results)
    if checked.failed.height:
        batch.append("quarantine", quarantine_rows(table, checked.failed))
    return checked.passed


def _stage(batch: Batch, night: Night) -> str | None:
    """Write the checked frames as one immutable batch; its id, or None when no document is left.

    The id is of this run alone: a document that goes back to an earlier content is a new batch, not the old one.
    """
    documents = batch.read("documents")
    if documents.is_empty():
        return None
    contents = [f"{key} {content}" for key, content in documents.select("document_id", "content_hash").iter_rows()]
    batch_id = ids.batch_id([night.run_id, *contents], night.extractor)
    if batch.has("raw"):
        keep_lines(night.home, batch_id, batch.read("raw"), documents)
    write_batch(night.home, batch_id, {table: batch.read(table) for table in (*NORMALISED, *DERIVED)})
    return batch_id
