"""How fresh the published warehouse is and how the last run went; the exit code is for monitors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from warehouse.connect import open_database, published_path
from warehouse.staging import read_runs

OK, STALE, NONE = 0, 1, 2


@dataclass(frozen=True)
class Status:
    """``exit_code`` 0: fresh, and the last run succeeded; 1: stale or failed; 2: nothing published.

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
        why = f"; the last run failed: {last_run['detail']}" if last_run and last_run["status"] == "failed" else ""
        return Status(NONE, f"nothing is published in {home}{why}; run: newsledger run --input PATH", last_run=last_run)
    built_at, newest, row_counts = _read_build(path)
    code, line = _judge(now - built_at, timedelta(hours=stale_after_hours), last_run)
    return Status(code, line, path, built_at, newest, row_counts, last_run)


def _judge(age: timedelta, stale_after: timedelta, last_run: dict[str, Any] | None) -> tuple[int, str]:
    if last_run and last_run["status"] == "failed":
        return STALE, f"the last run {last_run['run_id']} failed: {last_run['detail']}"
    if age > stale_after:
        hours = stale_after.total_seconds() / 3600
        return STALE, f"the warehouse is {_in_words(age)} old, more than {hours:g} h; run: newsledger run"
    return OK, f"the warehouse is {_in_words(age)} old"


def _in_words(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60
    return f"{days} d {hours % 24} h" if days else f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def _last_run(home: Path) -> dict[str, Any] | None:
    """The latest run as staged: a run that failed before publishing is not in the published file."""
    runs = read_runs(home)
    return runs.sort("started_at", "run_id").tail(1).to_dicts()[0] if runs.height else None


def _read_build(path: Path) -> tuple[datetime, date | None, dict[str, int]]:
    with open_database(path, read_only=True) as con:
        built_at = con.execute("select max(built_at) from meta.builds").fetchall()[0][0]
        newest = con.execute("select max(published_on) from core.documents").fetchall()[0][0]
        counts = dict(con.execute("select table_name, row_count from meta.tables order by table_name").fetchall())
    return built_at, newest, counts
