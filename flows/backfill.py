"""The night for the past: days that were missed, or documents that an older extractor read."""

from __future__ import annotations

from datetime import date
from typing import Any

from prefect import allow_failure, flow

from flows.nightly import run_stages
from flows.run.batches import NORMALISED, Batch
from flows.run.night import Night, NightError, check_night, only_night, open_night
from flows.run.run_log import recorded
from flows.run.summary import NightSummary, summarise
from flows.run.tasks import TASK_RUNNER
from flows.run.workers import extraction_workers
from flows.settings import Settings
from flows.stages.extract import extract
from flows.stages.load import load
from flows.stages.publish import publish
from flows.stages.validate import validate_rows
from transforms.ledger.run_rows import with_run
from warehouse.outdated import outdated_documents


@flow(name="backfill", task_runner=TASK_RUNNER)
def backfill(
    inputs: list[str],
    settings: Settings,
    since: str | None = None,
    until: str | None = None,
    outdated: bool = False,
    run_id: str | None = None,
) -> NightSummary:
    """Load records published from ``since`` to ``until`` (ISO days, inclusive), or read outdated documents again.

    ``run_id`` as in flows/nightly.py. Raises NightError as read_days does.
    """
    days = read_days(inputs, since, until, outdated)
    with only_night(settings.home, settings.private), extraction_workers():
        night = open_night(tuple(inputs), settings, days, run_id)
        with recorded(night):
            if run_id is None:
                check_night(night, reads_input=not outdated)
            return reread(night) if outdated else run_stages(night)


def read_days(
    inputs: list[str], since: str | None, until: str | None, outdated: bool
) -> tuple[date | None, date | None]:
    """The first and the last day. Raises NightError for a day that is none, or when nothing says what to read."""
    if not (inputs or outdated or since or until):
        raise NightError("nothing to backfill: give --input with --since/--until, or --outdated")
    return _day(since), _day(until)


def reread(night: Night) -> NightSummary:
    """The stages from extract on, over the documents that an older extractor read."""
    rows: list[Any] = [extract.submit(batch, night) for batch in outdated_batches(night)]
    staged = [validate_rows.submit(batch, night) for batch in rows]
    build = load(night, allow_failure(staged))  # type: ignore[call-overload]
    return summarise(night, publish(night, build))


def outdated_batches(night: Night) -> list[Batch]:
    """One batch per staged batch that an older extractor read, ready for the extract stage."""
    night.work.mkdir(parents=True)
    batches = []
    for number, frames in enumerate(outdated_documents(night.home, night.extractor, NORMALISED)):
        batch = Batch.make(night.work, number)
        for table, frame in frames.items():
            batch.write(table, with_run(frame, night.run_id) if table == "documents" else frame)
        batches.append(batch)
    return batches


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NightError(f"{text!r} is not a day; write it as YYYY-MM-DD") from error
