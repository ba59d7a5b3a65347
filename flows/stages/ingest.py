"""The ingest stage: read everything, decide what is new, and cut what is new into batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from prefect import get_run_logger

from flows.run.batches import Batch
from flows.run.night import Night, NightError
from flows.run.progress import progress
from flows.run.tasks import night_task
from transforms.ingest import InputError, expand_inputs, read_inputs
from transforms.ledger.dispositions import decide, identify, index_of, pending_of
from transforms.ledger.run_rows import cut_batches
from transforms.normalise import count_lines
from warehouse.forgotten import keep_out_forgotten, read_forgotten
from warehouse.line_counts import find_recurring_lines
from warehouse.staging import known_documents
from warehouse.withdrawals import find_gone


@night_task
def ingest(night: Night) -> list[Batch]:
    """Read every input into raw records; return the batches that hold new or changed ones.

    Raises NightError when an input path does not exist. Everything read is in the night's index, already decided where
    nothing more is to do: unchanged, duplicate, superseded or quarantined.
    """
    with night.log.stage(night, "ingest") as work:
        batches = admit(night)
        index = night.read_index()
        if night.prune:
            gone = find_gone(night.home, night.inputs, index, night.settings.max_withdrawn_share)
            night.plan_withdrawals(gone)
        work.rows_in = night.log.records_read = index.height
        work.rows_out = fresh = sum(batch.records for batch in batches)
    get_run_logger().info("ingest: %d new records in %d batches", fresh, len(batches))
    progress.expect(fresh)
    return batches


def admit(night: Night) -> list[Batch]:
    """Write raw chunks, the decided index and one folder per batch of new records into the work folder.

    Raises NightError when an input path does not exist or holds nothing.
    """
    (night.work / "raw").mkdir(parents=True, exist_ok=True)
    try:
        index = index_of(list(_read_chunks(night)))
    except InputError as error:
        raise NightError(str(error)) from error
    decided = decide(index, known_documents(night.home))
    night.write_index(decided)
    fresh = (pending_of(chunk, decided) for chunk in _chunks(night))
    batches = [_batch(night, number, raw) for number, raw in enumerate(cut_batches(fresh, night.settings.batch_size))]
    recurring = find_recurring_lines(night.home, [batch.read("lines") for batch in batches])
    recurring.write_parquet(night.recurring_lines)
    return batches


def _read_chunks(night: Night) -> Iterator[pl.DataFrame]:
    """Write each chunk of raw records into the work folder, and give what the index keeps of it."""
    forgotten = read_forgotten(night.home)
    paths = [Path(path) for path in night.inputs]
    expand_inputs(paths)
    for number, raw in enumerate(read_inputs(paths, night.settings.batch_size)):
        kept = keep_out_forgotten(identify(raw), forgotten)
        kept.write_parquet(night.work / "raw" / f"{number:05}.parquet")
        progress.read(kept.height)
        yield index_of([kept])


def _chunks(night: Night) -> Iterator[pl.DataFrame]:
    for path in sorted((night.work / "raw").glob("*.parquet")):
        yield pl.read_parquet(path, glob=False)


def _batch(night: Night, number: int, raw: pl.DataFrame) -> Batch:
    batch = Batch.make(night.work, number, raw.height)
    batch.write("raw", raw)
    batch.write("lines", count_lines(raw))
    return batch
