"""One task per stage. Tasks move frames between transforms/, expectations/ and warehouse/, time and count them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows.admission import admit
from flows.backfill_days import keep_days
from flows.batches import Batch, note_failure
from flows.checking import check_tables, refuse_unread, stage_batch
from flows.line_counts import add_up_lines
from flows.night import Night, NightError
from flows.progress import progress
from flows.prune import plan_withdrawals, withdraw
from flows.reading import submit_extraction, submit_normalisation
from flows.record import read_index, record_inputs
from flows.workers import close_workers

if TYPE_CHECKING:
    import duckdb

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
    with night.log.stage(night, "ingest") as work:
        batches = admit(night)
        if night.prune:
            plan_withdrawals(night, read_index(night))
        work.rows_in = night.log.records_read = read_index(night).height
        work.rows_out = fresh = sum(batch.records for batch in batches)
    get_run_logger().info("ingest: %d new records in %d batches", fresh, len(batches))
    progress.expect(fresh)
    return batches


@task(name="normalise", **_BATCH_TASK)
@note_failure
def normalise(batch: Batch, night: Night) -> Batch:
    """Raw records → documents, captions and signatures of one batch; records without an article go to ``rejected``.

    In a worker process, which holds every record to its limits.
    """
    with night.log.stage(night, "normalise") as work:
        submit_normalisation(batch.folder, night.work / "recurring_lines.parquet", night.latest_day, night.settings)
        keep_days(batch, night.days)
        work.rows_in, work.rows_out = batch.records, batch.read("documents").height
    return batch


@task(name="extract", **_BATCH_TASK)
@note_failure
def extract(batch: Batch, night: Night) -> Batch:
    """Documents → sentences, mentions, dates, metrics, movements and statements of one batch, in a worker process."""
    with night.log.stage(night, "extract") as work:
        rows = submit_extraction(batch.folder, night.settings)
        work.rows_in, work.rows_out = batch.read("documents").height, sum(rows.values())
    progress.advance(work.rows_in)
    return batch


@task(name="validate", **_BATCH_TASK)
@note_failure
def validate(batch: Batch, night: Night) -> Batch:
    """Check what the stage before wrote against its contracts; failing rows go to ``quarantine``.

    After normalise: documents, captions and signatures. After extract: every derived table, then the batch is staged.
    """
    with night.log.stage(night, "validate") as work:
        extracted = batch.has("sentences")
        work.rows_in, work.rows_out = check_tables(batch, night, extracted)
        if extracted:
            refuse_unread(batch)
            batch = replace(batch, staged_as=stage_batch(batch, night))
    return batch


@task(name="load", cache_policy=NO_CACHE)
def load(night: Night, batches: list[Batch | None]) -> Path:
    """Fold the staged batches into a private build, derive stories, events and marts, and check all of it.

    Returns the build. Raises NightError naming the failed checks: the published warehouse stays as it was.
    """
    from flows.derive import derive_stories_and_events
    from flows.verdict import check_build
    from warehouse.build import build
    from warehouse.retention import trim_runs

    close_workers()
    arrived = [batch for batch in batches if batch is not None]
    with night.log.stage(night, "load") as work:
        record_inputs(night, arrived)
        withdraw(night)
        trim_runs(night.home, night.settings.keep_runs)
        work.rows_in = sum(batch.read("documents").height for batch in arrived)
        night.log.documents_loaded = sum(b.read("documents").height for b in arrived if b.staged_as)
        night.log.write(night)
        path = build(night.home, night.run_id, derive_stories_and_events)
        failed = check_build(night, path)
        work.rows_out = night.log.documents_loaded
    if failed:
        error = NightError(f"not published, the warehouse stays as it was: {'; '.join(failed)}")
        night.log.fail(night, error, "load")
        _report_stopped(night, path, str(error), failed)
        raise NightError(f"{error}; see {report_path(night)}")
    return path


@task(name="publish", cache_policy=NO_CACHE)
def publish(night: Night, build: Path) -> Path:
    """Replace the published warehouse by the build, atomically; keep the last builds; leave report and artifacts."""
    from flows.artifacts import show_counts, show_links
    from warehouse.connect import open_published
    from warehouse.leftovers import remove_work
    from warehouse.publish import publish as publish_build
    from warehouse.retention import drop_replaced_batches

    with night.log.stage(night, "publish") as work:
        work.rows_in = work.rows_out = night.log.documents_loaded
        night.log.publishing(night)
        published = publish_build(build, night.home, night.settings.keep_builds)
        add_up_lines(night.home)
    night.log.succeed(night)
    remove_work(night.home, night.run_id)
    drop_replaced_batches(night.home)
    with open_published(published) as con:
        _report(con, night, "published", [])
    show_counts(night)
    show_links(night, report_path(night), published)
    return published


def report_path(night: Night) -> Path:
    """Where the night's page lies."""
    return night.home / "reports" / f"{night.run_id}.html"


def _report_stopped(night: Night, build: Path, verdict: str, failed: list[str]) -> None:
    """Leave the page of a night whose build must not be published."""
    from warehouse.connect import open_database
    from warehouse.load import load_runs

    with open_database(build) as con:
        load_runs(con, night.home)
        _report(con, night, verdict, failed)


def _report(con: duckdb.DuckDBPyConnection, night: Night, verdict: str, stopped_by: list[str]) -> None:
    from warehouse.report import write_report
    from warehouse.staging import read_stages

    write_report(con, night.run_id, verdict, stopped_by, report_path(night), read_stages(night.home, night.run_id))
