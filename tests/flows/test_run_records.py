"""A run's records are true at every moment: while it goes on, when it ends, when it fails, and when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.nightly import nightly
from flows.settings import Settings
from tests.conftest import SAMPLE
from warehouse.connect import open_database
from warehouse.explain import explain
from warehouse.lock import hold
from warehouse.staging import read_runs, read_stages, write_run
from warehouse.status import OK, STALE, read_status

pytestmark = pytest.mark.slow

NEWSLEDGER = Path(sys.executable).parent / "newsledger"
ROOT = Path(__file__).resolve().parents[2]
ARTICLE = SAMPLE / "courier_cable_agreement.txt"


def last_run(home: Path) -> dict[str, Any]:
    return read_runs(home).sort("started_at", "run_id").to_dicts()[-1]


def stages(home: Path) -> dict[str, dict[str, Any]]:
    return {row["stage"]: row for row in read_stages(home, last_run(home)["run_id"]).to_dicts()}


def test_a_published_run_has_true_times_and_is_published_last(sample_home: Path) -> None:
    run, told = last_run(sample_home), stages(sample_home)
    assert (run["status"], run["is_published"], run["detail"]) == ("succeeded", True, None)
    assert list(told) == ["ingest", "normalise", "extract", "validate", "load", "publish"]
    starts = [told[name]["started_at"] for name in ("ingest", "normalise", "extract", "load", "publish")]
    assert starts == sorted(starts)
    assert len(set(starts)) == len(starts), "no stage begins with the night or with another"
    assert all(row["status"] == "succeeded" for row in told.values())
    assert told["publish"]["seconds"] > 0
    assert run["finished_at"] >= told["publish"]["started_at"] + timedelta(seconds=told["publish"]["seconds"])
    assert told["ingest"]["rows_in"] == run["records_read"]
    assert told["load"]["rows_out"] == run["documents_loaded"]


def test_the_published_file_holds_its_own_run_as_publishing(sample_home: Path) -> None:
    with open_database(sample_home / "published" / "newsledger.duckdb", read_only=True) as con:
        assert con.execute("select status, is_published from meta.runs").fetchall() == [("publishing", False)]
        [(document,)] = con.execute("select document_id from core.documents limit 1").fetchall()
    told = explain(sample_home, document).run
    assert told is not None
    assert (told["status"], told["is_published"]) == ("succeeded", True), "what it came to stands in the home's records"


def test_the_next_night_tells_how_the_one_before_ended(own_home: Path) -> None:
    nightly([str(ARTICLE)], Settings(home=own_home, workers=1))
    with open_database(own_home / "published" / "newsledger.duckdb", read_only=True) as con:
        told = con.execute("select status, is_published from meta.runs order by started_at").fetchall()
    assert told == [("succeeded", True), ("publishing", False)]


@pytest.mark.parametrize(
    ("stage", "breaks"),
    [
        ("ingest", "flows.stages.ingest.admit"),
        ("load", "warehouse.build.build"),
        ("load", "warehouse.verdict.judge_build"),
        ("publish", "warehouse.publish.publish"),
    ],
)
def test_a_night_that_raises_is_failed_in_its_stage_with_the_line(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, stage: str, breaks: str
) -> None:
    published = (own_home / "published" / "newsledger.duckdb").read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("no space left\non the disk")

    monkeypatch.setattr(breaks, refuse)
    with pytest.raises(OSError, match="no space"):
        nightly([str(ARTICLE)], Settings(home=own_home, workers=1))
    run, told = last_run(own_home), stages(own_home)[stage]
    assert (run["status"], run["is_published"]) == ("failed", False)
    assert run["detail"] == f"{stage}: OSError: no space left on the disk"
    assert run["finished_at"] is not None
    assert (told["status"], told["detail"]) == ("failed", "OSError: no space left on the disk")
    status = read_status(own_home)
    assert status.exit_code == STALE
    assert f"{stage}: OSError: no space left on the disk" in status.line
    assert (own_home / "published" / "newsledger.duckdb").read_bytes() == published


def test_a_failed_check_fails_the_load_stage(own_home: Path, tmp_path: Path) -> None:
    from flows.run.night import NightError

    (tmp_path / "broken.jsonl").write_text('{"text": \n' * 3)
    with pytest.raises(NightError, match="not published"):
        nightly([str(tmp_path / "broken.jsonl")], Settings(home=own_home, max_quarantined_share=0.1))
    run = last_run(own_home)
    assert run["status"] == "failed"
    assert run["detail"].startswith("load: not published")
    assert stages(own_home)["load"]["status"] == "failed"


def test_a_night_that_goes_on_is_not_failed(own_home: Path) -> None:
    run = last_run(own_home) | {"run_id": "29990101T000000Z-aaaaaa", "status": "running", "finished_at": None}
    run["started_at"] += timedelta(days=1)
    write_run(own_home, run["run_id"], {"runs": pl.DataFrame([run], schema=read_runs(own_home).schema)})
    with hold(own_home):
        status = read_status(own_home)
    assert status.exit_code == OK
    assert "29990101T000000Z-aaaaaa is going on" in status.line
    assert read_status(own_home).exit_code == STALE, "nobody holds the home: the process is gone"


HOOKS = {
    "ingest": ("flows.stages.ingest", "admit"),
    "normalise": ("flows.stages.normalise", "submit_normalisation"),
    "extract": ("flows.stages.extract", "submit_extraction"),
    "validate": ("flows.stages.validate", "keep_valid"),
    "load": ("warehouse.build", "build"),
    "publish": ("warehouse.publish", "publish"),
}
NIGHT = """
    import importlib, os, sys, time
    from pathlib import Path
    from flows.nightly import nightly
    from flows.settings import Settings
    module, name, home, article = sys.argv[1:]

    def wait(*_, **__):
        Path(home, "reached").touch()
        time.sleep(300)
        os._exit(1)  # nobody killed it: it must not go on with nothing in its hands

    setattr(importlib.import_module(module), name, wait)
    nightly([article], Settings(home=Path(home), workers=1))
