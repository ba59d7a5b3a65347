"""The load stage: settle every record, fold the staged batches into a private build, and judge it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from flows.run.batches import FAILURE, Batch
from flows.run.night import Night, NightError
from flows.run.tasks import night_task
from flows.run.workers import close_workers
from transforms.ledger.dispositions import (
    disposition_rows,
    refused_by_contract,
    refused_by_normalise,
    refused_with_batch,
    settle,
)
from transforms.ledger.quarantine import quarantine_of
from transforms.ledger.run_rows import add_up_checks, add_up_refusals
from warehouse.connect import hint
from warehouse.retention import record_counts, trim_runs
from warehouse.staging import write_run
from warehouse.withdrawals import withdraw


@night_task
def load(night: Night, batches: list[Batch | None]) -> Path:
    """Fold the staged batches into a private build, derive stories, events and marts, and check all of it.

    Returns the build. Raises NightError naming the failed checks: the published warehouse stays as it was.
    """
    from warehouse.build import build
    from warehouse.derive import derive_stories_and_events

    close_workers()
    # A batch that failed for good arrives as None.
    arrived = [batch for batch in batches if batch is not None]
    with night.log.stage(night, "load") as work:
        record_inputs(night, arrived)
        gone = night.read_withdrawals()
        if gone is not None:
            withdraw(night.home, night.run_id, gone)
        trim_runs(night.home, night.settings.keep_runs)
        work.rows_in = sum(batch.read("documents").height for batch in arrived)
        work.rows_out = sum(batch.read("documents").height for batch in arrived if batch.staged_as)
        night.log.documents_loaded = work.rows_out
        night.log.write(night)
        path = build(night.home, night.run_id, derive_stories_and_events)
        failed = _judge(night, path)
    if failed:
        _stop(night, path, failed)
    return path


def record_inputs(night: Night, batches: list[Batch]) -> None:
    """Write what became of the records of a run, one disposition each, and what was refused on the way."""
    staged = [batch.read("documents") for batch in batches if batch.staged_as]
    refused = [*_refused(batches), *_broken_off(night, batches)]
    settled = settle(night.read_index(), staged, refused, hint(night.home, "replay"))
    quarantine = quarantine_of(settled, _all(batches, "quarantine"))
    tables = {"dispositions": disposition_rows(settled), "quarantine": quarantine}
    tables["record_counts"] = record_counts(settled)
    tables["checks"] = add_up_checks(_all(batches, "checks"))
    tables["run_refusals"] = add_up_refusals(_all(batches, "refusals"))
    write_run(night.home, night.run_id, tables)


def _all(batches: list[Batch], table: str) -> list[pl.DataFrame]:
    return [batch.read(table) for batch in batches if batch.has(table)]


def _refused(batches: list[Batch]) -> Iterator[pl.DataFrame]:
    """Why records did not become documents, batch by batch: no article in them, or a broken contract."""
    for batch in batches:
        yield from map(refused_by_normalise, _all([batch], "rejected"))
        yield from map(refused_by_contract, _all([batch], "quarantine"))


def _broken_off(night: Night, arrived: list[Batch]) -> Iterator[pl.DataFrame]:
    """Records of batches that failed for good, with what their stage raised last."""
    folders = {batch.folder for batch in arrived}
    for note in sorted(night.work.glob(f"batch-*/{FAILURE}")):
        if note.parent not in folders:
            records = pl.read_parquet(note.parent / "raw.parquet", columns=["record_id"], glob=False)
            yield refused_with_batch(records, note.read_text(encoding="utf-8"))


def _judge(night: Night, build: Path) -> list[str]:
    from warehouse.verdict import judge_build

    settings = night.settings
    return judge_build(build, night.home, night.run_id, settings.gates, night.reads_all, settings.max_quarantined_share)


def _stop(night: Night, build: Path, failed: list[str]) -> None:
    """Leave the page of a night whose build must not be published. Raises NightError."""
    from warehouse.connect import open_database
    from warehouse.load import load_runs
    from warehouse.report import write_report
    from warehouse.staging import read_stages

    error = NightError(f"not published, the warehouse stays as it was: {'; '.join(failed)}")
    night.log.fail(night, error, "load")
    with open_database(build) as con:
        load_runs(con, night.home)
        stages = read_stages(night.home, night.run_id)
        write_report(con, night.run_id, str(error), failed, night.report, stages)
    raise NightError(f"{error}; see {night.report}")
