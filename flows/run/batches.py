"""A batch of documents on its way through the night: a scratch folder of Parquet files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import polars as pl

FAILURE = "failure.txt"
NORMALISED = ("documents", "captions", "signatures")


@dataclass(frozen=True)
class Batch:
    """The ``number``-th batch; ``records`` came in; tables lie as ``<table>.parquet`` in ``folder``."""

    number: int
    folder: Path
    records: int
    staged_as: str | None = None

    @classmethod
    def make(cls, work: Path, number: int, records: int = 0) -> Self:
        """A new batch with a folder of its own in the night's work folder."""
        folder = work / f"batch-{number:05}"
        folder.mkdir()
        return cls(number, folder, records)

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
