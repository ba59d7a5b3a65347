"""The normalise stage: raw records of a batch to documents, captions and signatures."""

from __future__ import annotations

from flows.run.batches import Batch
from flows.run.night import Night
from flows.run.reading import submit_normalisation
from flows.run.tasks import batch_task


@batch_task("normalise")
def normalise(batch: Batch, night: Night) -> Batch:
    """Raw records → documents, captions and signatures of one batch; records without an article go to ``rejected``.

    In a worker process, which holds every record to its limits. Documents of days that the night does not want are
    rejected, too.
    """
    with night.log.stage(night, "normalise") as work:
        submit_normalisation(batch.folder, night.recurring_lines, night.latest_day, night.days, night.settings)
        work.rows_in, work.rows_out = batch.records, batch.read("documents").height
    return batch
