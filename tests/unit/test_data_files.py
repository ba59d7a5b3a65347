"""Every data file of the project can be read, and the check that says so notices what cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.data_files import MOST_BYTES, problems

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    path
    for folder in ("transforms", "expectations", "flows", "warehouse", "sql", "tests")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".toml", ".csv") and "sample" not in path.parts and "data" != path.parent.name == "warehouse"
]
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")


def test_every_data_file_can_be_read() -> None:
    assert [line for path in FILES for line in problems(path)] == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.toml", b'words = "a\nmore = 1\n', "line 1"),
        ("a.toml", b"words = []", "line feed"),
        ("a.csv", b"# note\nname,country\nOslo\n", "a.csv:3: 1 cells, the first row has 2"),
        ("a.csv", b'name\n"Oslo\n', "a.csv:2"),
        ("a.csv", b"name\n\xff\n", "not UTF-8"),
        ("a.csv", b"name\r\nOslo\r\n", "line feed"),
        ("a.bin", b"\0" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    [line] = problems(tmp_path / name)
    assert why in line


def test_the_hooks_need_nothing_from_outside() -> None:
    """A hook that fetches a repository would need the network, and would run other versions than ``make check``."""
    assert re.findall(r"repo: (\S+)", HOOKS) == ["local"]
    programs = set(re.findall(r"entry: (\S+)", HOOKS))
    assert programs <= {".venv/bin/ruff", ".venv/bin/mypy", ".venv/bin/python"}
    assert set(re.findall(r"language: (\S+)", HOOKS)) == {"system"}
