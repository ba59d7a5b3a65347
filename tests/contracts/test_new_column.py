"""A column is added in two places: its contract, and the reader that fills it. Everything else follows from these."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import expectations.contract
from expectations.batch import check_frame
from expectations.contract import FOLDER, contract_of, load_contracts, polars_schema
from expectations.dictionary import dictionary_markdown
from expectations.frames import frame_schema
from expectations.suite import suite_of
from tests.conftest import SAMPLE
from tests.sql.ledger import run_frames, small_ledger
from transforms import normalise as normalisation
from transforms.extract.frames import TABLES, RowCollector, to_frames
from transforms.extract.rows import (
    DateExpression,
    Mention,
    Metric,
    Movement,
    Participant,
    Passage,
    Reading,
    Sentence,
    Statement,
)
from transforms.ingest import read_inputs
from transforms.normalise.articles import Article
from warehouse.build import build
from warehouse.connect import open_database
from warehouse.staging import write_batch, write_run

CONTRACT = """
[columns.channel]
type = "varchar"
meaning = "how the figure was published"
null_meaning = "the text does not say"
fail.in_set = ["filing", "speech"]
"""


def forget_contracts() -> None:
    load_contracts.cache_clear()
    suite_of.cache_clear()


@pytest.fixture
def _with_a_channel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The contracts with one more column in core.metrics."""
    folder = tmp_path / "expectations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with (folder / "core" / "metrics.toml").open("a", encoding="utf-8") as contract:
        contract.write(CONTRACT)
    monkeypatch.setattr(expectations.contract, "FOLDER", folder)
    forget_contracts()
    yield
    monkeypatch.undo()
    forget_contracts()


@dataclass(slots=True)
class ChannelMetric(Metric):
    """What the reader gives once it knows the channel."""

    channel: str | None = None


def schemas() -> dict[str, pl.Schema]:
    return {table: polars_schema(contract_of(f"core.{table}")) for table in TABLES}


def figures(document_id: str, *channels: str) -> pl.DataFrame:
    """Rows of core.metrics as the extract stage makes them."""
    found: list[Metric] = [
        ChannelMetric(number, number + 1, "x", "count", value=1.0, rule="r", sentence_no=0, channel=channel)
        for number, channel in enumerate(channels)
    ]
    return to_frames(iter([(document_id, Reading(metrics=found))]), schemas())["metrics"]


@pytest.mark.usefixtures("_with_a_channel")
def test_a_new_column_is_read_checked_loaded_and_described(tmp_path: Path) -> None:
    frames = small_ledger().frames()
    document = frames["documents"]["document_id"][0]
    checked = check_frame("core.metrics", figures(document, "filing", "rumour"))
    assert checked.passed["channel"].to_list() == ["filing"]
    assert checked.failed["reason"].to_list() == ["channel_in_set"]
    home = tmp_path / "home"
    write_batch(home, "b" + "0" * 16, {**frames, "metrics": checked.passed})
    write_run(home, "run1", run_frames(records=2))
    with open_database(build(home, "run1"), read_only=True) as con:
        assert con.execute("select channel from core.metrics").fetchall() == [("filing",)]
        told = "select meaning from meta.columns where table_name = 'core.metrics' and column_name = 'channel'"
        assert con.execute(told).fetchall() == [("how the figure was published",)]
    assert "| `channel` | varchar | how the figure was published |" in dictionary_markdown()


@pytest.mark.usefixtures("_with_a_channel")
def test_rows_that_were_staged_before_have_none(tmp_path: Path) -> None:
    ledger = small_ledger()
    frames = ledger.frames()
    batch = write_batch(tmp_path, "b" + "0" * 16, frames)
    frames["metrics"].drop("channel").write_parquet(batch / "metrics.parquet")
    write_run(tmp_path, "run1", run_frames(records=2))
    with open_database(build(tmp_path, "run1"), read_only=True) as con:
        assert con.execute("select distinct channel from core.metrics").fetchall() == [(None,)]


def test_every_column_of_a_contract_is_filled_by_the_reader() -> None:
    """A column that the contract names and no reader fills would be null for ever, without a word."""
    party = Mention(0, 1, "x", "person")
    reading = Reading(
        [Sentence(0, "body", 0, 9)],
        [party],
        [DateExpression(0, 1, "x", None, None, "none")],
        [Metric(0, 1, "x", "count")],
        [Movement(0, 1, "x", "AID", participants=[Participant("actor", 0, "x", 0, 1, party)])],
        [Statement(0, 1, "x", "direct", Passage(0, 1, "x"), [Passage(0, 1, "x")])],
    )
    collector = RowCollector(schemas())
    collector.add("d" + "0" * 16, reading)
    for table, schema in schemas().items():
        assert [set(row) for row in collector.rows[table]] == [set(schema)], table


def test_normalise_fills_every_column_of_its_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[dict[str, object]] = []

    def note(record: dict[str, Any], article: Article) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        document, captions = freeze(record, article)
        frozen.extend([document, *captions])
        return document, captions

    freeze = normalisation._freeze
    monkeypatch.setattr(normalisation, "_freeze", note)
    page = SAMPLE / "monitor_eu_sanctions.html"
    normalisation.normalise(next(iter(read_inputs([page]))))
    document, caption, *_ = frozen
    assert set(document) == set(frame_schema("core.documents", without=("run_id",)))
    assert set(caption) == set(frame_schema("core.captions"))
