"""Great Expectations on batch frames: the right rows are set aside, for the right reasons."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from expectations.batch import check_frame, rows_under_test
from expectations.contract import ContractError, contract_of, load_contracts
from expectations.frames import conform
from expectations.orphans import set_aside_orphans
from tests.sql.ledger import TABLES, small_ledger

STAGED = [table for table in load_contracts().values() if table.filled_by == "staged"]


@pytest.fixture
def frames() -> dict[str, pl.DataFrame]:
    return small_ledger().frames()


def failed_reasons(table: str, frame: pl.DataFrame) -> list[str]:
    return check_frame(f"core.{table}", frame).failed["reason"].to_list()


@pytest.mark.parametrize("table", TABLES)
def test_good_rows_pass_unchanged(frames: dict[str, pl.DataFrame], table: str) -> None:
    checked = check_frame(f"core.{table}", frames[table])
    assert checked.passed.equals(frames[table])
    assert checked.failed.is_empty()
    assert checked.results["passed"].all()


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        ("mentions", {"kind": pl.lit("god")}, "kind_in_set"),
        ("mentions", {"country": pl.lit("USSR")}, "country_regex"),
        ("mentions", {"document_id": pl.lit(None, pl.String)}, "complete"),
        ("mentions", {"mention_id": pl.lit("m1")}, "mention_id_regex"),
        ("mentions", {"char_start": pl.lit(-1)}, "char_start_between, span_is_text"),
        ("mentions", {"char_end": pl.col("char_start")}, "char_start_char_end_ordered, span_is_text"),
        ("metrics", {"period_end": pl.lit(date(2020, 1, 1))}, "period_start_period_end_ordered_or_equal"),
        ("movements", {"confidence": pl.lit(1.5)}, "confidence_between"),
        ("documents", {"text": pl.lit("")}, "text_length_between"),
    ],
)
def test_a_broken_rule_sets_the_row_aside(
    frames: dict[str, pl.DataFrame], table: str, change: dict[str, pl.Expr], reason: str
) -> None:
    frame = frames[table]
    broken = pl.concat([frame.head(1).with_columns(**change), frame.slice(1)], how="vertical_relaxed")
    checked = check_frame(f"core.{table}", broken)
    assert checked.failed["reason"].to_list() == [reason]
    assert checked.passed.equals(frame.slice(1))
    counted = checked.results.filter(pl.col("check_name") == reason.split(", ")[0])
    assert counted.select("checked_count", "failed_count", "passed").rows() == [(frame.height, 1, False)]


def test_of_equal_keys_the_first_row_stays(frames: dict[str, pl.DataFrame]) -> None:
    twice = pl.concat([frames["mentions"], frames["mentions"].head(2).with_columns(linked_by=pl.lit("again"))])
    checked = check_frame("core.mentions", twice)
    assert checked.passed.equals(frames["mentions"])
    assert checked.failed["reason"].to_list() == ["mention_id_unique"] * 2
    sentences = pl.concat([frames["sentences"], frames["sentences"].tail(1)])
    assert failed_reasons("sentences", sentences) == ["document_id_sentence_no_unique"]


def test_a_warning_keeps_the_row_and_tells_the_count(frames: dict[str, pl.DataFrame]) -> None:
    old = frames["documents"].with_columns(published_on=pl.lit(date(1500, 1, 1)))
    checked = check_frame("core.documents", old)
    assert checked.passed.height == old.height
    warned = checked.results.filter(~pl.col("passed")).select("check_name", "severity", "failed_count").rows()
    assert warned == [("published_on_between_warn", "warn", 2)]


def test_nulls_break_no_rule_but_completeness(frames: dict[str, pl.DataFrame]) -> None:
    optional = [column.name for column in contract_of("core.metrics").staged_columns if column.nullable]
    bare = frames["metrics"].with_columns(pl.lit(None).alias(name) for name in optional)
    assert check_frame("core.metrics", bare).failed.is_empty()


def test_a_frame_of_wrong_shape_is_refused(frames: dict[str, pl.DataFrame]) -> None:
    with pytest.raises(ContractError, match="linked_by"):
        check_frame("core.mentions", frames["mentions"].drop("linked_by"))


def test_an_empty_frame_passes(frames: dict[str, pl.DataFrame]) -> None:
    checked = check_frame("core.mentions", frames["mentions"].clear())
    assert checked.passed.is_empty()
    assert checked.results["passed"].all()


def test_every_check_of_every_staged_contract_can_run(frames: dict[str, pl.DataFrame]) -> None:
    for table in STAGED:
        frame = frames[table.table]
        results = check_frame(table.name, frame if frame.height else _one_row(table.table)).results
        assert results.height == 2 + sum(set(c.columns) <= set(frame.columns) for c in table.checks)


def _one_row(table: str) -> pl.DataFrame:
    row = {
        "captions": {"document_id": "d" + "0" * 16, "caption_no": 0, "text": "abc", "char_start": 0, "char_end": 3},
        "signatures": {"document_id": "d" + "0" * 16, "band_no": 0, "band_hash": "x"},
        "date_expressions": {"date_id": "t" + "0" * 16, "text": "Monday", "date_start": date(2025, 1, 6)},
        "statements": {"statement_id": "s" + "0" * 16, "text": "said", "kind": "direct", "content": "no"},
    }[table]
    columns = [column.name for column in contract_of(f"core.{table}").staged_columns]
    return conform(pl.DataFrame([row]), contract_of(f"core.{table}"), optional=columns)


def test_no_article_text_is_handed_over(frames: dict[str, pl.DataFrame]) -> None:
    from expectations.suite import checks_under_test

    table = contract_of("core.documents")
    rows = frames["documents"].with_row_index("row_no")
    handed = rows_under_test(rows, table, checks_under_test(table))
    assert {"text_length", "document_id"} <= set(handed.columns)
    assert not {"text", "body", "headline"} & set(handed.columns)


def test_great_expectations_is_imported_late_and_stays_silent() -> None:
    code = (
        "import sys, os; import expectations.batch, warehouse.checks;"
        "assert 'great_expectations' not in sys.modules;"
        "import expectations.suite; print(os.environ['GX_ANALYTICS_ENABLED'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "false"
    assert not done.stderr.strip()


def test_what_hangs_on_a_refused_row_follows(frames: dict[str, pl.DataFrame]) -> None:
    kept, orphans = set_aside_orphans(frames | {"movements": frames["movements"].head(1)})
    assert kept["movement_participants"]["movement_id"].unique().to_list() == kept["movements"]["movement_id"].to_list()
    assert orphans["movement_participants"]["reason"].unique().to_list() == ["movement_id_orphan"]
    assert set(orphans) == {"movement_participants"}


def test_an_optional_reference_that_is_gone_becomes_null(frames: dict[str, pl.DataFrame]) -> None:
    told = frames["metrics"].with_columns(movement_id=pl.lit(frames["movements"]["movement_id"][0]))
    kept, orphans = set_aside_orphans(frames | {"metrics": told, "movements": frames["movements"].tail(1)})
    assert kept["metrics"]["movement_id"].null_count() == told.height
    assert "metrics" not in orphans
