"""Nights that are stopped, killed, started twice, or refused by the machine: one line, a record, equal rows after."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from ipaddress import ip_address
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from tests.conftest import SAMPLE
from tests.flows.test_listening import WIDE, listening
from tests.flows.test_nightly import CORE, table_rows
from warehouse.lock import hold
from warehouse.staging import read_runs, read_stages
from warehouse.status import STALE, read_status

pytestmark = pytest.mark.slow

NEWSLEDGER = Path(sys.executable).parent / "newsledger"
MAIN = "from flows.cli import main; main()"
ARTICLE = SAMPLE / "courier_cable_agreement.txt"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """New texts of one publisher under one standing line, more than one batch of them."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return write_texts(folder)


def write_texts(folder: Path) -> Path:
    for number in range(8):
        (folder / f"{number}.txt").write_text(
            f"https://harbour.example/2025/10/{number + 1}/treaty\n\nSubscribe to the Harbour letter tonight\n\n"
            f"Ministers from Norway and Chile signed treaty {number} in Oslo on Monday, officials said on the quay. "
            f"Exports rose {number + 2} percent to ${number + 3} million in September, the ministry said.\n"
        )
    return folder


def environment(server: bool, **more: str) -> dict[str, str]:
    """The environment of a command; with ``server`` it reports to the suite's Prefect server and starts none."""
    from prefect.settings import PREFECT_API_URL

    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return clean | ({"PREFECT_API_URL": PREFECT_API_URL.value() or ""} if server else {}) | more


def command(home: Path, texts: Path) -> list[str | Path]:
    return [NEWSLEDGER, "run", "--home", home, "--input", texts, "--workers", "1"]


def wait_for_stage(night: subprocess.Popen[str], home: Path, earlier: str, stage: str) -> set[tuple[str, int]]:
    """Wait until a night is in a stage; where it listened until then."""
    deadline, seen = time.monotonic() + 300, set[tuple[str, int]]()
    while time.monotonic() < deadline:
        assert night.poll() is None, night.stderr and night.stderr.read()
        seen |= listening(night.pid)
        run_id = read_runs(home).sort("run_id")["run_id"][-1]
        if run_id != earlier and stage in read_stages(home, run_id)["stage"]:
            return seen
        time.sleep(0.1)
    raise AssertionError(f"{stage} was not reached")


