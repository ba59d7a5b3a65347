"""Mistakes at the command line end in one clear line and a non-zero exit, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NEWSLEDGER = Path(sys.executable).parent / "newsledger"


def newsledger(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NEWSLEDGER, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["publsh"], "'newsledger --help' lists"),
        (["run", "--inptu", "x"], "--help"),
        (["annotate", "absent.jsonl", "out.jsonl"], "absent.jsonl: no such file"),
        (["query", "select 1", "--home", "/nonexistent/home"], "newsledger run"),
        (["status", "--home", "/nonexistent/home"], "newsledger run"),
        (["explain", "v0", "--home", "/nonexistent/home"], "newsledger run"),
        (["serve", "--timezone", "Moon/Base"], "Moon/Base"),
        (["serve", "--cron", "every night"], "every night"),
    ],
)
def test_one_clear_line(arguments: list[str], says: str) -> None:
    done = newsledger(*arguments)
    said = done.stderr.strip() + done.stdout.strip()
    assert done.returncode != 0
    assert says in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_annotate_names_the_line_that_is_no_record(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "A sentence."}\n{"id": 2}\n')
    done = newsledger("annotate", source, tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert "line 2" in done.stderr


def test_help_names_every_command() -> None:
    shown = newsledger("--help").stdout
    for command in [
        "run",
        "backfill",
        "serve",
        "status",
        "query",
        "explain",
        "diff",
        "rollback",
        "replay",
        "report",
        "docs",
        "annotate",
        "doctor",
    ]:
        assert command in shown
