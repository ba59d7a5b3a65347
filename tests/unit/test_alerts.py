"""Somebody is told of a failed night: by a real command or a real server, and never at the night's cost."""

from __future__ import annotations

import json
import os
import shlex
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.run.alerts import tell_failure
from flows.settings import Settings

LINE = "not published, $(touch hacked); `touch hacked` 'quoted' \"twice\" | é"


def settings(home: Path, target: str | None, seconds: float = 10) -> Settings:
    return Settings(home=home, on_failure=SecretStr(target) if target else None, on_failure_seconds=seconds)


def script(path: Path, body: str) -> str:
    path.write_text(f"import json, os, sys, time\n{body}\n")
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(path))}"


@contextmanager
def server(status: int = 200, wait: float = 0) -> Iterator[tuple[str, list[dict]]]:
    """A web server on this machine that keeps what is posted to it."""
    got: list[dict] = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(wait)
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append({"path": self.path, "type": self.headers["content-type"], "body": json.loads(body)})
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    listening = HTTPServer(("127.0.0.1", 0), Keep)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/hooks/s3cret?token=t0ken", got
    finally:
        listening.shutdown()
        listening.server_close()


def test_a_command_gets_json_on_its_input_and_its_own_words_as_arguments(tmp_path: Path) -> None:
    report = tmp_path / "page.html"
    report.touch()
    body = f"json.dump([sys.argv[1:], json.load(sys.stdin)], open({str(tmp_path / 'got.json')!r}, 'w'))"
    command = f"{script(tmp_path / 'tell.py', body)} --team 'data desk' '$HOME' ';' touch hacked"
    assert tell_failure(settings(tmp_path, command), "run1", "load", LINE, report)
    arguments, news = json.loads((tmp_path / "got.json").read_text())
    assert arguments == ["--team", "data desk", "$HOME", ";", "touch", "hacked"]
    told = {"event": "night_failed", "run_id": "run1", "stage": "load", "line": LINE, "home": str(tmp_path)}
    assert news == told | {"report": str(report), "text": f"newsledger night run1 failed in load: {LINE}"}
    assert not (tmp_path / "hacked").exists()
    assert not Path("hacked").exists()


def test_an_address_gets_a_json_post(tmp_path: Path) -> None:
    with server() as (address, got):
        assert tell_failure(settings(tmp_path, address), "run1", None, LINE, tmp_path / "never_written.html")
    [post] = got
    assert (post["path"], post["type"]) == ("/hooks/s3cret?token=t0ken", "application/json")
    assert post["body"]["line"] == LINE
    assert (post["body"]["stage"], post["body"]["report"]) == (None, None)


def test_nobody_is_told_when_nobody_is_named(tmp_path: Path) -> None:
    assert not tell_failure(settings(tmp_path, None), "run1", "load", LINE, None)
    assert not tell_failure(settings(tmp_path, "  "), "run1", "load", LINE, None)


def test_secrets_and_control_characters_stay_out_of_what_is_told(tmp_path: Path) -> None:
    with server() as (address, got):
        line = "cannot reach https://me:pw@db.example/x?token=abc\x1b[2J"
        tell_failure(settings(tmp_path, address), "run1", "load", line, None)
    told = json.dumps(got[0]["body"])
    assert "pw@" not in told
    assert "abc" not in told
    assert "\\u001b" not in told


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("sys.exit(3)", "exit code 3"),
        ("sys.stdin.close(); sys.exit(1)", "exit code 1"),
        ("os.kill(os.getpid(), 9)", "exit code -9"),
    ],
)
def test_a_command_that_fails_is_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], body: str, why: str
) -> None:
    command = script(tmp_path / "tell.py", f"print('noise'); print('s3cret', file=sys.stderr); {body}")
    assert not tell_failure(settings(tmp_path, command), "run1", "load", LINE, None)
    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"NEWSLEDGER_ON_FAILURE was not told: the command ended with {why}; check the setting\n"


def test_a_command_that_does_not_exist_is_one_line_without_its_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert not tell_failure(settings(tmp_path, "/no/such/s3cret --now"), "run1", "load", LINE, None)
    err = capfd.readouterr().err
    assert "does not start (No such file or directory)" in err
    assert "s3cret" not in err


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pids = tmp_path / "pids"
    body = f"""
child = os.fork()
open({str(pids)!r}, 'a').write(f'{{os.getpid()}} ')
time.sleep(600)"""
    started = time.monotonic()
    assert not tell_failure(settings(tmp_path, script(tmp_path / "tell.py", body), 1.5), "run1", "load", LINE, None)
    assert time.monotonic() - started < 8
    assert "longer than 1.5 s" in capfd.readouterr().err
    for pid in pids.read_text().split():
        deadline = time.monotonic() + 5
        while _runs(int(pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A dead child that its new parent has not collected yet still has a number.
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:1]


def test_a_server_that_refuses_is_one_line_without_its_address(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with server(status=503) as (address, _):
        assert not tell_failure(settings(tmp_path, address), "run1", "load", LINE, None)
    err = capfd.readouterr().err
    assert "status 503" in err
    assert "s3cret" not in err
    assert not tell_failure(settings(tmp_path, address), "run1", "load", LINE, None), "now it is gone"
    err = capfd.readouterr().err
    assert "cannot be reached (ConnectError)" in err
    assert "s3cret" not in err
    assert "t0ken" not in err


def test_a_server_that_does_not_answer_does_not_hold_the_night(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    with server(wait=4) as (address, _):
        assert not tell_failure(settings(tmp_path, address, 1), "run1", "load", LINE, None)
        assert time.monotonic() - started < 3.5
    assert "NEWSLEDGER_ON_FAILURE was not told" in capfd.readouterr().err
