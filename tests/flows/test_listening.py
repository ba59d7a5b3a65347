"""Where processes listen, as the kernel tells it.

No one from outside can reach what nights start: test_bad_nights.py and test_schedule.py look.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs Linux's /proc to see sockets")
# The widest that a user's settings can ask of the orchestrator is 0.0.0.0.
WIDE = "PREFECT_SERVER_API_HOST"
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


def test_the_eye_sees_a_socket_that_is_open_to_all() -> None:
    open_to_all = "import socket, time; s = socket.create_server(('', 0)); print(s, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", open_to_all], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        assert [address for address, _ in listening(process.pid)] == ["0.0.0.0"]
    finally:
        process.kill()
        process.communicate()
