"""Reading the warehouse: query, explain, status, diff."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.sql.ledger import Ledger, publish_ledger, run_frames, small_ledger
from tests.unit.test_warehouse_build import derive
from warehouse.build import build
from warehouse.connect import WarehouseError
from warehouse.diff import diff_builds
from warehouse.explain import explain
from warehouse.publish import publish
from warehouse.quarantine import quarantined_files
from warehouse.query import QueryError, query
from warehouse.staging import write_run
from warehouse.status import NONE, OK, STALE, read_status


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("readers")
    record = {"record_id": "r" + "0" * 16, "source_path": "a.txt", "record_no": 0, "disposition": "quarantined"}
    record |= {"document_id": None, "reason": "empty", "detail": "a.txt: no text in it"}
    write_run(home, "run0", run_frames("run0", 1) | {"dispositions": pl.DataFrame([record])})
    publish_ledger(home, small_ledger())
    return home


def one(home: Path, sql: str) -> str:
    return str(query(home, sql).rows.item())


def test_a_question_is_answered(home: Path) -> None:
    answer = query(home, "select headline from core.documents order by published_on")
    assert answer.rows["headline"].to_list() == ["Moreno to visit Norland", "Moreno in Norland"]
    assert not answer.is_cut


def test_tables_are_found_without_their_schema(home: Path) -> None:
    assert query(home, "show tables").rows.height > 20
    assert one(home, "select count(*) from movement_evidence") == "2"


def test_answers_are_cut_at_the_limit(home: Path) -> None:
    answer = query(home, "select * from range(100000000000)", row_limit=7)
    assert (answer.rows.height, answer.is_cut) == (7, True)
    exact = query(home, "select * from range(7)", row_limit=7)
    assert (exact.rows.height, exact.is_cut) == (7, False)
    assert query(home, "select 1 as one where false").rows.columns == ["one"]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/*')",
        "select * from read_parquet('https://example.org/x.parquet')",
        "copy core.documents to '/tmp/newsledger-stolen.csv'",
        "attach '/tmp/newsledger-other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "pragma enable_external_access",
        "export database '/tmp/newsledger-export'",
        "create table core.x as select 1",
        "delete from core.documents",
        "drop schema core cascade",
        "call pragma_version()",
        "select 1; select 2",
        "select * from secret_frame",
        "selec 1",
        "select nothing from core.documents",
        "",
    ],
)
def test_what_is_no_question_is_refused_in_one_line(home: Path, sql: str) -> None:
    secret_frame = pl.DataFrame({"secret": [1]})
    assert secret_frame.height
    with pytest.raises(QueryError) as caught:
        query(home, sql)
    assert "\n" not in str(caught.value)
    assert not list(Path("/tmp").glob("newsledger-*.csv"))


ASK = """
import resource, sys
from pathlib import Path
from warehouse.query import QueryError, query
try:
    query(Path(sys.argv[1]), sys.argv[2], memory_mb=64)
except QueryError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize(
    "sql",
    [
        "select list(i) from range(100000000) as t(i)",
        "select repeat('x', 2000000000)",
        "select repeat('x', 50000000) from range(20)",
    ],
)
def test_memory_is_limited_also_inside_one_function(home: Path, sql: str) -> None:
    started = time.monotonic()
    # A process of its own asks, so that only those that answered it are its children.
    asked = subprocess.run([sys.executable, "-c", ASK, str(home), sql], capture_output=True, text=True, check=True)
    refusal, kilobytes = asked.stdout.splitlines()
    assert "more than 64 MB of memory" in refusal
    assert int(kilobytes) < 1_000_000
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "sql",
    [
        "select sum(a.i * b.i) from range(10000000) a(i), range(100000) b(i)",
        "select sleep_ms(60000)",
    ],
)
def test_time_is_limited_also_inside_one_function(home: Path, sql: str) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 s"):
        query(home, sql, timeout_seconds=1)
    assert time.monotonic() - started < 10


def test_columns_of_one_name_are_numbered_and_strange_types_named(home: Path) -> None:
    assert query(home, "select 1 as a, 2 as a, 3 as a_1").rows.rows() == [(1, 2, 3)]
    assert query(home, "select 1 as a, 2 as a, 3 as b").rows.columns == ["a", "a_1", "b"]
    with pytest.raises(QueryError, match=r"^wait is of the type .*interval.* cast it to varchar$"):
        query(home, "select interval 1 day as wait")


