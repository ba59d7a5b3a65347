"""Nights killed at moments nobody chose: the published file is whole, the next night gives the rows of a calm one.

``NEWSLEDGER_KILLS=100`` tries that many moments (``make kills``); the suite tries few of them every time.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from tests.flows.test_bad_nights import ARTICLE, command, environment, gone, leftovers, write_texts
from tests.flows.test_nightly import CORE, table_rows
from warehouse.staging import read_runs
from warehouse.status import OK, STALE, read_status

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("NEWSLEDGER_KILLS", "2"))
SMALL = "3"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="module")
def before(orchestrator: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one night behind it."""
    home = tmp_path_factory.mktemp("before") / "home"
    nightly([str(ARTICLE)], Settings(home=home, workers=1))
    return home


def everything(home: Path) -> dict[str, list[tuple]]:
    return {table: table_rows(home, table) for table in CORE}


@pytest.fixture(scope="module")
def calm(before: Path, texts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[tuple]], float]:
    """The rows after a night that nobody disturbs, and how many seconds it takes as a command."""
    home = Path(shutil.copytree(before, tmp_path_factory.mktemp("calm") / "home"))
    started = time.monotonic()
    subprocess.run(command(home, texts), env=variables(0, home), check=True, capture_output=True)
    return everything(home), time.monotonic() - started


def variables(number: int, home: Path) -> dict[str, str]:
    """Every fourth night has a server of its own, as nights have that nobody names one to."""
    return environment(server=number % 4 != 3, NEWSLEDGER_BATCH_SIZE=SMALL, MARK=str(home))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_night_killed_at_any_moment_is_made_good_by_the_next(
    before: Path, texts: Path, calm: tuple[dict[str, list[tuple]], float], tmp_path: Path, number: int
) -> None:
    rows, seconds = calm
    home = Path(shutil.copytree(before, tmp_path / "home"))
    untouched = everything(home)
    # Later moments are the rarer and the more delicate ones: a night spends its first half starting.
    delay = random.Random(number).triangular(0.2, 1.1, 0.8) * seconds
    night = subprocess.Popen(
        command(home, texts), env=variables(number, home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        night.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        night.kill()
    assert night.wait() in (0, -signal.SIGKILL)
    assert gone(home)
    is_new = read_runs(home).height > 1
    published = everything(home)
    assert published in (untouched, rows), "whole, old or new"
    told = read_status(home)
    assert told.exit_code == (OK if published == rows or not is_new else STALE), told.line
    nightly([str(texts)], Settings(home=home, workers=1, batch_size=int(SMALL)))
    assert everything(home) == rows
    assert leftovers(home) == []
    assert read_status(home).exit_code == OK
