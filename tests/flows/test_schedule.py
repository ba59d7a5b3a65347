"""The schedule: a served flow starts on its own, with its parameters, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from ipaddress import ip_address
from pathlib import Path

import pytest

from flows.run.night import NightError
from flows.schedule import check_schedule, night_parameters
from flows.settings import Settings
from tests.conftest import SAMPLE
from tests.flows.test_bad_nights import gone
from tests.flows.test_listening import WIDE, listening

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
def test_a_served_night_is_started_by_its_schedule_and_another_beside_it_does_no_harm(tmp_path: Path) -> None:
    """It listens on this machine only, and ends at once when it is asked to."""
    home = tmp_path / "home"
    article = tmp_path / "one.txt"
    article.write_text((SAMPLE / "courier_cable_agreement.txt").read_text(encoding="utf-8"), encoding="utf-8")
    command: list[str | Path] = [NEWSLEDGER, "serve", "--cron", "* * * * *", "--timezone", "Asia/Kathmandu"]
    command += ["--input", article, "--home", home]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (tmp_path / "serve.log").open("wb") as log:
        served = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment | {WIDE: "0.0.0.0"}, start_new_session=True
        )
        try:
            seen = listening_until(served.pid, home / "published" / "newsledger.duckdb")
            assert seen, (tmp_path / "serve.log").read_text()
            assert all(ip_address(address).is_loopback for address, _ in seen), seen
            beside = [NEWSLEDGER, "run", "--input", article, "--home", home]
            night = subprocess.run(beside, capture_output=True, text=True, check=False)
            assert night.returncode == 0 or "another night is running" in night.stderr
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            stopped = time.monotonic()
            assert served.wait(timeout=60) == 143
    assert time.monotonic() - stopped < 30
    assert gone(home)


def listening_until(pid: int, published: Path) -> set[tuple[str, int]]:
    """Where a process and its children listened until a file was published."""
    deadline, seen = time.monotonic() + 240, set[tuple[str, int]]()
    while not published.exists():
        assert time.monotonic() < deadline
        seen |= listening(pid)
        time.sleep(0.5)
    return seen
