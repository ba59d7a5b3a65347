"""The whole night: ingest → normalise → extract → validate → load → publish. Read this file first."""

from __future__ import annotations

from typing import Any

from prefect import allow_failure, flow

from flows.run.night import Night, check_night, only_night, open_night
from flows.run.run_log import recorded
from flows.run.summary import NightSummary, summarise
from flows.run.tasks import TASK_RUNNER
from flows.run.workers import extraction_workers
from flows.settings import Settings
from flows.stages.extract import extract
from flows.stages.ingest import ingest
from flows.stages.load import load
from flows.stages.normalise import normalise
from flows.stages.publish import publish
from flows.stages.validate import validate_documents, validate_rows


@flow(name="nightly", flow_run_name="nightly {inputs}", task_runner=TASK_RUNNER)
def nightly(
    inputs: list[str] | None = None,
    settings: Settings | None = None,
    run_id: str | None = None,
    prune: bool = False,
) -> NightSummary:
    """Turn raw texts into a published warehouse, once. Running it again on the same input changes nothing.

    ``inputs`` are files, folders or globs; without any, the home's ``landing`` folder is read. ``run_id`` names a run
    that was launched and checked before (flows/run/launch.py). ``prune`` withdraws documents whose file lay below the
    inputs and is gone.

    Raises NightError when another night holds the home, an input does not exist, or a *fail* check stopped the publish.
    """
    settings = settings or Settings()
    with only_night(settings.home, settings.private), extraction_workers():
        night = open_night(tuple(inputs or ()), settings, run_id=run_id, prune=prune)
        with recorded(night):
            if run_id is None:
                check_night(night)
            return run_stages(night)


def run_stages(night: Night) -> NightSummary:
    """The six stages in order. Each batch goes through its stages while others are in theirs."""
    staged: list[Any] = []
    for raw in ingest(night):
        documents: Any = normalise.submit(raw, night)
        valid_documents: Any = validate_documents.submit(documents, night)
        rows: Any = extract.submit(valid_documents, night)
        staged.append(validate_rows.submit(rows, night))
    # A batch that failed for good arrives as None: its records are quarantined, the others go on.
    build = load(night, allow_failure(staged))  # type: ignore[call-overload]
    published = publish(night, build)
    return summarise(night, published)
