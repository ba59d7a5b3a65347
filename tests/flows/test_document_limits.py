"""A night with documents beyond the limits: they are in quarantine with the reason, the others are published."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from warehouse.connect import open_published

pytestmark = pytest.mark.slow
TEXT = "Finland's President Alexander Stubb visited Indonesia on Tuesday and met President Prabowo Subianto there.\n\n"


def test_a_text_too_long_or_too_slow_to_be_read_costs_itself(orchestrator: None, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT * 3)
    (folder / "long.txt").write_text("".join(f"{number}. {TEXT}" for number in range(10_000)))
    (folder / "slow.txt").write_text("".join(f"{number}: {TEXT}" for number in range(8_000)))
    nightly([str(folder)], Settings(home=tmp_path / "home", workers=1, document_seconds=4))
    with open_published(tmp_path / "home" / "published" / "newsledger.duckdb") as con:
        refused = con.sql(
            """select parse_filename(source_path), table_name, reason from meta.quarantine
               join core.documents using (document_id) order by all"""
        ).fetchall()
        loaded = con.sql("select count(*) from meta.dispositions where disposition = 'loaded'").fetchall()
        read = con.sql("select count(distinct document_id) from core.movements").fetchall()
    assert refused == [("long.txt", "core.sentences", "too_large"), ("slow.txt", "core.sentences", "too_slow")]
    assert (loaded, read) == ([(3,)], [(1,)])
