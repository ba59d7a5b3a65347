"""A batch of documents on its way through the night: a scratch folder of Parquet files and what was counted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import wraps
from pathlib import Path

import polars as pl

from flows.night import Night

FAILURE = "failure.txt"
_INGEST = "ingest.json"


@dataclass(frozen=True)
class StageCount:
    """What one stage did to one batch."""

    stage: str
    seconds: float
    rows_in: int
    rows_out: int


@dataclass(frozen=True)
class Batch:
    """The ``number``-th batch; ``records`` came in; tables lie as ``<table>.parquet`` in ``folder``."""

    number: int
    folder: Path
    records: int
    counts: tuple[StageCount, ...] = ()
    staged_as: str | None = None

    def read(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / f"{table}.parquet")

    def write(self, table: str, frame: pl.DataFrame) -> None:
        frame.write_parquet(self.folder / f"{table}.parquet")

    def has(self, table: str) -> bool:
        return (self.folder / f"{table}.parquet").exists()

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table of this batch, which may not exist yet."""
        earlier = [self.read(table)] if self.has(table) else []
        self.write(table, pl.concat([*earlier, frame], how="vertical_relaxed"))

    def counted(self, clock: Clock, rows_in: int, rows_out: int) -> Batch:
        """This batch with one more stage counted."""
        done = StageCount(clock.stage, clock.seconds, rows_in, rows_out)
        return replace(self, counts=(*self.counts, done))


@dataclass
class Clock:
    """Wall time of one stage on one batch, in seconds."""

    stage: str
    seconds: float = field(default=0.0)


def note_ingest(work: Path, count: StageCount) -> None:
    """Ingest belongs to no batch: its count waits in the work folder until the run is recorded."""
    (work / _INGEST).write_text(json.dumps(asdict(count)), encoding="utf-8")


def noted_ingest(work: Path) -> list[StageCount]:
    """The count of the ingest stage; none for a run that reads no input."""
    path = work / _INGEST
    return [StageCount(**json.loads(path.read_text(encoding="utf-8")))] if path.exists() else []


def note_failure(stage: Callable[[Batch, Night], Batch]) -> Callable[[Batch, Night], Batch]:
    """A stage that leaves its exception in the batch folder, where the run's dispositions find the reason."""

    @wraps(stage)
    def noted(batch: Batch, night: Night) -> Batch:
        try:
            return stage(batch, night)
        except Exception as error:
            reason = f"{stage.__name__}: {type(error).__name__}: {error}"
            (batch.folder / FAILURE).write_text(" ".join(reason.split())[:500], encoding="utf-8")
            raise

    return noted


@contextmanager
def clocked(stage: str) -> Iterator[Clock]:
    """Time the body; the clock's seconds are set when it ends."""
    clock, started = Clock(stage), time.perf_counter()
    try:
        yield clock
    finally:
        clock.seconds = time.perf_counter() - started
