"""A Prefect server for nights: the one the user named, or one of our own for as long as the body runs.

Prefect would start one by itself, but in the terminal's group (Ctrl-C ends it before the flow that reports to it), with
twenty seconds to come up, and with a database in the user's home that only grows.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.run.failures import find_refusal
from flows.run.night import NightError
from flows.settings import PROJECT, Settings
from warehouse.leftovers import SERVER_FOLDER

_STOP_SECONDS = 5
_running: set[subprocess.Popen[bytes]] = set()
_LOG_LIMIT = 1_000_000
# A server that does not start with less than this on the disk needs no other reason.
_LEAST_ROOM = 16 * 2**20
# A schedule keeps its server for years; a month of its flow runs is enough to look at.
_SCHEDULED = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86_400),
}
# Patience with a busy disk; no pages that nobody opens.
_SERVER = {
    "PREFECT_SERVER_DATABASE_TIMEOUT": "120",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
}


@contextmanager
def night_server(settings: Settings, run_id: str) -> Iterator[str]:
    """The address of a server for one night; its database goes with it. Raises NightError when it does not come up."""
    folder = settings.home / "state" / SERVER_FOLDER.format(run_id=run_id)
    try:
        with _server(settings, folder, is_scheduled=False) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schedule_server(settings: Settings) -> Iterator[str]:
    """The address of a server that starts scheduled runs. Its database lies in the home's ``state/prefect``."""
    with _server(settings, settings.home / "state" / "prefect", is_scheduled=True) as address:
        yield address


@contextmanager
def _server(settings: Settings, folder: Path, is_scheduled: bool) -> Iterator[str]:
    named = os.environ.get("PREFECT_API_URL")
    if named:
        yield named
        return
    folder.mkdir(parents=True, exist_ok=True)
    # Read once, when Prefect is imported: nothing of it goes into the user's home, which may not be writable.
    os.environ.setdefault("PREFECT_HOME", str(folder))
    log = settings.home / "state" / "prefect-server.log"
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.unlink()
    begin = log.stat().st_size if log.exists() else 0
    with _process(folder, log, is_scheduled) as (process, address):
        _wait_until_healthy(address, process, log, begin, settings.server_start_seconds)
        with _pointing_to(address):
            yield address


@contextmanager
def _process(folder: Path, log: Path, is_scheduled: bool) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    environment = os.environ | _SERVER | (_SCHEDULED if is_scheduled else {}) | {"PREFECT_HOME": str(folder)}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    # Bound here and handed over: no other process can take the port between choosing and using it.
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening, log.open("ab") as written:
        command = [sys.executable, "-m", "flows.run.server_process", str(listening.fileno())]
        process = subprocess.Popen(
            [*command, "--scheduled"] if is_scheduled else command,
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=written,
            env=environment,
            pass_fds=[listening.fileno()],
            # A session of its own: Ctrl-C and a stop of the whole group reach the flow first, which reports to it.
            start_new_session=True,
        )
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
    _running.add(process)
    try:
        yield process, address
    finally:
        _running.discard(process)
        _stop(process)


def kill_servers() -> None:
    """End our own servers at once, so that nothing writes into their folders any more."""
    for process in list(_running):
        process.kill()
        process.wait(timeout=_STOP_SECONDS)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


@contextmanager
def _pointing_to(address: str) -> Iterator[None]:
    """This process and the flow runs it starts talk to the address."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    os.environ["PREFECT_API_URL"] = address
    try:
        with temporary_settings({PREFECT_API_URL: address}):
            yield
    finally:
        del os.environ["PREFECT_API_URL"]


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path, begin: int, seconds: float) -> None:
    """Raise NightError once the server ends, cannot go on (by what it logged from ``begin`` on) or takes too long."""
    import httpx

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            if refusal := find_refusal(log.read_bytes()[begin:].decode("utf-8", "replace")):
                raise NightError(f"Prefect's server did not start: {refusal} (its log is {log})") from None
            time.sleep(0.1)
    if shutil.disk_usage(log.parent).free < _LEAST_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(log.parent))
    if process.poll() is None:
        raise NightError(
            f"Prefect's server did not start within {seconds:g} seconds: the machine is too busy; try again, or raise "
            f"NEWSLEDGER_SERVER_START_SECONDS (its log is {log})"
        )
    raise NightError(f"Prefect's server did not start ({_last_line(log)}); its log is {log}")


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "it says nothing")
