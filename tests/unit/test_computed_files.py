"""A data file that says it was computed names what computes it again, and that gives the same file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from transforms.extract.dates import build_feasts

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted(path for path in (ROOT / "transforms").rglob("*") if path.suffix in (".toml", ".csv"))
_PROGRAM = re.compile(r"\b(build_\w+)\.py\b|\b(transforms(?:\.\w+)+)")


def head(path: Path) -> str:
    """The comment at the top of a data file."""
    lines = path.read_text("utf-8").splitlines()[:12]
    return " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))


def programs(text: str) -> list[Path]:
    """The programs that a head names, wherever below transforms/ they lie."""
    found = []
    for script, module in _PROGRAM.findall(text):
        pattern = f"transforms/**/{script}.py" if script else f"{module.replace('.', '/')}.py"
        found += ROOT.glob(pattern)
    return found


_CLAIM = re.compile(r"(made|computed|written) by \S+\.(py|\w+\.)", re.IGNORECASE)
CLAIMS = {path: head(path) for path in DATA if _CLAIM.search(head(path))}


def test_the_claims_are_found() -> None:
    assert {"feasts.toml", "cities.csv", "common_words.csv", "confidence.toml"} <= {path.name for path in CLAIMS}


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
def test_what_computes_a_file_is_there_and_can_be_started(path: Path) -> None:
    found = programs(CLAIMS[path])
    assert found
    assert all("__main__" in program.read_text("utf-8") for program in found)


def test_the_table_of_feasts_holds_those_that_are_looked_up_there() -> None:
    with build_feasts.TABLE.open(encoding="utf-8", newline="") as file:
        assert {row["feast"] for row in csv.DictReader(file)} == set(build_feasts.feasts())


def test_the_table_of_feasts_is_what_the_library_computes() -> None:
    pytest.importorskip("holidays", reason="only who builds the table needs the library")
    assert build_feasts.table() == build_feasts.TABLE.read_text("utf-8")
