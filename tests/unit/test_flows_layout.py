"""flows/ moves frames and counts: six stages in six files, no SQL text, nothing that works on the rows of a frame."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOWS = sorted((ROOT / "flows").rglob("*.py"))
STAGES = ("ingest", "normalise", "extract", "validate", "load", "publish")
_SQL = re.compile(
    r"\b(?:select\s.+\sfrom|insert into|delete from|create (?:or replace )?table|from (?:core|mart|meta)\.)"
)
# What computes on rows; reading, writing, counting and stacking frames is glue.
_FRAME_LOGIC = {"col", "lit", "when", "struct", "filter", "with_columns", "group_by", "unique"}
# The questions that the terminal proposes to its user.
_SAID_TO_PEOPLE = {"flows/cli/summary.py", "flows/cli/keep.py"}


def names_used(path: Path) -> set[str]:
    """Methods and functions that a module calls on something that is not a plain text or a path."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return {call.attr for call in calls if isinstance(call, ast.Attribute) and not isinstance(call.value, ast.Constant)}


def test_every_stage_has_one_file() -> None:
    assert {path.stem for path in (ROOT / "flows" / "stages").glob("*.py")} == {"__init__", *STAGES}


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sql_and_no_frame_logic(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    if name not in _SAID_TO_PEOPLE:
        assert [text for text in texts if _SQL.search(text)] == []
    assert _FRAME_LOGIC & names_used(path) == set()


@pytest.mark.parametrize(
    "broken", ["select a from core.documents", "delete from meta.runs", "from mart.movement_evidence"]
)
def test_sql_would_be_noticed(broken: str) -> None:
    assert _SQL.search(broken)


def test_the_night_fits_on_one_screen() -> None:
    lines = (ROOT / "flows" / "nightly.py").read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("def run_stages"))
    story = "\n".join(lines[start:])
    assert len(lines) <= 70
    where = [story.index(f"{word}(") if word in ("ingest", "load", "publish") else story.index(word) for word in
             ("ingest", "normalise", "validate_documents", "extract", "validate_rows", "load", "publish")]  # fmt: skip
    assert where == sorted(where)


def test_the_terminal_starts_without_heavy_libraries() -> None:
    """What the commands import at their top is what ``newsledger status`` waits for."""
    heavy = {"prefect", "spacy", "great_expectations", "pandas"}
    for path in (ROOT / "flows" / "cli").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        modules = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
        modules |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
        assert {module.split(".")[0] for module in modules} & heavy == set(), path.name
