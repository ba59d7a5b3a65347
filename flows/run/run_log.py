"""What a run says about itself while it goes on: its status, and each stage with its start, seconds and rows.

Everything is written at once into ``staged/runs/<run_id>``: when the process is killed, what it was doing stands there.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.run.alerts import tell_failure
from flows.run.failures import one_line
from transforms.ledger.run_rows import run_row, stage_rows
from warehouse.leftovers import remove_unpublished_build, remove_work
from warehouse.masking import mask_secrets
from warehouse.staging import keep_reserve, room_for_last_words, write_run
from warehouse.status import is_recorded

if TYPE_CHECKING:
    from flows.run.night import Night

STAGES = ("ingest", "normalise", "extract", "validate", "load", "publish")
STOPPED = "stopped from outside"


@dataclass
class Work:
    """One stage at work on one batch; the stage says how many rows it took and gave."""

    rows_in: int = 0
    rows_out: int = 0


@dataclass
class StageEntry:
    """A stage of the run over all batches. ``active`` counts the batches that it is working on now."""

    started_at: datetime
    active: int = 0
    seconds: float = 0.0
    rows_in: int = 0
    rows_out: int = 0
    failure: str | None = None


class RunLog:
    """Status and stages of one run. Batches go through their stages in threads, hence the lock."""

    def __init__(self) -> None:
        self.status = "running"
        self.detail: str | None = None
        self.failed_in: str | None = None
        self.is_published = False
        self.records_read = 0
        self.documents_loaded = 0
        self._finished_at: datetime | None = None
        self._stages: dict[str, StageEntry] = {}
        self._failed_last: tuple[str, BaseException] | None = None
        self._lock = threading.Lock()

    @contextmanager
    def stage(self, night: Night, name: str) -> Iterator[Work]:
        """Count the body as work of a stage; what it raises is kept as the stage's failure and goes on."""
        work, started = Work(), time.perf_counter()
        with self._lock:
            entry = self._stages.setdefault(name, StageEntry(_now()))
            entry.active += 1
            if entry.active == 1:
                self._write_stages(night)
        try:
            yield work
        except BaseException as error:
            self._failed_last = name, error
            raise
        finally:
            with self._lock:
                entry.active -= 1
                entry.seconds += time.perf_counter() - started
                entry.rows_in += work.rows_in
                entry.rows_out += work.rows_out
                if entry.active == 0:
                    self._write_stages(night)

    def publishing(self, night: Night) -> None:
        """The build is good; from here on the published file may be replaced at any moment."""
        self.status = "publishing"
        self.write(night)

    def succeed(self, night: Night) -> None:
        """The run ends well. Called after the published file was replaced."""
        self.status, self.is_published, self._finished_at = "succeeded", True, _now()
        self.write(night)

    def fail(self, night: Night, error: BaseException, stage: str | None = None) -> None:
        """The run ends with an error. The line begins with the stage that raised it, or with those it cut off."""
        line = line_of(error)
        raised_in, raised = self._failed_last or (None, None)
        if stage is None and raised is not None and line_of(raised) == line:
            stage = raised_in
        if stage is not None:
            self._stages[stage].failure = line
        begun = [name for name in STAGES if name in self._stages]
        active = [name for name in begun if self._stages[name].active]
        where = stage or " and ".join(active) or "".join(f"after {name}" for name in begun[-1:])
        self.failed_in = where or None
        told = f"{where or f'before {STAGES[0]}'}: {line}"
        self.status, self.detail, self._finished_at = "failed", told, _now()
        self.write(night)

    def write(self, night: Night) -> None:
        """Write the run and its stages as they stand."""
        with self._lock:
            write_run(night.home, night.run_id, {"runs": run_row(self._run(night))})
            self._write_stages(night)

    def _run(self, night: Night) -> dict[str, object]:
        from flows.run.night import code_version

        return {
            "started_at": night.started_at,
            "finished_at": self._finished_at,
            "status": self.status,
            "inputs": json.dumps(night.inputs),
            "records_read": self.records_read,
            "documents_loaded": self.documents_loaded,
            "model_name": night.model_name,
            "model_version": night.model_version,
            "code_version": code_version(),
            "extractor": night.extractor,
            "settings": night.settings_json(),
            "detail": self.detail,
            "is_published": self.is_published,
        }

    def _write_stages(self, night: Night) -> None:
        stages = [self._stage(name, self._stages[name]) for name in STAGES if name in self._stages]
        write_run(night.home, night.run_id, {"stages": stage_rows(stages)})

    @staticmethod
    def _stage(name: str, entry: StageEntry) -> dict[str, object]:
        status = "failed" if entry.failure else "running" if entry.active else "succeeded"
        return {
            "stage": name,
            "started_at": entry.started_at,
            "seconds": entry.seconds,
            "rows_in": entry.rows_in,
            "rows_out": entry.rows_out,
            "status": status,
            "detail": entry.failure,
        }


@contextmanager
def recorded(night: Night) -> Iterator[None]:
    """Record a run from its first moment to its end: ``succeeded`` is written by the publish stage, a failure here.

    A night that fails leaves no scratch files: with them gone there is room to write down that the disk was full.
    """
    try:
        night.log.write(night)
        keep_reserve(night.home)
        yield
    except BaseException as error:
        remove_work(night.home, night.run_id)
        try:
            with room_for_last_words(night.home):
                if not is_recorded(night.home, night.run_id):
                    remove_unpublished_build(night.home, night.run_id)
                    night.log.fail(night, error)
        finally:
            # Also when there was no room to write down that the night failed.
            if night.log.status == "failed":
                _tell(night, line_of(error))
        raise


def _tell(night: Night, line: str) -> None:
    """Tell whom the settings name that this night failed; who stopped it knows already."""
    if line != STOPPED:
        tell_failure(night.settings, night.run_id, night.log.failed_in, line, night.report)


def line_of(error: BaseException) -> str:
    """An exception as one line, also one that nobody expected."""
    # Prefect turns a SIGTERM into a TerminationSignal.
    if isinstance(error, KeyboardInterrupt | SystemExit) or type(error).__name__ == "TerminationSignal":
        return STOPPED
    return one_line(error) or mask_secrets(" ".join(f"{type(error).__name__}: {error}".split()))[:500]


def _now() -> datetime:
    return datetime.now(UTC)