def processes_of(home: Path) -> list[bytes]:
    """Command lines of living processes that a night of this home started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(home) in (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes():
                found.append((folder / "cmdline").read_bytes())
        except OSError:
            continue
    return [line for line in found if line]


def gone(home: Path) -> bool:
    deadline = time.monotonic() + 10
    while processes_of(home) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not processes_of(home)


def leftovers(home: Path) -> list[str]:
    patterns = ("builds/work-*", "builds/*.private.*", "state/prefect-2*", "staged/batches/.*", "state/lines/*")
    return [str(path) for pattern in patterns for path in home.glob(pattern)]


def test_ctrl_c_ends_a_night_within_seconds_and_leaves_nothing(own_home: Path, texts: Path) -> None:
    earlier = read_runs(own_home)["run_id"][0]
    published = (own_home / "published" / "newsledger.duckdb").read_bytes()
    variables = environment(server=True, MARK=str(own_home))
    night = subprocess.Popen(
        command(own_home, texts), stderr=subprocess.PIPE, text=True, env=variables, start_new_session=True
    )
    wait_for_stage(night, own_home, earlier, "extract")
    os.killpg(night.pid, signal.SIGINT)
    started = time.monotonic()
    _, said = night.communicate(timeout=60)
    assert time.monotonic() - started < 10
    assert (night.returncode, said) == (130, "stopped; what was published before is untouched\n")
    assert gone(own_home)
    assert "extract: stopped from outside" in read_status(own_home).line
    assert (own_home / "published" / "newsledger.duckdb").read_bytes() == published
    assert not [path for path in leftovers(own_home) if "state/lines" not in path]


def test_a_killed_night_leaves_no_process_and_the_next_gives_the_rows_of_a_calm_one(
    own_home: Path, texts: Path, tmp_path: Path
) -> None:
    """Its own server, a home directory that nobody can write, small batches, SIGKILL while batches are staged.

    Until then it listens on this machine only, however wide the user's settings would have the orchestrator listen.
    """
    import shutil

    calm = Path(shutil.copytree(own_home, tmp_path / "calm"))
    nightly([str(texts)], Settings(home=calm, workers=1, batch_size=3))
    earlier = read_runs(own_home)["run_id"][0]
    variables = environment(server=False, HOME="/dev/null/nobody", NEWSLEDGER_BATCH_SIZE="3") | {WIDE: "0.0.0.0"}
    night = subprocess.Popen(command(own_home, texts), stderr=subprocess.PIPE, text=True, env=variables)
    seen = wait_for_stage(night, own_home, earlier, "extract")
    assert seen
    assert all(ip_address(address).is_loopback for address, _ in seen), seen
    batches = len(list((own_home / "staged" / "batches").iterdir()))
    deadline = time.monotonic() + 120
    while len(list((own_home / "staged" / "batches").glob("[!.]*"))) == batches and time.monotonic() < deadline:
        assert night.poll() is None
        time.sleep(0.02)
    night.kill()
    night.communicate()
    assert gone(own_home)
    assert read_status(own_home).exit_code == STALE
    nightly([str(texts)], Settings(home=own_home, workers=1, batch_size=3))
    for table in CORE:
        assert table_rows(own_home, table) == table_rows(calm, table), table
    assert leftovers(own_home) == []


def refused(home: Path, *more: str | Path, **options: object) -> str:
    """The one line of a command that ends with exit code 1."""
    done = subprocess.run([*more], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return str(lines[0])


def test_a_second_night_is_told_at_once_before_anything_heavy_starts(own_home: Path) -> None:
    line = [sys.executable, "-X", "importtime", "-c", MAIN, "run", "--home", str(own_home), "--input", str(ARTICLE)]
    with hold(own_home):
        done = subprocess.run(line, capture_output=True, text=True, check=False, env=environment(server=False))
    assert done.returncode == 1
    imported = {row.rsplit("|", 1)[1].strip() for row in done.stderr.splitlines() if row.startswith("import time")}
    assert "polars" in imported
    assert not imported & {"prefect", "spacy", "great_expectations"}
    assert f"another night is running in {own_home}" in done.stderr
    assert read_runs(own_home).height == 1, "only the night that holds the home is on record"


def test_a_night_that_cannot_start_is_on_record(own_home: Path) -> None:
    line = refused(own_home, NEWSLEDGER, "run", "--home", own_home, "--input", own_home / "no-such", env=os.environ)
    assert "no-such" in line
    status = read_status(own_home)
    assert status.exit_code == STALE
    assert "no-such" in status.line


def test_a_server_that_does_not_start_in_time_is_one_line_and_on_record(own_home: Path) -> None:
    variables = environment(server=False, NEWSLEDGER_SERVER_START_SECONDS="0.01")
    line = refused(own_home, *command(own_home, ARTICLE), env=variables)
    assert "NEWSLEDGER_SERVER_START_SECONDS" in line
    assert "server did not start within 0.01 seconds" in read_status(own_home).line
    assert gone(own_home)
    assert leftovers(own_home) == []


def test_a_file_that_may_not_grow_is_one_line_and_on_record(own_home: Path, texts: Path) -> None:
    """As on a full disk: the copy of the warehouse cannot be written."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    published = (own_home / "published" / "newsledger.duckdb").read_bytes()
    assert len(published) > 600_000
    line = refused(own_home, *command(own_home, texts), env=environment(server=True), preexec_fn=limit)
    assert "files may not grow that large" in line
    assert "load: files may not grow that large" in read_status(own_home).line
    assert (own_home / "published" / "newsledger.duckdb").read_bytes() == published
    assert not [path for path in leftovers(own_home) if "state/lines" not in path]
