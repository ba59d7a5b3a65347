"""One task per stage. Tasks move frames between transforms/, expectations/ and warehouse/, time and count them."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows.admission import admit
from flows.backfill_days import only_days
from flows.batches import Batch, StageCount, clocked, note_failure, note_ingest
from flows.checking import check_tables, refuse_unread, stage_batch
from flows.night import Night, NightError
from flows.progress import progress
from flows.record import read_index, record_inputs, record_run
from flows.workers import close_workers, submit_extraction

# A batch holds one thread for each of its four tasks, waiting ones too. One batch more than there are cores keeps
# every worker busy while the next batch is normalised, and bounds how much is under way.
TASK_RUNNER: Any = ThreadPoolTaskRunner(max_workers=4 * ((os.cpu_count() or 1) + 1))
# Two more tries bridge a killed worker or a full disk; a night has hours.
_BATCH_TASK: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [2, 30], "cache_policy": NO_CACHE}


@task(name="ingest", cache_policy=NO_CACHE)
def ingest(night: Night) -> list[Batch]:
    """Read every input into raw records; return the batches that hold new or changed ones.

    Raises NightError when an input path does not exist. Everything read is in the work folder's ``index``,
    already decided where nothing more is to do: unchanged, duplicate, superseded or quarantined.
    """
    with clocked("ingest") as clock:
        batches = admit(night)
    fresh = sum(batch.records for batch in batches)
    note_ingest(night.work, StageCount("ingest", clock.seconds, read_index(night).height, fresh))
    get_run_logger().info("ingest: %d new records in %d batches", fresh, len(batches))
    progress.expect(fresh)
    return batches


@task(name="normalise", **_BATCH_TASK)
@note_failure
def normalise(batch: Batch, night: Night) -> Batch:
    """Raw records → documents, captions and signatures of one batch; records without an article go to ``rejected``."""
    from transforms.normalise import normalise as normalise_records

    with clocked("normalise") as clock:
        raw = batch.read("raw")
        result = normalise_records(raw, pl.read_parquet(night.work / "recurring_lines.parquet"))
        result = only_days(result, night.days)
        for table in ("documents", "captions", "signatures", "rejected"):
            batch.write(table, getattr(result, table))
    return batch.counted(clock, raw.height, result.documents.height)


@task(name="extract", **_BATCH_TASK)
@note_failure
def extract(batch: Batch, night: Night) -> Batch:
    """Documents → sentences, mentions, dates, metrics and movements of one batch, in a worker process."""
    settings = night.settings
    with clocked("extract") as clock:
        rows = submit_extraction(batch.folder, settings.model, settings.gazetteers, settings.workers)
    documents = batch.read("documents").height
    progress.advance(documents)
    return batch.counted(clock, documents, sum(rows.values()))


@task(name="validate", **_BATCH_TASK)
@note_failure
def validate(batch: Batch, night: Night) -> Batch:
    """Check what the stage before wrote against its contracts; failing rows go to ``quarantine``.

    After normalise: documents, captions and signatures. After extract: every derived table, then the batch is staged.
    """
    with clocked("validate") as clock:
        extracted = batch.has("sentences")
        rows_in, rows_out = check_tables(batch, night, extracted)
        if extracted:
            refuse_unread(batch)
            batch = replace(batch, staged_as=stage_batch(batch, night))
    return batch.counted(clock, rows_in, rows_out)


@task(name="load", cache_policy=NO_CACHE)
def load(night: Night, batches: list[Batch | None]) -> Path:
    """Fold the staged batches into a private build, derive stories, events and marts, and check all of it.

    Returns the build. Raises NightError naming the failed checks: the published warehouse stays as it was.
    """
    from flows.derive import derive_stories_and_events
    from flows.verdict import check_build
    from warehouse.build import build

    close_workers()
    arrived = [batch for batch in batches if batch is not None]
    with clocked("load") as clock:
        record_inputs(night, arrived)
        record_run(night, arrived, "running", None, [])
        path = build(night.home, night.run_id, derive_stories_and_events)
        failed = check_build(night, path)
    staged = sum(batch.read("documents").height for batch in arrived)
    done = StageCount("load", clock.seconds, staged, staged)
    if failed:
        detail = f"not published, the warehouse stays as it was: {'; '.join(failed)}"
        record_run(night, arrived, "failed", detail, [done])
        _report(night, path, detail, failed)
        raise NightError(f"{detail}; see {report_path(night)}")
    record_run(night, arrived, "succeeded", None, [done, StageCount("publish", 0.0, staged, staged)])
    return path


@task(name="publish", cache_policy=NO_CACHE)
def publish(night: Night, build: Path) -> Path:
    """Replace the published warehouse by the build, atomically; keep the last builds; leave report and artifacts."""
    from flows.artifacts import show_counts, show_links
    from warehouse.publish import publish as publish_build

    _report(night, build, "published", [])
    published = publish_build(build, night.home, night.settings.keep_builds)
    learnt = night.work / "line_counts.parquet"
    if learnt.exists():
        shutil.copyfile(learnt, night.home / "state" / "line_counts.parquet")
    shutil.rmtree(night.work, ignore_errors=True)
    show_counts(night)
    show_links(night, report_path(night), published)
    return published


def report_path(night: Night) -> Path:
    """Where the night's page lies."""
    return night.home / "reports" / f"{night.run_id}.html"


def _report(night: Night, build: Path, verdict: str, stopped_by: list[str]) -> None:
    from warehouse.connect import open_database
    from warehouse.load import load_runs
    from warehouse.report import write_report

    with open_database(build) as con:
        load_runs(con, night.home)
        write_report(con, night.run_id, verdict, stopped_by, report_path(night))
