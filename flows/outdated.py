"""Documents that an older extractor read, as batches that start at the extract stage."""

from __future__ import annotations

import polars as pl

from expectations.contract import contract_of
from expectations.frames import empty_frame
from flows.batches import Batch
from flows.checking import NORMALISED
from flows.night import Night
from warehouse.staging import batch_files, known_documents, read_batches


def outdated_batches(night: Night) -> list[Batch]:
    """One batch per outdated staged batch: its live documents with captions and signatures, as they were frozen."""
    live = known_documents(night.home)
    extractors = _extractors(night)
    night.work.mkdir(parents=True)
    outdated = [batch for batch in read_batches(night.home) if extractors.get(batch.run_id) != night.extractor]
    batches = [_batch(night, number, staged.batch_id, live) for number, staged in enumerate(outdated)]
    return [batch for batch in batches if batch.read("documents").height]


def _extractors(night: Night) -> dict[str, str]:
    runs = sorted((night.home / "staged" / "runs").glob("*/runs.parquet"))
    frames = [pl.read_parquet(path, columns=["run_id", "extractor"], glob=False) for path in runs]
    return dict(pl.concat(frames).iter_rows()) if frames else {}


def _batch(night: Night, number: int, batch_id: str, live: pl.DataFrame) -> Batch:
    folder = night.work / f"batch-{number:05}"
    folder.mkdir()
    batch = Batch(number, folder, 0)
    mine = live.filter(pl.col("batch_id") == batch_id).select("document_id")
    for table in NORMALISED:
        files = batch_files(night.home, [batch_id], table)
        frame = pl.read_parquet(files, glob=False) if files else empty_frame(contract_of(f"core.{table}"))
        batch.write(table, frame.join(mine, on="document_id", how="semi", maintain_order="left"))
    documents = batch.read("documents").with_columns(run_id=pl.lit(night.run_id))
    batch.write("documents", documents)
    return batch
