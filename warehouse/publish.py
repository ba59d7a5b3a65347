"""The publish stage: a checked build becomes the file that readers open, all at once; older builds stay for rollback.

``builds/<run_id>.private.duckdb`` was never published; ``builds/<run_id>.duckdb`` was. The published file is a hard
link to its build where the file system allows it, so keeping builds costs no copy.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from warehouse.connect import WarehouseError, copy_afresh, current_run, hint, open_database, published_path
from warehouse.dictionary import describe
from warehouse.load import load_runs
from warehouse.lock import hold
from warehouse.report import write_report
from warehouse.rollback import new_rollback, read_rollback, require_may_publish, write_rollback
from warehouse.staging import read_runs, read_stages, write_run

_KEPT = ".duckdb"
_PRIVATE = ".private.duckdb"
_FRESH = ".fresh.private.duckdb"
_WITHDRAWN = ".withdrawn.duckdb"


def publish(build_path: Path, home: Path, keep: int = 5) -> Path:
    """Put the build in the place of the published warehouse, atomically, and keep the last ``keep`` builds.

    The run records staged until now go into the build first, so the published file tells of its own run; then all of
    it is written afresh, so that the file is small and older drivers open it. Readers that have the old file open
    keep reading it. A crash at any point leaves the old file or the new one, whole. Returns the published path.
    Raises WarehouseError when the build is not there, or the warehouse is to stay rolled back.
    """
    if not build_path.exists():
        raise WarehouseError(f"there is no build at {build_path}; run: {hint(home, 'run')}")
    ended = require_may_publish(home)
    fresh = build_path.with_name(build_path.name.replace(_PRIVATE, _FRESH))
    _remove(fresh)
    with open_database(build_path) as con:
        load_runs(con, home)
        describe(con)
        copy_afresh(con, fresh)
    fresh.replace(build_path)
    _make_newest(build_path, home)
    _replace_published(build_path, home)
    build_path.replace(build_path.with_name(build_path.name.replace(_PRIVATE, _KEPT)))
    _drop_old_builds(home, keep)
    if ended:
        write_rollback(home, replace(ended, forward_run=current_run(home)))
    return published_path(home)


def rollback(home: Path, stay: bool = False) -> Path:
    """Publish the build before the one that is published now, and write that down. Returns the build.

    With ``stay`` no run publishes until the rollback is released; a warehouse that is rolled back already goes back
    no further then. The build rolled back from is set aside as ``<run_id>.withdrawn.duckdb``.
    Raises WarehouseError when there is no older build, or when a night is running.
    """
    with hold(home):
        in_force = read_rollback(home)
        if stay and in_force:
            write_rollback(home, replace(in_force, stays=True))
            return published_path(home)
        older, current = earlier_builds(home), current_run(home)
        if not older or current is None:
            raise WarehouseError(f"no build older than the published one is kept in {home / 'builds'}")
        # Written down before it happens: it is in force only once the older build is the published one.
        done = new_rollback(home, older[-1].name.removesuffix(_KEPT), current, stay)
        write_rollback(home, done)
        for withdrawn in [build for build in published_builds(home) if build not in older]:
            withdrawn.rename(withdrawn.with_name(withdrawn.name.replace(_KEPT, _WITHDRAWN)))
        _replace_published(older[-1], home)
        _tell(home, current, done.line())
        return older[-1]


def _tell(home: Path, run_id: str, line: str) -> None:
    """Let the records and the page of a run say that it was rolled back from."""
    withdrawn, page = home / "builds" / f"{run_id}{_WITHDRAWN}", home / "reports" / f"{run_id}.html"
    runs = read_runs(home).filter(pl.col("run_id") == run_id)
    if not runs.is_empty():
        write_run(home, run_id, {"runs": runs.with_columns(detail=pl.lit(line))})
    if page.exists() and withdrawn.exists():
        with open_database(withdrawn, read_only=True) as con:
            write_report(con, run_id, "published", [], page, read_stages(home, run_id))


def published_builds(home: Path) -> list[Path]:
    """Builds that were published and are kept, oldest first."""
    kept = [path for path in (home / "builds").glob(f"*{_KEPT}") if not path.name.endswith((_PRIVATE, _WITHDRAWN))]
    return sorted(kept, key=lambda path: (path.stat().st_mtime_ns, path.name))


def earlier_builds(home: Path) -> list[Path]:
    """Kept builds that were published before the one that is published now, oldest first."""
    builds, current = published_builds(home), f"{current_run(home)}{_KEPT}"
    names = [build.name for build in builds]
    return builds[: names.index(current)] if current in names else builds


def _replace_published(build: Path, home: Path) -> None:
    target = published_path(home)
    target.parent.mkdir(parents=True, exist_ok=True)
    for broken_off in target.parent.glob(f".{target.name}.*"):
        broken_off.unlink()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        os.link(build, beside)
    except OSError:
        shutil.copy2(build, beside)
    _sync(beside)
    # A log left by a program that opened the old file for writing belongs to that file, never to the new one.
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
    beside.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_newest(build: Path, home: Path) -> None:
    """Builds are told apart by their time; after the clock was set back, the last one would pass for an old one."""
    newest = max((path.stat().st_mtime_ns for path in published_builds(home)), default=0)
    if build.stat().st_mtime_ns <= newest:
        os.utime(build, ns=(newest + 1, newest + 1))


def _drop_old_builds(home: Path, keep: int) -> None:
    """Keep the newest published builds; builds that failed their checks go with the first publish after them."""
    kept = set(published_builds(home)[-max(keep, 1) :])
    for path in (home / "builds").glob("*.duckdb"):
        if path not in kept:
            _remove(path)


def _remove(build: Path) -> None:
    """Remove a build, and what a killed process left beside it."""
    build.unlink(missing_ok=True)
    build.with_name(build.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(build.with_name(build.name + ".tmp"), ignore_errors=True)
