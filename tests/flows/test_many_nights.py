"""Night after night in one home: each brings something new, reads the whole archive, and leaves no more than it must.

``NEWSLEDGER_NIGHTS=30`` goes on for that many nights (``make nights``); the suite goes on for a few.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from warehouse.connect import open_database, published_path

pytestmark = pytest.mark.slow

NIGHTS = int(os.environ.get("NEWSLEDGER_NIGHTS", "3"))
ARCHIVE, NEW = (400, 4) if NIGHTS > 10 else (12, 2)
KEPT = 2
# Tables that list what a run did; everything else lists what is in the archive.
RUN_TABLES = ("meta.dispositions", "meta.quarantine", "meta.checks", "meta.gates", "meta.runs", "meta.stages")


def write_article(folder: Path, number: int) -> None:
    (folder / f"{number:05}.txt").write_text(
        f"https://harbour.example/{2000 + number % 25}/10/{number}\n\n"
        f"Ministers from Norway and Chile signed treaty {number} in Oslo on Monday, officials said on the quay. "
        f"Exports rose {number % 9 + 2} percent to ${number + 3} million in September, the ministry said.\n"
    )


def sizes(home: Path) -> dict[str, int]:
    """Rows of tables, and files and bytes of folders."""
    with open_database(published_path(home), read_only=True) as con:
        found = {table: con.execute(f"select count(*) from {table}").fetchall()[0][0] for table in RUN_TABLES}
    for folder in ("reports", "builds", "state", "published", "staged/runs"):
        files = [path for path in (home / folder).rglob("*") if path.is_file()]
        found[f"{folder} files"] = len(files)
        found[f"{folder} KiB"] = sum(path.stat().st_size for path in files) // 1024
    return found


def test_nights_cost_and_leave_what_they_bring(orchestrator: None, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").touch()
    for number in range(ARCHIVE):
        write_article(folder, number)
    told: list[tuple[float, dict[str, int]]] = []
    for night in range(NIGHTS):
        for number in range(NEW if night else 0):
            write_article(folder, ARCHIVE + night * NEW + number)
        started = time.monotonic()
        nightly([str(folder)], Settings(home=home, workers=1, keep_runs=KEPT, keep_builds=KEPT))
        told.append((time.monotonic() - started, sizes(home)))
        print(f"night {night + 1}: {told[-1][0]:.1f} s {told[-1][1]}")
    last, new = told[-1][1], (NIGHTS - 1) * NEW
    brought_before = ARCHIVE + new - NEW
    assert last["meta.dispositions"] == ARCHIVE + 1 + new + brought_before, "once as read now, once as loaded"
    assert last["meta.quarantine"] <= 2
    assert last["builds files"] == KEPT
    assert last["reports files"] <= KEPT + 1
    assert last["meta.checks"] <= KEPT * told[0][1]["meta.checks"] * 1.1
    assert last["state files"] <= told[1][1]["state files"] + 1
    if NIGHTS >= 30:
        assert min(seconds for seconds, _ in told[-3:]) <= 1.2 * told[1][0]
