"""No one from outside can reach what the nights start: every listening socket is on this machine only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's /proc to see sockets"),
]
NEWSLEDGER = Path(sys.executable).parent / "newsledger"
_LISTEN = "0A"


def listening(pid: int) -> set[tuple[str, int]]:
    """Addresses and ports on which a process and all that it started listen."""
    inodes = {inode for member in family(pid) for inode in _sockets(member)}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTEN and fields[9] in inodes:
                address, _, port = fields[1].partition(":")
                found.add((_address(address), int(port, 16)))
    return found


def family(pid: int) -> set[int]:
    """The process and its descendants, those in sessions of their own too."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    members = {pid}
    while more := {child for child, parent in parents.items() if parent in members} - members:
        members |= more
    return members


def _sockets(pid: int) -> Iterator[str]:
    try:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                yield target[8:-1]
    except OSError:
        return


def _address(hexadecimal: str) -> str:
    # The kernel writes each four bytes as a number of this machine.
    words = [
        bytes.fromhex(hexadecimal[n : n + 8])[:: -1 if sys.byteorder == "little" else 1]
        for n in range(0, len(hexadecimal), 8)
    ]
    address = ip_address(b"".join(words))
    return str(getattr(address, "ipv4_mapped", None) or address)


def watch(
    command: list[str | Path], log: Path, is_enough: Callable[[set[tuple[str, int]]], bool]
) -> set[tuple[str, int]]:
    """Every address a command listened on until it ended or enough was seen; it is stopped then."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    # The widest that a user's settings can ask of the orchestrator.
    environment |= {"PREFECT_SERVER_API_HOST": "0.0.0.0"}
    seen: set[tuple[str, int]] = set()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, start_new_session=True)
        try:
            deadline = time.monotonic() + 240
            while process.poll() is None and time.monotonic() < deadline and not is_enough(seen):
                seen |= listening(process.pid)
                time.sleep(0.5)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=90)
    return seen


def test_the_eye_sees_a_socket_that_is_open_to_all(tmp_path: Path) -> None:
    open_to_all = "import socket, time; s = socket.create_server(('', 0)); print(s); time.sleep(60)"
    seen = watch([sys.executable, "-c", open_to_all], tmp_path / "log", bool)
    assert [address for address, _ in seen] == ["0.0.0.0"]


def test_a_night_listens_on_loopback_only(tmp_path: Path) -> None:
    home, article = tmp_path / "home", SAMPLE / "courier_cable_agreement.txt"
    command: list[str | Path] = [NEWSLEDGER, "run", "--input", article, "--home", home]

    def is_under_way(seen: set[tuple[str, int]]) -> bool:
        return bool(seen) and any((home / "builds").glob("work-*/batch-*/sentences.parquet"))

    seen = watch(command, tmp_path / "log", is_under_way)
    assert seen, (tmp_path / "log").read_text()
    assert all(ip_address(address).is_loopback for address, _ in seen), seen


def test_serve_listens_on_loopback_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    command: list[str | Path] = [NEWSLEDGER, "serve", "--cron", "0 0 1 1 *", "--home", home]
    ready = time.monotonic() + 240

    def is_served(seen: set[tuple[str, int]]) -> bool:
        # Its own words: the schedule stands, so all that it starts has started.
        return bool(seen) and (b"polling" in (tmp_path / "log").read_bytes().lower() or time.monotonic() > ready)

    seen = watch(command, tmp_path / "log", is_served)
    assert seen, (tmp_path / "log").read_text()
    assert all(ip_address(address).is_loopback for address, _ in seen), seen
