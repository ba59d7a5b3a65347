"""A Prefect server for schedules: the one the user named, or one of our own for as long as the body runs.

Prefect's ephemeral server runs flows but never starts scheduled ones, so ``newsledger serve`` needs a real one.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.night import NightError

_START_SECONDS = 120


@contextmanager
def orchestrator(home: Path) -> Iterator[str]:
    """The address of a server that schedules. Its database lies in the home's ``state/prefect``.

    Raises NightError when the server does not come up.
    """
    named = os.environ.get("PREFECT_API_URL")
    if named:
        yield named
        return
    state = home / "state" / "prefect"
    state.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    address = f"http://127.0.0.1:{port}/api"
    with (state / "server.log").open("ab") as log, _server(port, state, log.fileno()) as process:
        _wait_until_healthy(address, process, state / "server.log")
        with _pointing_to(address):
            yield address


@contextmanager
def _server(port: int, state: Path, log: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [
        str(Path(sys.executable).parent / "prefect"),
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    environment = os.environ | {"PREFECT_HOME": str(state)}
    # A session of its own: Ctrl-C and a stop of the whole group reach the flow first, which still has to report to it.
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


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


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import httpx

    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise NightError(f"the Prefect server did not start; its log is {log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
