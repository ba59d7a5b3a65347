"""The example questions run as users would run them, and give columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sql.ledger import publish_ledger, small_ledger
from warehouse.query import query
from warehouse.relations import SQL

EXAMPLES = sorted((SQL / "examples").glob("*.sql"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("examples")
    publish_ledger(home, small_ledger())
    return home


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs_and_asks_a_question(home: Path, path: Path) -> None:
    text = path.read_text()
    assert text.splitlines()[0].startswith("-- one row per ")
    assert text.splitlines()[1].endswith("?")
    assert query(home, text).rows.columns
