"""WHEN the night runs: the schedule in one visible place.

``newsledger serve`` keeps a process that starts the night itself. A night that starts late or twice is harmless: known
documents are unchanged, and the lock of the home lets one night in at a time.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.run.interrupt import stopping_at_once
from flows.run.night import NightError
from flows.run.prefect_server import kill_servers, schedule_server
from flows.settings import Settings
from warehouse.lock import LockedError, hold

DEPLOYMENT = "nightly"
_GRACE_SECONDS = 15


def serve_nightly(cron: str, timezone: str, inputs: list[str], settings: Settings) -> None:
    """Serve the nightly flow until interrupted; without PREFECT_API_URL a server of our own runs beside it.

    Raises NightError for a wrong cron line or an unknown time zone.
    """
    check_schedule(cron, timezone)
    stopping = stopping_at_once(_give_up, _GRACE_SECONDS + 5)
    with _only_server(settings.home), stopping, schedule_server(settings):
        from prefect.schedules import Cron

        from flows.nightly import nightly

        try:
            nightly.serve(
                name=DEPLOYMENT,
                schedule=Cron(cron, timezone=timezone),
                parameters=night_parameters(inputs, settings),
                description=f"newsledger night at '{cron}' {timezone}",
                limit=1,
            )
        finally:
            _end_running_nights()


def _give_up() -> None:
    _end_running_nights()
    kill_servers()


@contextmanager
def _only_server(home: Path) -> Iterator[None]:
    """One schedule per home: two would start every night twice."""
    try:
        with hold(home, "serve"):
            yield
    except LockedError as error:
        raise NightError(f"another 'newsledger serve' is running in {home}; end it, or give another --home") from error


def _end_running_nights() -> None:
    """Stop the nights this process started while the server they report to still answers.

    Without it they would ask a server that is gone again and again, and the process would wait for them. A night that
    does not end in time is killed: what it had not committed is rolled back, and the next night reads it again.
    """
    nights = multiprocessing.active_children()
    for night in nights:
        night.terminate()
    for night in nights:
        night.join(timeout=_GRACE_SECONDS)
        night.kill()


def night_parameters(inputs: list[str], settings: Settings) -> dict[str, object]:
    """The flow's parameters as JSON values, as a server stores them."""
    return {"inputs": inputs or None, "settings": settings.model_dump(mode="json")}


def check_schedule(cron: str, timezone: str) -> None:
    """Raise NightError unless both are understood."""
    from prefect.client.schemas.schedules import CronSchedule

    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise NightError(f"unknown time zone {timezone!r}; name one like Asia/Seoul or Europe/Berlin") from error
    try:
        CronSchedule(cron=cron, timezone=timezone)
    except ValueError as error:
        raise NightError(f"cron line {cron!r} is not understood; write five fields as in '0 2 * * *'") from error
