"""Checks of a build: silent on a good one, and each finds what it is for."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from expectations.contract import load_contracts
from tests.sql.ledger import run_frames, small_ledger
from warehouse.build import build
from warehouse.checks import build_checks, failed_checks, read_check, run_checks
from warehouse.connect import WarehouseError, open_database
from warehouse.relations import SQL
from warehouse.staging import write_run

# What breaks each rule; every file under sql/checks must have a case here.
CORRECTION = (
    "insert into meta.corrections by name select 2 as line_no, 'd' || repeat('0', 16) as document_id, "
    "'core.metrics' as table_name, 'q' || repeat('0', 16) as row_id, 'value' as column_name, '{state}' as state, "
    "'a table' as reason"
)
STATEMENT = (
    "insert into core.statements by name select 's0' as statement_id, document_id, {sentence_no} as sentence_no, "
    "0 as char_start, 2 as char_end, substr(text, 1, 2) as text, 'direct' as kind, 0 as content_start, "
    "2 as content_end, '{content}' as content, 'actual' as modality, 'positive' as polarity, 'r' as rule "
    "from core.documents limit 1"
)
BREAKS = {
    "batches_are_whole": "update meta.batches set live_count = staged_count + 1",
    "co_mentions_add_up": "update mart.co_mentions set sentence_count = sentence_count + 1",
    "country_pair_months_add_up": "delete from mart.country_pair_months where happened_count > 0",
    "daily_entity_mentions_add_up": "delete from mart.daily_entity_mentions where published_on = '2025-11-04'",
    "daily_publisher_documents_add_up": "update mart.daily_publisher_documents set movement_count = 0",
    "document_stories_add_up": "insert into mart.document_stories from mart.document_stories limit 1",
    "entity_movements_add_up": "update core.movement_participants set entity_id = "
    "(select min(entity_id) from core.entities)",
    "event_reports_add_up": "insert into core.events by name select 'x9' as event_id, 'AID' as type,"
    " 'happened' as status, 1 as movement_count, 1 as document_count, 1 as story_count, 1 as happened_count,"
    " 0 as planned_count, 0 as denied_count, min(movement_id) as best_movement_id, 1 as confidence from core.movements",
    "figures_with_evidence_add_up": "update mart.figures_with_evidence set signed_value = 2 * value",
    "metric_series_add_up": "delete from mart.metric_series where unit = 'usd'",
    "movement_evidence_add_up": "update mart.movement_evidence set has_happened = not has_happened",
    "planned_against_happened_add_up": "insert into mart.planned_against_happened by name select 'x9' as event_id, "
    "'AID' as type, 'open' as outcome, 1 as story_count, 'Aid.' as sentence, 'v1' as movement_id",
    "captions_are_found_in_text": "insert into core.captions "
    "select document_id, 0, 'no', null, null, 0, 2 from core.documents",
    "corrections_are_in_use": CORRECTION.format(state="expired"),
    "corrections_hold": CORRECTION.format(state="stale"),
    "date_expressions_are_found_in_text": """insert into core.date_expressions by name select 't0' as date_id,
        document_id, 0 as sentence_no, 0 as char_start, 2 as char_end, 'no' as text, 'none' as basis, 'r' as rule
        from core.documents limit 1""",
    "date_expressions_lie_in_their_sentence": """insert into core.date_expressions by name select 't0' as date_id,
        document_id, 99 as sentence_no, 0 as char_start, 2 as char_end, substr(text, 1, 2) as text, 'none' as basis,
        'r' as rule from core.documents limit 1""",
    "dispositions_add_up": "update meta.runs set records_read = 7",
    "documents_are_not_from_the_future": "update core.documents set published_on = '2199-01-01'",
    "documents_have_sentences": "delete from core.sentences",
    "documents_keep_their_parts": "update core.documents set headline = 'Another headline'",
    "entities_are_all_mentioned": "delete from core.entities where name = 'Norland'",
    "events_count_their_movements": "update core.movements set event_id = 'x9'; insert into core.events by name select "
    "'x9' as event_id, 'AID' as type, 'happened' as status, 5 as movement_count, 1 as document_count, 1 as story_count,"
    " 1 as happened_count, 0 as planned_count, 0 as denied_count, min(movement_id) as best_movement_id, 1 as confidence"
    " from core.movements",
    "figures_agree_with_their_movement": "update core.metrics set reality = 'denied', "
    "movement_id = (select min(movement_id) from core.movements)",
    "loaded_dispositions_have_documents": "update meta.dispositions set document_id = 'd' || repeat('0', 16)",
    "mentions_are_found_in_text": "update core.mentions set char_end = char_end + 1",
    "mentions_lie_in_their_sentence": "update core.mentions set sentence_no = 0",
    "metrics_are_found_in_text": "update core.metrics set text = upper(text)",
    "metrics_lie_in_their_sentence": "update core.metrics set sentence_no = 99",
    "movement_participants_are_found_in_text": "update core.movement_participants set char_start = char_start + 1",
    "movements_are_found_in_text": "update core.documents set text = upper(text)",
    "movements_have_participants": "delete from core.movement_participants",
    "movements_lie_in_their_sentence": "update core.movements set sentence_no = 0",
    "participants_share_their_movement_document": "update core.movement_participants "
    "set document_id = reverse(document_id)",
    "quarantined_records_give_reasons": "update meta.dispositions set disposition = 'quarantined'",
    "record_dispositions_are_single": "insert into meta.dispositions from meta.dispositions",
    "sentences_do_not_overlap": "update core.sentences set char_end = char_end + 3",
    "sentences_end_inside_text": "update core.sentences set char_end = 100000",
    "statements_are_found_in_text": STATEMENT.format(sentence_no=0, content="another word"),
    "statements_lie_in_their_sentence": STATEMENT.format(sentence_no=99, content="no"),
    "stories_have_one_original": "update core.documents set story_id = 's', is_original = true",
}


@pytest.fixture(scope="module")
def good_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("checks")
    ledger = small_ledger()
    ledger.stage(home)
    dispositions = [
        {"record_id": d["record_id"], "document_id": d["document_id"], "disposition": "loaded"}
        | {"source_path": d["source_path"], "record_no": 0}
        for d in ledger.rows["documents"]
    ]
    write_run(home, "run1", run_frames(records=2) | {"dispositions": pl.DataFrame(dispositions)})
    return build(home, "run1")


def test_a_good_build_breaks_nothing(good_build: Path) -> None:
    with open_database(good_build, read_only=True) as con:
        results = run_checks(con)
    assert failed_checks(results) == []
    assert results.filter(~results["passed"]).is_empty()
    counted = results.filter(results["check_name"] == "movements_are_found_in_text").to_dicts()[0]
    assert counted["checked_count"] == 2


def test_every_check_has_a_case() -> None:
    files = {path.stem for path in (SQL / "checks").glob("*.sql")}
    made = {check.name for check in build_checks() if check.name.endswith(("_in_text", "_in_their_sentence"))}
    assert len(made) == 12
    assert files | made == set(BREAKS)


def test_every_table_with_a_span_leads_back_to_its_text() -> None:
    checked = {check.table_name for check in build_checks() if check.name.endswith("_are_found_in_text")}
    spans = {table.name for table in load_contracts().values() if {"char_start", "text"} <= set(table.column_names)}
    assert checked == spans


@pytest.mark.parametrize("check", BREAKS)
def test_each_check_finds_what_it_is_for(good_build: Path, tmp_path: Path, check: str) -> None:
    broken = Path(shutil.copyfile(good_build, tmp_path / "broken.duckdb"))
    with open_database(broken) as con:
        con.execute(BREAKS[check])
        found = {row["check_name"]: row for row in run_checks(con).to_dicts()}
    assert not found[check]["passed"]
    assert found[check]["failed_count"] > 0
    assert found[check]["severity"] == next(known.severity for known in build_checks() if known.name == check)


@pytest.mark.parametrize(
    ("modality", "reality", "source", "is_broken"),
    [
        ("actual", "reported", "the army", True),
        ("actual", "planned", None, True),
        ("actual", "denied", None, True),
        ("denied", "reported", None, True),
        ("planned", "reported", None, True),
        ("possible", "reported", None, True),
        ("actual", "reported", None, False),
        ("actual", "estimated", None, False),
        ("denied", "denied", None, False),
        ("planned", "planned", None, False),
        ("possible", "conditional", None, False),
    ],
)
def test_a_figure_agrees_with_its_movement(
    good_build: Path, tmp_path: Path, modality: str, reality: str, source: str | None, is_broken: bool
) -> None:
    broken = Path(shutil.copyfile(good_build, tmp_path / "doctored.duckdb"))
    movement = "select min(movement_id) from core.movements"
    with open_database(broken) as con:
        con.execute("update core.movements set modality = ?, attributed_to = null", [modality])
        con.execute(
            f"update core.metrics set reality = ?, attributed_to = ?, movement_id = ({movement})", [reality, source]
        )
        found = {row["check_name"]: row for row in run_checks(con).to_dicts()}
    assert found["figures_agree_with_their_movement"]["passed"] is not is_broken


@pytest.mark.parametrize(
    ("table", "check", "change"),
    [
        ("core.mentions", "mention_id_unique", "insert into core.mentions from core.mentions"),
        ("core.mentions", "document_id_refers", "delete from core.documents"),
        ("core.mentions", "entity_id_refers", "delete from core.entities"),
        ("meta.builds", "mode_in_set", "update meta.builds set mode = 'sideways'"),
        ("core.entities", "kind_in_set", "update core.entities set kind = 'god'"),
    ],
)
def test_contracts_are_checked_too(good_build: Path, tmp_path: Path, table: str, check: str, change: str) -> None:
    broken = Path(shutil.copyfile(good_build, tmp_path / "broken.duckdb"))
    with open_database(broken) as con:
        con.execute(change)
        results = run_checks(con)
    row = results.filter((results["table_name"] == table) & (results["check_name"] == check)).to_dicts()[0]
    assert not row["passed"]
    assert any(line.startswith(f"{table}: {check}") for line in failed_checks(results)) is (row["severity"] == "fail")


def test_names_of_checks_are_single() -> None:
    names = [(check.table_name, check.name) for check in build_checks()]
    assert len(names) == len(set(names))


def test_a_check_without_severity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.sql"
    path.write_text("-- table: core.documents\n-- Odd.\nselect 1\n")
    with pytest.raises(WarehouseError, match=r"sql/checks/odd\.sql"):
        read_check(path)
