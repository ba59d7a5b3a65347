"""How the stages of a batch run: in threads, tried again when one fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows.run.batches import FAILURE, Batch
from flows.run.night import Night

# A batch holds one thread for each of its four tasks, waiting ones too. One batch more than there are cores keeps
# every worker busy while the next batch is normalised, and bounds how much is under way.
TASK_RUNNER: Any = ThreadPoolTaskRunner(max_workers=4 * ((os.cpu_count() or 1) + 1))
# Two more tries bridge a killed worker or a full disk; a night has hours.
_RETRIES: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [2, 30]}

StageOfBatch = Callable[[Batch, Night], Batch]


def night_task(stage: Callable[..., Any]) -> Any:
    """A stage of the whole night as a task."""
    return task(name=stage.__name__, cache_policy=NO_CACHE)(stage)


def batch_task(name: str) -> Callable[[StageOfBatch], Any]:
    """A stage of one batch as a task. What it raises stays in the batch folder, where the dispositions find it."""

    def decorate(stage: StageOfBatch) -> Any:
        @wraps(stage)
        def noted(batch: Batch, night: Night) -> Batch:
            try:
                return stage(batch, night)
            except Exception as error:
                reason = f"{name}: {type(error).__name__}: {error}"
                (batch.folder / FAILURE).write_text(" ".join(reason.split())[:500], encoding="utf-8")
                raise

        return task(name=name, cache_policy=NO_CACHE, **_RETRIES)(noted)

    return decorate