def test_without_a_warehouse_the_next_command_is_named(tmp_path: Path) -> None:
    for ask in (lambda: query(tmp_path, "select 1"), lambda: explain(tmp_path, "d1"), lambda: diff_builds(tmp_path)):
        with pytest.raises(WarehouseError, match=r"newsledger run|no earlier build"):
            ask()


def test_a_movement_is_explained_down_to_its_run(home: Path) -> None:
    found = explain(home, one(home, "select movement_id from core.movements where modality = 'planned'"))
    assert found.table == "core.movements"
    assert found.sentence == "President Ada Moreno of Veland will visit Norland on November 3."
    assert found.document is not None
    assert found.document["headline"] == "Moreno to visit Norland"
    assert "text" not in found.document
    assert found.run is not None
    assert found.run["run_id"] == "run1"
    assert found.batch is not None
    assert found.batch["run_id"] == "run1"
    assert [p["text"] for p in found.members["participants"]] == ["Ada Moreno", "Norland"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("core.documents", "document_id"),
        ("core.mentions", "mention_id"),
        ("core.metrics", "metric_id"),
        ("core.entities", "entity_id"),
    ],
)
def test_every_kind_of_id_is_explained(home: Path, table: str, column: str) -> None:
    row_id = one(home, f"select min({column}) from {table}")
    found = explain(home, row_id)
    assert (found.table, found.row[column]) == (table, row_id)
    lines = found.lines()
    assert lines[0] == f"{row_id} is a row of {table}"
    assert all("\n" not in line for line in lines)


def test_an_event_is_told_by_its_best_movement(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1", derive), tmp_path)
    event = one(tmp_path, "select event_id from core.movements where modality = 'actual'")
    found = explain(tmp_path, event)
    assert (found.table, found.sentence) == ("core.events", "Ada Moreno visited Norland on Monday.")
    assert [row["sentence"] for row in found.members["movements"]] == [found.sentence]


def test_a_refused_record_is_explained_and_can_be_replayed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = explain(home, "r" + "0" * 16)
    assert (found.table, found.row["reason"]) == ("meta.dispositions", "empty")
    monkeypatch.chdir(tmp_path)
    assert quarantined_files(home) == []
    (tmp_path / "a.txt").write_text("mended")
    assert quarantined_files(home) == [Path("a.txt")]


def test_an_unknown_id_is_one_clear_line(home: Path) -> None:
    with pytest.raises(WarehouseError, match="'x1'; ids stand in the columns that end in _id"):
        explain(home, "x1")


def test_status_tells_none_ok_stale_and_failed(tmp_path: Path) -> None:
    assert read_status(tmp_path).exit_code == NONE
    write_run(tmp_path, "run1", run_frames("run1", status="failed", detail="a check failed"))
    assert "a check failed" in read_status(tmp_path).line
    publish_ledger(tmp_path, small_ledger(), "run2")
    fresh = read_status(tmp_path)
    assert (fresh.exit_code, fresh.row_counts["core.documents"]) == (OK, 2)
    assert str(fresh.newest_document_on) == "2025-11-04"
    assert fresh.last_run["run_id"] == "run2"
    stale = read_status(tmp_path, 36, now=datetime.now(UTC) + timedelta(hours=37))
    assert stale.exit_code == STALE
    assert "1 d 13 h old" in stale.line
    write_run(tmp_path, "run33", run_frames("run33", status="failed", detail="disk full"))
    assert read_status(tmp_path).exit_code == STALE
    assert "disk full" in read_status(tmp_path).line


def test_diff_counts_rows_added_removed_and_changed(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger(), "run1")
    later = Ledger(run_id="run2")
    later.article("https://a.example/1", "Another text.", headline="Moreno cancels")
    later.article("https://c.example/3", "New.")
    later.stage(tmp_path)
    private = build(tmp_path, "run2")
    changes = {row["table_name"]: row for row in diff_builds(tmp_path, private).to_dicts()}
    counts = {"added": 1, "removed": 0, "changed": 1, "unchanged": 1}
    assert changes["core.documents"] == {"table_name": "core.documents"} | counts
    assert changes["core.metrics"]["removed"] == 2
    assert changes["mart.co_mentions"]["changed"] == 1
    publish(private, tmp_path)
    assert diff_builds(tmp_path).to_dicts() == list(changes.values())
