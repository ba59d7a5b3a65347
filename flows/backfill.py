"""The night for the past: days that were missed, or documents that an older extractor read."""

from __future__ import annotations

from datetime import date
from typing import Any

from prefect import allow_failure, flow

from flows.night import Night, NightError, only_night, open_night
from flows.nightly import run_stages
from flows.outdated import outdated_batches
from flows.run_log import recorded
from flows.settings import Settings
from flows.stages import TASK_RUNNER, extract, load, publish, validate
from flows.summary import NightSummary, summarise
from flows.workers import extraction_workers


@flow(name="backfill", task_runner=TASK_RUNNER)
def backfill(
    inputs: list[str], settings: Settings, since: str | None = None, until: str | None = None, outdated: bool = False
) -> NightSummary:
    """Load records published from ``since`` to ``until`` (ISO days, inclusive), or read outdated documents again.

    Raises NightError for a day that is none, or when there is neither an input nor ``outdated``.
    """
    days = (_day(since), _day(until))
    if not (inputs or outdated or since or until):
        raise NightError("nothing to backfill: give --input with --since/--until, or --outdated")
    with only_night(settings.home, settings.private), extraction_workers():
        night = open_night(tuple(inputs), settings, days)
        with recorded(night):
            return reread(night) if outdated else run_stages(night)


def reread(night: Night) -> NightSummary:
    """The stages from extract on, over the documents that an older extractor read."""
    rows: list[Any] = [extract.submit(batch, night) for batch in outdated_batches(night)]
    staged = [validate.submit(batch, night) for batch in rows]
    build = load(night, allow_failure(staged))  # type: ignore[call-overload]
    return summarise(night, publish(night, build))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NightError(f"{text!r} is not a day; write it as YYYY-MM-DD") from error
