"""How fresh the published warehouse is and how the last run went; the exit code is for monitors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.connect import current_run, hint, open_database, published_path
from warehouse.lock import is_held
from warehouse.rollback import read_rollback
from warehouse.staging import read_runs, read_stages, write_run

OK, STALE, NONE = 0, 1, 2
# A run that is not over yet.
_OPEN = ("running", "publishing")
# A build from the future: the clock was wrong then or is wrong now, so its age says nothing.
_CLOCK_DRIFT = timedelta(hours=1)
DIED = "the process ended before the run did (killed, or the machine went down)"


@dataclass(frozen=True)
class Status:
    """``exit_code`` 0: fresh, and the last run did not fail; 1: stale or failed; 2: nothing published yet.

    A rollback changes the line, not the code: what someone did on purpose is no alarm until it grows stale.
    ``row_counts`` by table; ``last_run`` the columns of meta.runs; times are UTC.
    """

    exit_code: int
    line: str
    published: Path | None = None
    built_at: datetime | None = None
    newest_document_on: date | None = None
    row_counts: dict[str, int] | None = None
    last_run: dict[str, Any] | None = None


def read_status(home: Path, stale_after_hours: float = 36.0, now: datetime | None = None) -> Status:
    """The state of a home at ``now`` (UTC by default). After a day and a half a night was missed."""
    now = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    last_run = _last_run(home)
    path = published_path(home)
    if not path.exists():
        code = STALE if last_run and last_run["status"] == "failed" else NONE
        why = f"; {_failure(last_run)}" if last_run and code == STALE else ""
        run = hint(home, "run --input PATH")
        return Status(code, f"nothing is published in {home}{why}; run: {run}", last_run=last_run)
    built_at, newest, row_counts = _read_build(path)
    code, line = _judge(home, now - built_at, timedelta(hours=stale_after_hours), last_run)
    rollback = read_rollback(home)
    if rollback:
        line = f"{line}; {rollback.line()}; {rollback.way_forward(home)}"
    return Status(code, line, path, built_at, newest, row_counts, last_run)


def _judge(home: Path, age: timedelta, stale_after: timedelta, last_run: dict[str, Any] | None) -> tuple[int, str]:
    if last_run and last_run["status"] == "failed":
        return STALE, f"{_failure(last_run)}; the warehouse is {_in_words(age)} old"
    going_on = f"; run {last_run['run_id']} is going on" if last_run and last_run["status"] in _OPEN else ""
    if age < -_CLOCK_DRIFT:
        ahead = _in_words(-age)
        return (
            STALE,
            f"the warehouse was built {ahead} ahead of this machine's clock; set the clock, then {hint(home, 'run')}",
        )
    if age > stale_after:
        hours = stale_after.total_seconds() / 3600
        next_step = going_on or f"; run: {hint(home, 'run')}"
        return STALE, f"the warehouse is {_in_words(age)} old, more than {hours:g} h{next_step}"
    return OK, f"the warehouse is {_in_words(age)} old{going_on}"


def _failure(run: dict[str, Any]) -> str:
    return f"the last run {run['run_id']} failed: {run['detail']}"


def _in_words(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60
    return f"{days} d {hours % 24} h" if days else f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def _last_run(home: Path) -> dict[str, Any] | None:
    """The latest run as staged: a run that failed before publishing is not in the published file.

    Ids of runs grow in the order the runs were started, also when the clock was set back between them.
    """
    runs = read_runs(home)
    if runs.is_empty():
        return None
    last: dict[str, Any] = runs.sort("run_id").tail(1).to_dicts()[0]
    return ended(home, last) if last["status"] in _OPEN and not is_held(home) else last


def start_of_run(home: Path, run_id: str) -> datetime:
    """When a run on record began, in UTC."""
    started_at: datetime = read_runs(home).filter(run_id=run_id)["started_at"][0]
    return started_at.replace(tzinfo=UTC)


def is_recorded(home: Path, run_id: str) -> bool:
    """True if the record of a run says how it ended."""
    return read_runs(home).filter(pl.col("run_id") == run_id, ~pl.col("status").is_in(_OPEN)).height > 0


def close_broken_runs(home: Path, why: str = DIED) -> None:
    """Write down how runs ended whose process died. Only for who holds the home: no other run is going on then."""
    for run in read_runs(home).filter(pl.col("status").is_in(_OPEN)).to_dicts():
        stages = read_stages(home, run["run_id"])
        now_failed = pl.when(pl.col("status") == "running")
        stages = stages.with_columns(
            status=now_failed.then(pl.lit("failed")).otherwise("status"),
            detail=now_failed.then(pl.lit(why)).otherwise("detail"),
        )
        closed = pl.DataFrame([ended(home, run, why)], schema=read_runs(home).schema)
        write_run(home, run["run_id"], {"runs": closed, "stages": stages})


def ended(home: Path, run: dict[str, Any], why: str = DIED) -> dict[str, Any]:
    """A run still marked as going on whose process is gone: it failed, unless its build was published before."""
    if run["status"] == "publishing" and current_run(home) == run["run_id"]:
        return run | {"status": "succeeded", "is_published": True}
    stages = read_stages(home, run["run_id"])
    active = stages.filter(pl.col("status") == "running")["stage"].to_list()
    where = " and ".join(active) or ("between two stages" if stages.height else "before ingest")
    return run | {"status": "failed", "detail": f"{where}: {why}"}


def _read_build(path: Path) -> tuple[datetime, date | None, dict[str, int]]:
    with open_database(path, read_only=True) as con:
        built_at = con.execute("select max(built_at) from meta.builds").fetchall()[0][0]
        newest = con.execute("select max(published_on) from core.documents").fetchall()[0][0]
        counts = dict(con.execute("select table_name, row_count from meta.tables order by table_name").fetchall())
    return built_at, newest, counts
