"""A server that cannot start is told with the reason that its log gives, at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.run.night import NightError
from flows.run.prefect_server import _wait_until_healthy

NOBODY = "http://127.0.0.1:9/api"
REFUSED = "OSError: [Errno 24] Too many open files\n"


@pytest.fixture
def silent() -> Iterator[subprocess.Popen[bytes]]:
    """A server that never answers."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def test_what_the_machine_refused_is_told_at_once(silent: subprocess.Popen[bytes], tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text(REFUSED)
    started = time.monotonic()
    with pytest.raises(NightError, match=r"ulimit -n.*server\.log"):
        _wait_until_healthy(NOBODY, silent, log, 0, 60)
    assert time.monotonic() - started < 30


def test_what_an_earlier_server_logged_is_not_news(silent: subprocess.Popen[bytes], tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.write_text(REFUSED)
    with pytest.raises(NightError, match=r"within 0\.3 seconds: the machine is too busy"):
        _wait_until_healthy(NOBODY, silent, log, len(REFUSED), 0.3)
