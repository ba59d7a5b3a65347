"""The extract stage: documents of a batch to everything that is read out of them."""

from __future__ import annotations

from flows.run.batches import Batch
from flows.run.night import Night
from flows.run.progress import progress
from flows.run.reading import submit_extraction
from flows.run.tasks import batch_task


@batch_task("extract")
def extract(batch: Batch, night: Night) -> Batch:
    """Documents → sentences, mentions, dates, metrics, movements and statements of one batch, in a worker process."""
    with night.log.stage(night, "extract") as work:
        rows = submit_extraction(batch.folder, night.settings)
        work.rows_in, work.rows_out = batch.read("documents").height, sum(rows.values())
    progress.advance(work.rows_in)
    return batch
