"""A batch of documents on its way through the night: a scratch folder of Parquet files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import polars as pl

from flows.night import Night

FAILURE = "failure.txt"


@dataclass(frozen=True)
class Batch:
    """The ``number``-th batch; ``records`` came in; tables lie as ``<table>.parquet`` in ``folder``."""

    number: int
    folder: Path
    records: int
    staged_as: str | None = None

    def read(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / f"{table}.parquet", glob=False)

    def write(self, table: str, frame: pl.DataFrame) -> None:
        frame.write_parquet(self.folder / f"{table}.parquet")

    def has(self, table: str) -> bool:
        return (self.folder / f"{table}.parquet").exists()

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table of this batch, which may not exist yet."""
        earlier = [self.read(table)] if self.has(table) else []
        self.write(table, pl.concat([*earlier, frame], how="vertical_relaxed"))


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
