"""SIGKILL before a write reaches the disk, before a file takes its place, and after: the old file or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sql.ledger import Ledger, publish_ledger, run_frames, small_ledger
from warehouse.build import build
from warehouse.connect import open_database, published_path
from warehouse.leftovers import remove_leftovers
from warehouse.publish import publish
from warehouse.staging import write_run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "20260101T020000Z-aaaaaa", "20260102T020000Z-bbbbbb"
# Every step by which a file comes to be what others see.
STEPS = ("fsync", "replace", "rename", "link")
SCRIPT = """
import os, signal, sys
from pathlib import Path
from tests.unit.test_killed_writes import STEPS, second_night

last, done = int(sys.argv[2]), 0

def counted(step):
    def take(*args, **options):
        global done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **options)
    return take

for name in STEPS:
    setattr(os, name, counted(getattr(os, name)))
second_night(Path(sys.argv[1]))
print(done)
"""


def second_night(home: Path) -> None:
    """One more document: staged, recorded, built and published."""
    ledger = Ledger(run_id=SECOND)
    ledger.article("https://c.example/3", "Ada Moreno left Norland on Tuesday.", headline="Moreno leaves")
    ledger.stage(home)
    write_run(home, SECOND, run_frames(SECOND, 1))
    publish(build(home, SECOND), home)


def killed_night(home: Path, step: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT, str(home), str(step)]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths}
    )


def documents(home: Path) -> list[tuple[str]]:
    with open_database(published_path(home), read_only=True) as con:
        return con.execute("select headline from core.documents order by all").fetchall()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("killed") / "home"
    publish_ledger(home, small_ledger(), FIRST)
    return home


@pytest.mark.parametrize("step", [1, 7, 8, 9, 10, 11, 12, 13])
def test_a_night_killed_between_write_sync_and_replace_is_made_good_by_the_next(
    before: Path, tmp_path: Path, step: int
) -> None:
    import shutil

    home = Path(shutil.copytree(before, tmp_path / "home"))
    old = documents(home)
    killed = killed_night(home, step)
    assert killed.returncode == -signal.SIGKILL, (killed.stdout, killed.stderr)
    assert documents(home) in (old, sorted([*old, ("Moreno leaves",)]))
    remove_leftovers(home)
    second_night(home)
    assert documents(home) == sorted([*old, ("Moreno leaves",)])
    assert not [path for path in home.rglob("*") if path.name.startswith(".") or "private" in path.name]
    assert len(list((home / "builds").iterdir())) == 2