"""


def start_night(home: Path, stage: str) -> subprocess.Popen[bytes]:
    """A night over one new article in a process of its own, that stands still in ``stage``."""
    (home / "new.txt").write_text("Ministers from Norway and Chile signed a treaty in Oslo on Monday. " * 5)
    command = [sys.executable, "-c", textwrap.dedent(NIGHT), *HOOKS[stage], str(home), str(home / "new.txt")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_until_reached(home: Path, night: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 300
    while not (home / "reached").exists():
        assert night.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.parametrize("stage", HOOKS)
def test_a_killed_night_is_failed_at_once_and_names_its_stage(own_home: Path, stage: str) -> None:
    night = start_night(own_home, stage)
    try:
        wait_until_reached(own_home, night)
        assert read_status(own_home).exit_code == OK, "it is still going on"
    finally:
        os.kill(night.pid, signal.SIGKILL)
        night.wait()
    told = subprocess.run([NEWSLEDGER, "status", "--home", own_home], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert f"{stage}: the process ended before the run did" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_night_that_is_asked_to_stop_says_so_itself(own_home: Path) -> None:
    night = start_night(own_home, "load")
    try:
        wait_until_reached(own_home, night)
        # on a busy machine a library may swallow the first one: ask again, as people do
        for _ in range(6):
            night.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                night.wait(timeout=30)
                break
    finally:
        night.kill()
    run = last_run(own_home)
    assert (run["status"], run["detail"], run["is_published"]) == ("failed", "load: stopped from outside", False)
    assert read_status(own_home).exit_code == STALE


def test_the_night_after_a_killed_one_closes_its_records(own_home: Path) -> None:
    run = last_run(own_home) | {"run_id": "20990101T000000Z-bbbbbb", "status": "running", "finished_at": None}
    broken = read_stages(own_home, last_run(own_home)["run_id"]).drop("run_id").filter(pl.col("stage") == "extract")
    records = {"runs": pl.DataFrame([run], schema=read_runs(own_home).schema)}
    write_run(own_home, run["run_id"], records | {"stages": broken.with_columns(status=pl.lit("running"))})
    nightly([str(ARTICLE)], Settings(home=own_home, workers=1))
    with open_database(own_home / "published" / "newsledger.duckdb", read_only=True) as con:
        [(status, detail)] = con.execute(
            "select status, detail from meta.runs where run_id = '20990101T000000Z-bbbbbb'"
        ).fetchall()
    assert (status, detail.partition(":")[0]) == ("failed", "extract")


def test_a_run_killed_after_it_was_published_did_succeed(own_home: Path) -> None:
    run = last_run(own_home) | {"status": "publishing", "is_published": False, "finished_at": None}
    write_run(own_home, run["run_id"], {"runs": pl.DataFrame([run], schema=read_runs(own_home).schema)})
    assert read_status(own_home).exit_code == OK


def test_a_failed_first_night_is_failed_and_not_only_absent(tmp_path: Path, orchestrator: None) -> None:
    from flows.run.night import NightError

    with pytest.raises(NightError):
        nightly([str(tmp_path / "no-such-folder")], Settings(home=tmp_path / "home"))
    status = read_status(tmp_path / "home")
    assert status.exit_code == STALE
    assert "ingest: " in status.line
    assert "no-such-folder" in status.line
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["staged", "state"], "its record, no more"
