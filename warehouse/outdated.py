"""Documents that an older extractor read, as they were frozen: what a backfill reads again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.contract import contract_of
from expectations.frames import empty_frame
from warehouse.staging import batch_files, known_documents, read_batches

Frames = dict[str, pl.DataFrame]


def outdated_documents(home: Path, extractor: str, tables: tuple[str, ...]) -> Iterator[Frames]:
    """Of each staged batch that another extractor read: its live documents and what belongs to them, by table."""
    live = known_documents(home)
    extractors = _extractors(home)
    for batch in list(read_batches(home)):
        if extractors.get(batch.run_id) != extractor:
            mine = live.filter(pl.col("batch_id") == batch.batch_id).select("document_id")
            if mine.height:
                yield {table: _rows(home, batch.batch_id, table, mine) for table in tables}


def _extractors(home: Path) -> dict[str, str]:
    runs = sorted((home / "staged" / "runs").glob("*/runs.parquet"))
    frames = [pl.read_parquet(path, columns=["run_id", "extractor"], glob=False) for path in runs]
    return dict(pl.concat(frames).iter_rows()) if frames else {}


def _rows(home: Path, batch_id: str, table: str, documents: pl.DataFrame) -> pl.DataFrame:
    files = batch_files(home, [batch_id], table)
    frame = pl.read_parquet(files, glob=False) if files else empty_frame(contract_of(f"core.{table}"))
    return frame.join(documents, on="document_id", how="semi", maintain_order="left")
