"""That the published warehouse was rolled back: written down for status, for reports and for the next run.

``state/rollback.json`` holds the last rollback. It is in force while the build that was rolled back to is the
published one; the next run publishes forward, unless it was told to stay.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse.connect import WarehouseError, current_run, hint


@dataclass(frozen=True)
class Rollback:
    """From the builds of ``from_runs`` (newest first) to that of ``to_run``. ``rolled_back_at`` is ISO 8601 UTC.

    ``stays``: no run publishes until the rollback is released. ``forward_run``: the run that published again after it.
    """

    to_run: str
    from_runs: tuple[str, ...]
    rolled_back_at: str
    stays: bool = False
    forward_run: str | None = None

    def line(self) -> str:
        """What happened, in one line."""
        when = f"{datetime.fromisoformat(self.rolled_back_at):%Y-%m-%d %H:%M} UTC"
        return f"rolled back to {self.to_run} on {when} (from {', '.join(self.from_runs)})"

    def way_forward(self, home: Path) -> str:
        """What comes next, and what to do when that is not wanted."""
        if self.stays:
            return f"no run publishes until you run: {hint(home, 'rollback --release')}"
        return f"the next run publishes forward; to stay with this build, run: {hint(home, 'rollback --stay')}"


def read_rollback(home: Path) -> Rollback | None:
    """The rollback in force, or None."""
    last = _read_last(home)
    return last if last and last.to_run == current_run(home) else None


def write_rollback(home: Path, rollback: Rollback) -> None:
    """Write a rollback down in the place of the last one."""
    path = _path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(rollback)), encoding="utf-8")
    unfinished.replace(path)


def new_rollback(home: Path, to_run: str, from_run: str, stays: bool) -> Rollback:
    """The rollback that is about to happen; one that is in force already grows by a step."""
    earlier = read_rollback(home)
    return Rollback(to_run, (*(earlier.from_runs if earlier else ()), from_run), _now(), stays)


def require_may_publish(home: Path) -> Rollback | None:
    """The rollback that a publish would end, or None. Raises WarehouseError when the warehouse is to stay so."""
    rollback = read_rollback(home)
    if rollback and rollback.stays:
        raise WarehouseError(f"the warehouse was {rollback.line()}; {rollback.way_forward(home)}")
    return rollback


def release(home: Path) -> Rollback:
    """Let runs publish again. Raises WarehouseError when nothing keeps them from it."""
    rollback = read_rollback(home)
    if rollback is None or not rollback.stays:
        raise WarehouseError(
            f"nothing keeps runs from publishing in {home}; {hint(home, 'status')} tells how it stands"
        )
    released = replace(rollback, stays=False)
    write_rollback(home, released)
    return released


def notice(home: Path, run_id: str) -> str | None:
    """What the page of a run has to say about the last rollback, if anything."""
    last = _read_last(home)
    if last and run_id in last.from_runs:
        return last.line()
    if last and last.forward_run == run_id:
        return f"the warehouse had been {last.line()}; this run published forward, with what those runs had brought"
    return None


def _read_last(home: Path) -> Rollback | None:
    if not _path(home).exists():
        return None
    told = json.loads(_path(home).read_text("utf-8"))
    return Rollback(**told | {"from_runs": tuple(told["from_runs"])})


def _path(home: Path) -> Path:
    return home / "state" / "rollback.json"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
