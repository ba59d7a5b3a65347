"""A night that its gates stop, or that fails, is told to somebody, stays out of the warehouse and blocks nobody."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import SecretStr

from flows.nightly import nightly
from flows.run.night import NightError
from flows.settings import Settings
from tests.conftest import SAMPLE
from warehouse.connect import open_database
from warehouse.staging import read_runs, write_run
from warehouse.status import STALE, read_status

pytestmark = pytest.mark.slow
NEWSLEDGER = Path(sys.executable).parent / "newsledger"


def settings(home: Path, **more: Any) -> Settings:
    """Settings under which a failed night leaves what it tells in ``told.jsonl``."""
    body = f"import sys; open({str(home / 'told.jsonl')!r}, 'a').write(sys.stdin.read() + chr(10))"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(body)}"
    return Settings(home=home, workers=1, on_failure=SecretStr(command), **more)


def told(home: Path) -> list[dict[str, Any]]:
    path = home / "told.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def add_nights(home: Path, number: int) -> None:
    """Nights before the sample's night that went like it, but for publishers: every record named one."""
    run = read_runs(home)
    named = pl.col("gate") == "publisher_missing"
    counts = pl.read_parquet(home / "staged" / "runs" / run["run_id"][0] / "gates.parquet").with_columns(
        missing_count=pl.when(named).then(0).otherwise("missing_count"),
        value=pl.when(named).then(0.0).otherwise("value"),
    )
    for n in range(number):
        run_id = f"20200101T00000{n}Z-aaaaaa"
        earlier = run.with_columns(run_id=pl.lit(run_id), started_at=pl.col("started_at") - timedelta(days=n + 1))
        write_run(home, run_id, {"runs": earlier, "gates": counts.with_columns(run_id=pl.lit(run_id))})


def nameless(folder: Path) -> Path:
    """A night's input whose records name no publisher."""
    folder.mkdir()
    text = "Ministers from Norway and Chile signed fisheries agreement number {} in Oslo on Monday, officials said. "
    records = [{"text": text.format(n) * 3, "title": f"Fisheries {n}", "published_on": "2025-11-05"} for n in range(12)]
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


def test_a_gate_stops_the_night_until_somebody_lets_it_through(own_home: Path, tmp_path: Path) -> None:
    add_nights(own_home, 6)
    published = (own_home / "published" / "newsledger.duckdb").read_bytes()
    night = nameless(tmp_path / "in")
    # Twice: what the stopped night staged must not slip in behind the next one.
    for _ in range(2):
        with pytest.raises(NightError, match="publisher_missing") as caught:
            nightly([str(night)], settings(own_home))
        assert "NEWSLEDGER_GATES=warn" in str(caught.value)
        assert (own_home / "published" / "newsledger.duckdb").read_bytes() == published
        status = read_status(own_home)
        assert status.exit_code == STALE
        assert "publisher_missing" in status.line
    assert len(told(own_home)) == 2, "each failed night is told once"
    for news in told(own_home):
        assert news["run_id"] in {run["run_id"] for run in read_runs(own_home).to_dicts() if run["status"] == "failed"}
        assert news["stage"] == "load"
        assert "publisher_missing" in news["line"]
        assert "Against the nights before" in Path(news["report"]).read_text()
    summary = nightly([str(night)], settings(own_home, gates="warn"))
    assert summary.dispositions == {"unchanged": 12}
    with open_database(own_home / "published" / "newsledger.duckdb", read_only=True) as con:
        assert con.execute("select count(*) from core.documents where headline like 'Fisheries%'").fetchall() == [(12,)]
        query = "select severity from meta.checks where run_id = ? and check_name = 'publisher_missing' and not passed"
        assert con.execute(query, [summary.run_id]).fetchall() == [("warn",)]
    assert len(told(own_home)) == 2, "a night that succeeds tells nobody"


def test_a_night_that_raises_is_told_with_its_stage_and_without_a_page(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no space left at https://me:s3cret@disk.example/")

    monkeypatch.setattr("flows.stages.ingest.admit", refuse)
    with pytest.raises(OSError, match="no space"):
        nightly([str(SAMPLE)], settings(own_home))
    [news] = told(own_home)
    assert (news["stage"], news["report"]) == ("ingest", None)
    assert news["line"] == "OSError: no space left at https://***@disk.example/"
    run = read_runs(own_home).filter(pl.col("status") == "failed").to_dicts()[0]
    assert run["run_id"] == news["run_id"]
    assert "s3cret" not in json.dumps(run, default=str)


def test_a_night_is_told_even_when_nothing_can_be_written_down(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    def break_disk(*_: object) -> None:
        monkeypatch.setattr("flows.run.run_log.write_run", full)
        full()

    monkeypatch.setattr("flows.stages.ingest.admit", break_disk)
    with pytest.raises(OSError, match="no space"):
        nightly([str(SAMPLE)], settings(own_home))
    assert [news["line"] for news in told(own_home)] == ["OSError: no space left on device"]


def test_an_alert_that_fails_does_not_hide_why_the_night_failed(
    own_home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = Settings(home=own_home, workers=1, on_failure=SecretStr("/no/such/s3cret"))
    with pytest.raises(NightError, match="no-such-folder"):
        nightly([str(own_home / "no-such-folder")], broken)
    assert "no-such-folder" in read_status(own_home).line
    assert "NEWSLEDGER_ON_FAILURE was not told: the command does not start" in capfd.readouterr().err


def test_a_night_that_does_not_get_to_its_first_stage_is_told_once(tmp_path: Path) -> None:
    command = settings(tmp_path).on_failure
    assert command is not None
    environment = os.environ | {"NEWSLEDGER_ON_FAILURE": command.get_secret_value()}
    night = [NEWSLEDGER, "run", "--input", tmp_path / "no-such-folder", "--home", tmp_path / "home"]
    done = subprocess.run(night, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no-such-folder" in done.stderr
    [news] = told(tmp_path)
    assert (news["stage"], news["home"]) == (None, str(tmp_path / "home"))
    assert "no-such-folder" in news["line"]
    assert news["run_id"] == read_runs(tmp_path / "home")["run_id"].item()


def test_run_records_hold_no_secret(own_home: Path) -> None:
    secret = SecretStr("https://hooks.example/s3cret?token=s3cret")
    with pytest.raises(NightError):
        nightly([str(own_home / "no-such-folder")], Settings(home=own_home, on_failure=secret, on_failure_seconds=0.2))
    records = read_runs(own_home)
    assert all("s3cret" not in json.dumps(run, default=str) for run in records.to_dicts())
    for path in (own_home / "staged" / "runs").rglob("*.parquet"):
        assert b"s3cret" not in path.read_bytes()
