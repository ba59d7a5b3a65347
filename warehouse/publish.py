"""The publish stage: a checked build becomes the file that readers open, all at once; older builds stay for rollback.

``builds/<run_id>.private.duckdb`` was never published; ``builds/<run_id>.duckdb`` was. The published file is a hard
link to its build where the file system allows it, so keeping builds costs no copy.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from warehouse.connect import WarehouseError, hint, open_database, published_path
from warehouse.dictionary import describe
from warehouse.load import load_runs

_KEPT = ".duckdb"
_PRIVATE = ".private.duckdb"
_WITHDRAWN = ".withdrawn.duckdb"


def publish(build_path: Path, home: Path, keep: int = 5) -> Path:
    """Put the build in the place of the published warehouse, atomically, and keep the last ``keep`` builds.

    The run records staged until now go into the build first, so the published file tells of its own run. Readers
    that have the old file open keep reading it. A crash at any point leaves the old file or the new one, whole.
    Returns the published path. Raises WarehouseError when the build is not there.
    """
    if not build_path.exists():
        raise WarehouseError(f"there is no build at {build_path}; run: {hint(home, 'run')}")
    with open_database(build_path) as con:
        load_runs(con, home)
        describe(con)
        con.execute("checkpoint")
    _replace_published(build_path, home)
    build_path.replace(build_path.with_name(build_path.name.replace(_PRIVATE, _KEPT)))
    _drop_old_builds(home, keep)
    return published_path(home)


def rollback(home: Path) -> Path:
    """Publish the build before the one that is published now. Returns that build.

    The build rolled back from is set aside as ``<run_id>.withdrawn.duckdb``. Raises WarehouseError when there is none.
    """
    builds = published_builds(home)
    older = earlier_builds(home)
    if not older:
        raise WarehouseError(f"no build older than the published one is kept in {home / 'builds'}")
    _replace_published(older[-1], home)
    for withdrawn in [build for build in builds if build not in older]:
        withdrawn.rename(withdrawn.with_name(withdrawn.name.replace(_KEPT, _WITHDRAWN)))
    return older[-1]


def published_builds(home: Path) -> list[Path]:
    """Builds that were published and are kept, oldest first."""
    kept = [path for path in (home / "builds").glob(f"*{_KEPT}") if not path.name.endswith((_PRIVATE, _WITHDRAWN))]
    return sorted(kept, key=lambda path: (path.stat().st_mtime_ns, path.name))


def earlier_builds(home: Path) -> list[Path]:
    """Kept builds that were published before the one that is published now, oldest first."""
    builds, current = published_builds(home), f"{current_run(home)}{_KEPT}"
    names = [build.name for build in builds]
    return builds[: names.index(current)] if current in names else builds


def current_run(home: Path) -> str | None:
    """The run whose build is published now, or None."""
    path = published_path(home)
    if not path.exists():
        return None
    with open_database(path, read_only=True) as con:
        rows = con.execute("select run_id from meta.builds").fetchall()
    return rows[0][0] if rows else None


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


def _drop_old_builds(home: Path, keep: int) -> None:
    """Keep the newest published builds; builds that failed their checks go with the first publish after them."""
    kept = set(published_builds(home)[-max(keep, 1) :])
    for path in (home / "builds").glob("*.duckdb"):
        if path not in kept:
            path.unlink(missing_ok=True)
