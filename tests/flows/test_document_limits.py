"""A night with documents beyond the limits: they are in quarantine with the reason, the others are published."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from warehouse.connect import open_published

pytestmark = pytest.mark.slow
TEXT = "Finland's President Alexander Stubb visited Indonesia on Tuesday and met President Prabowo Subianto there.\n\n"


def reasons_after(home: Path, folder: Path, **limits: float) -> dict[str, str]:
    nightly([str(folder)], Settings(home=home, workers=1, **limits))  # type: ignore[arg-type]
    with open_published(home / "published" / "newsledger.duckdb") as con:
        rows = con.sql("select table_name, reason from meta.quarantine").fetchall()
        [loaded] = con.sql("select count(*) from meta.dispositions where disposition = 'loaded'").fetchall()
        [read] = con.sql("select count(distinct document_id) from core.movements").fetchall()
    return {**dict(rows), "loaded": loaded[0], "read": read[0]}


def test_a_text_too_long_to_be_read_costs_itself(orchestrator: None, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT * 3)
    (folder / "long.txt").write_text("".join(f"{number}. {TEXT}" for number in range(10_000)))
    found = reasons_after(tmp_path / "home", folder)
    assert found == {"core.sentences": "too_large", "loaded": 2, "read": 1}


def test_a_text_too_slow_to_be_read_costs_itself(orchestrator: None, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT * 3)
    (folder / "slow.txt").write_text("".join(f"{number}. {TEXT}" for number in range(8_000)))
    found = reasons_after(tmp_path / "home", folder, document_seconds=3)
    assert found == {"core.sentences": "too_slow", "loaded": 2, "read": 1}
