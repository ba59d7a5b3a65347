"""What killed nights leave behind: half-written files, private builds, scratch folders with texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.connect import WarehouseError, current_run, published_path

SERVER_FOLDER = "prefect-{run_id}"
WORK_FOLDER = "work-{run_id}"
_PRIVATE, _KEPT = ".private.duckdb", ".duckdb"
# Half-written files have names that begin with a dot and end with the writer's process id.
_HALF_WRITTEN = (
    "staged/batches/.*",
    "staged/runs/.*",
    "staged/runs/*/.*",
    "state/.*",
    "reports/.*",
    "published/.*",
    "quarantine/.*",
)


def remove_leftovers(home: Path) -> None:
    """Remove what nights that died left in a home. Only for who holds it: nothing may be in use.

    A night that died right after it replaced the published file keeps its build, as if it had ended well.
    """
    builds = home / "builds"
    for private in sorted(builds.glob(f"*{_PRIVATE}")):
        if private.name.removesuffix(_PRIVATE) == _published_run(home):
            private.replace(private.with_name(private.name.replace(_PRIVATE, _KEPT)))
    abandoned = [WORK_FOLDER.format(run_id="*"), f"*{_PRIVATE}", f"*{_PRIVATE}.wal", "*.duckdb.tmp", ".*"]
    found = [path for pattern in abandoned for path in builds.glob(pattern)]
    found += (home / "state").glob(SERVER_FOLDER.format(run_id="*T*Z-*"))
    found += [path for pattern in _HALF_WRITTEN for path in home.glob(pattern)]
    for path in found:
        _remove(path)


def remove_work(home: Path, run_id: str) -> None:
    """Remove the scratch folder of a night."""
    _remove(home / "builds" / WORK_FOLDER.format(run_id=run_id))


def remove_unpublished_build(home: Path, run_id: str) -> None:
    """Remove the private build of a night that failed before it was published."""
    private = home / "builds" / f"{run_id}{_PRIVATE}"
    if private.exists() and _published_run(home) != run_id:
        _remove(private)
        _remove(private.with_name(private.name + ".wal"))


def _published_run(home: Path) -> str | None:
    try:
        return current_run(home) if published_path(home).exists() else None
    except (WarehouseError, duckdb.Error):
        return None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
