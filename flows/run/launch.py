"""How a command starts a night: the home is held and the night is on record before anything heavy starts."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flows.run.failures import clear_tracebacks, one_line
from flows.run.interrupt import kill_workers, stopping_at_once
from flows.run.night import Night, NightError, check_night, only_night, open_night
from flows.run.prefect_server import kill_servers, night_server
from flows.run.run_log import STOPPED, line_of, recorded
from flows.settings import Settings
from warehouse.leftovers import remove_leftovers
from warehouse.masking import mask_secrets
from warehouse.status import close_broken_runs


@contextmanager
def launched(
    inputs: list[str],
    settings: Settings,
    days: tuple[date | None, date | None] = (None, None),
    reads_input: bool = True,
) -> Iterator[str]:
    """The id of a new run, for a flow that is called in the body; a Prefect server stands ready unless one is named.

    Raises NightError when another night holds the home or the server does not come up, and what check_night raises;
    also a defect becomes a NightError, whose traceback lies in the home's ``state`` folder.
    """
    with only_night(settings.home, settings.private), stopping_at_once(lambda: _give_up(settings)):
        night = open_night(tuple(inputs), settings, days)
        with _in_one_line(night), recorded(night):
            check_night(night, reads_input)
            with night_server(settings, night.run_id):
                yield night.run_id


def _give_up(settings: Settings) -> None:
    # The record first: it names the stages that are at work now.
    close_broken_runs(settings.home, STOPPED)
    kill_workers()
    kill_servers()
    # Twice: a thread that loses its worker may still write down why, into a folder that is being removed.
    remove_leftovers(settings.home)
    time.sleep(0.1)
    remove_leftovers(settings.home)


@contextmanager
def _in_one_line(night: Night) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if one_line(error) is not None:
            raise
        story = night.home / "state" / "last_traceback.txt"
        told = f"{line_of(error)}; the published warehouse stays as it was"
        try:
            story.write_text(mask_secrets("".join(traceback.format_exception(error))), encoding="utf-8")
            told = f"{told}; the traceback is in {story}"
        except OSError:
            pass
        clear_tracebacks(error)
        raise NightError(told) from error
