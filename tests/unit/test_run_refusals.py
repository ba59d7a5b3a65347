"""What the readers refuse is counted by rule, from the worker that reads to the run's record and its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.run.batches import Batch
from flows.run.night import Night
from flows.settings import Settings
from flows.stages.load import record_inputs
from tests.sql.ledger import small_ledger
from transforms.extract import documents as extraction
from transforms.extract.frames import TABLES
from transforms.extract.rows import Reading
from transforms.extract.trace import Trace
from transforms.ledger.run_rows import add_up_refusals, refusal_rows
from warehouse.build import build
from warehouse.connect import open_database
from warehouse.report import write_report
from warehouse.staging import read_stages

REFUSED = {("metrics", "is_page_number"): 2, ("movements", "nobody_acts"): 1}


def reading_that_refused(*rules: tuple[str, str]) -> Reading:
    trace = Trace()
    for reader, rule in rules:
        trace.refuse(reader, rule, 0, 1)
    trace.keep("metrics", "has_unit", 2, 3)
    return Reading(trace=trace)


def test_refusals_of_all_documents_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_each(*_: object) -> Iterator[tuple[str, Reading | Exception]]:
        yield "d1", reading_that_refused(("metrics", "is_page_number"))
        yield "d2", ValueError("cannot be read")
        yield "d3", reading_that_refused(("metrics", "is_page_number"), ("movements", "nobody_acts"))

    monkeypatch.setattr(extraction, "read_each", read_each)
    ledger = small_ledger().frames()
    texts = ledger["documents"].clear().with_columns(pl.lit("en").alias("language"))
    schemas = {table: ledger[table].schema for table in TABLES}
    read = extraction.extract(None, texts, ledger["captions"].clear(), schemas)  # type: ignore[arg-type]
    assert read.refusals == Counter(REFUSED)
    assert read.unread["document_id"].to_list() == ["d2"]


def test_batches_are_added_up() -> None:
    more = refusal_rows({("metrics", "is_page_number"): 5})
    added = add_up_refusals([refusal_rows(REFUSED), more, refusal_rows({})])
    assert added.rows() == [("metrics", "is_page_number", 7), ("movements", "nobody_acts", 1)]


def test_the_run_and_its_page_tell_of_them(tmp_path: Path) -> None:
    night = Night("20260101T000000Z-aaaaaa", datetime(2026, 1, 1, tzinfo=UTC), (), Settings(home=tmp_path), "m", "1")
    night.work.mkdir(parents=True)
    batch = Batch.make(night.work, 0)
    batch.write("documents", small_ledger().frames()["documents"])
    batch.write("refusals", refusal_rows(REFUSED))
    record_inputs(night, [batch])
    night.log.write(night)
    with open_database(build(tmp_path, night.run_id)) as con:
        told = con.execute("select reader, rule, refused_count from meta.run_refusals order by all").fetchall()
        write_report(con, night.run_id, "published", [], night.report, read_stages(tmp_path, night.run_id))
    assert told == [(*key, count) for key, count in REFUSED.items()]
    assert "nobody_acts" in night.report.read_text("utf-8")
