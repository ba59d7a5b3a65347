"""One task per stage. Tasks move frames between transforms/, expectations/ and warehouse/, time and count them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows import artifacts
from flows.admission import admit
from flows.batches import Batch, clocked
from flows.checking import check_tables, refuse_unread
from flows.derive import derive_stories_and_events
from flows.night import Night, NightError
from flows.progress import progress
from flows.record import record_run
from flows.workers import close_workers, submit_extraction

# Two more tries a minute apart bridge a full disk or a killed worker; a night has hours.
_BATCH_TASK = {"retries": 2, "retry_delay_seconds": [2, 30], "cache_policy": NO_CACHE}


@task(name="ingest", cache_policy=NO_CACHE)
def ingest(night: Night) -> list[Batch]:
    """Read every input into raw records; return the batches that hold new or changed ones.

    Raises NightError when an input path does not exist. Everything read is in the work folder's ``index``,
    already decided where nothing more is to do: unchanged, duplicate, superseded or quarantined.
    """
    with clocked("ingest") as clock:
        batches = admit(night)
    get_run_logger().info("ingest: %d batches in %.1f s", len(batches), clock.seconds)
    progress.expect(sum(batch.counts[0].rows_out for batch in batches))
    return batches


@task(name="normalise", **_BATCH_TASK)
def normalise(batch: Batch, night: Night) -> Batch:
    """Raw records → documents, captions and signatures of one batch; records without an article go to ``rejected``."""
    from transforms.normalise import normalise as normalise_records

    with clocked("normalise") as clock:
        raw = batch.read("raw")
        result = normalise_records(raw, pl.read_parquet(night.work / "recurring_lines.parquet"))
        for table in ("documents", "captions", "signatures", "rejected"):
            batch.write(table, getattr(result, table))
    return batch.counted(clock, raw.height, result.documents.height)


@task(name="extract", **_BATCH_TASK)
def extract(batch: Batch, night: Night) -> Batch:
    """Documents → sentences, entities, mentions, dates, metrics and movements of one batch, in a worker process."""
    settings = night.settings
    with clocked("extract") as clock:
        rows = submit_extraction(batch.folder, settings.model, settings.gazetteers, settings.workers)
    documents = batch.read("documents").height
    progress.advance(documents)
    return batch.counted(clock, documents, sum(rows.values()))


@task(name="validate", **_BATCH_TASK)
def validate(batch: Batch, night: Night) -> Batch:
    """Check what the stage before wrote against its contracts; failing rows go to ``quarantine``.

    After normalise: documents, captions and signatures. After extract: every derived table, and the batch is staged.
    """
    from warehouse.staging import stage_batch

    with clocked("validate") as clock:
        extracted = batch.has("sentences")
        rows_in, rows_out = check_tables(batch, night, extracted)
        if extracted:
            refuse_unread(batch)
            batch = stage_batch(batch, night)
    return batch.counted(clock, rows_in, rows_out)


@task(name="load", cache_policy=NO_CACHE)
def load(night: Night, batches: list[Batch | None]) -> Path:
    """Fold the staged batches into a private build, derive stories, events and marts, and check all of it.

    Returns the build. Raises NightError naming the failed checks: the published warehouse stays as it was.
    """
    close_workers()
    return load_build(night, batches)


def load_build(night: Night, batches: list[Batch | None]) -> Path:
    raise NotImplementedError


@task(name="publish", retries=1, cache_policy=NO_CACHE)
def publish(night: Night, build: Path) -> Path:
    """Replace the published warehouse by the build, atomically; keep the last builds; link both in artifacts."""
    raise NotImplementedError
