"""The schedule: a served flow starts on its own, with its parameters, in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.night import NightError
from flows.schedule import check_schedule, night_parameters
from flows.settings import Settings
from tests.conftest import SAMPLE

NEWSLEDGER = Path(sys.executable).parent / "newsledger"


@pytest.mark.parametrize(("cron", "timezone"), [("0 2 * * *", "Asia/Seoul"), ("*/15 * * * 1-5", "UTC")])
def test_good_schedules_pass(cron: str, timezone: str) -> None:
    check_schedule(cron, timezone)


@pytest.mark.parametrize(("cron", "timezone"), [("at two", "UTC"), ("0 2 * * *", "Mars/Olympus"), ("", "UTC")])
def test_bad_schedules_are_refused_before_anything_starts(cron: str, timezone: str) -> None:
    with pytest.raises(NightError):
        check_schedule(cron, timezone)


def test_parameters_come_back_from_json_as_they_were(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, batch_size=7)
    parameters = night_parameters(["a.txt"], settings)
    assert Settings.model_validate(parameters["settings"]) == settings


@pytest.mark.slow
def test_a_served_night_is_started_by_its_schedule(tmp_path: Path) -> None:
    home = tmp_path / "home"
    article = tmp_path / "one.txt"
    article.write_text((SAMPLE / "courier_cable_agreement.txt").read_text(encoding="utf-8"), encoding="utf-8")
    command: list[str | Path] = [NEWSLEDGER, "serve", "--cron", "* * * * *", "--timezone", "Asia/Seoul"]
    command += ["--input", article, "--home", home]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    with (tmp_path / "serve.log").open("wb") as log:
        served = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        try:
            assert _appears(home / "published" / "newsledger.duckdb", seconds=240), (tmp_path / "serve.log").read_text()
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(timeout=60)


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _appears(path: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if path.exists():
            return True
        time.sleep(1)
    return False
