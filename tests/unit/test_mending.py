"""A home that would never publish again: found, mended, and published; leftovers of dead nights go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from flows.run.failures import one_line
from flows.run.night import next_run_id
from tests.sql.ledger import publish_ledger, run_frames, small_ledger
from warehouse.build import build
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import WarehouseError, open_database
from warehouse.leftovers import remove_leftovers
from warehouse.lock import LockedError, hold
from warehouse.mending import mend_home, published_damage
from warehouse.publish import publish, published_builds
from warehouse.staging import known_documents, read_runs, write_run
from warehouse.status import STALE, read_status

RUN = "20260101T020000Z-aaaaaa"


def failures(home: Path, run_id: str) -> list[str]:
    write_run(home, run_id, run_frames(run_id))
    with open_database(build(home, run_id)) as con:
        return failed_checks(run_checks(con))


def test_a_sound_home_is_left_as_it_is(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    assert mend_home(tmp_path) == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")} == before
    assert published_damage(tmp_path) is None


RECORDS = ("runs", "stages", "dispositions", "checks", "quarantine")


def test_records_of_an_earlier_run_that_cannot_be_read_do_not_stop_the_next_and_are_mended(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger())
    folder = tmp_path / "staged" / "runs" / "run1"
    for table in RECORDS:
        (folder / f"{table}.parquet").write_bytes(b"PAR1 half a file")
    assert failures(tmp_path, "run2") == []
    found = " ".join(mend_home(tmp_path))
    for table in RECORDS:
        assert f"meta.{table} of run run1" in found
        assert (tmp_path / "quarantine" / "damaged" / "staged" / "runs" / "run1" / f"{table}.parquet").exists()
    assert read_runs(tmp_path).filter(run_id="run1")["status"].to_list() == ["failed"]
    assert mend_home(tmp_path) == []


def test_records_that_stand_twice_or_incomplete_are_left_out(tmp_path: Path) -> None:
    write_run(tmp_path, RUN, run_frames(RUN))
    row = {"record_id": "r" + "1" * 16, "source_path": "a.zip!b.txt", "record_no": 0, "disposition": "quarantined"}
    more = {"run_id": RUN, "document_id": None, "reason": "empty", "detail": None}
    rows = pl.DataFrame([row | more, row | more, row | more | {"source_path": None}], infer_schema_length=None)
    path = tmp_path / "staged" / "runs" / RUN / "dispositions.parquet"
    rows.write_parquet(path)
    [line] = mend_home(tmp_path)
    assert "2 rows" in line
    assert pl.read_parquet(path)["source_path"].to_list() == ["a.zip!b.txt"]


@pytest.mark.parametrize("name", ["_complete", "documents.parquet", "movements.parquet"])
def test_a_damaged_batch_stops_the_night_with_a_line_that_leads_to_the_doctor(tmp_path: Path, name: str) -> None:
    batch_id = small_ledger().stage(tmp_path)
    write_run(tmp_path, "run1", run_frames("run1"))
    (tmp_path / "staged" / "batches" / batch_id / name).write_bytes(b"{")
    with pytest.raises(WarehouseError, match="newsledger doctor"):
        build(tmp_path, "run1")
    [line] = mend_home(tmp_path)
    assert batch_id in line
    assert known_documents(tmp_path).is_empty()
    assert failures(tmp_path, "run1") == []


def test_a_home_in_use_is_not_touched(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger())
    from filelock import FileLock

    with FileLock(tmp_path / "state" / "night.lock"), pytest.raises(LockedError):
        mend_home(tmp_path)


def test_a_published_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger()).write_bytes(b"no database")
    assert "newsledger run" in str(published_damage(tmp_path))


LEFTOVERS = (
    f"builds/work-{RUN}/raw/00000.parquet",
    f"builds/{RUN}.private.duckdb",
    f"builds/{RUN}.private.duckdb.wal",
    f"builds/{RUN}.private.duckdb.tmp/spill",
    "staged/batches/.b1.77/documents.parquet",
    "staged/batches/.b2.dropped/documents.parquet",
    f"staged/runs/{RUN}/.runs.parquet.77",
    "published/.newsledger.duckdb.77",
    "state/.line_counts.parquet",
    f"state/prefect-{RUN}/prefect.db",
)
KEPT = ("landing/.hidden.txt", "state/night.lock", "state/line_counts.parquet", "state/prefect/prefect.db")


def test_what_killed_nights_leave_is_removed_and_nothing_else(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger())
    for name in (*LEFTOVERS, *KEPT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a text of somebody")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    remove_leftovers(tmp_path)
    gone = {str(path.relative_to(tmp_path)) for path in before if not path.exists()}
    assert gone == set(LEFTOVERS)
    assert not list((tmp_path / "builds").glob("work-*"))


def test_a_build_whose_night_died_right_after_it_was_published_is_kept(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    write_run(tmp_path, RUN, run_frames(RUN))
    private = build(tmp_path, RUN)
    publish(private, tmp_path)
    (tmp_path / "builds" / f"{RUN}.duckdb").rename(private)
    remove_leftovers(tmp_path)
    assert [path.name for path in published_builds(tmp_path)] == [f"{RUN}.duckdb"]


@pytest.mark.parametrize("hours", [-1, 24 * 365 * 10])
def test_ids_of_runs_grow_also_when_the_clock_was_set_back(tmp_path: Path, hours: int) -> None:
    now = datetime(2026, 5, 1, 2, tzinfo=UTC)
    first = next_run_id(tmp_path, now)
    write_run(tmp_path, first, run_frames(first))
    second = next_run_id(tmp_path, now - timedelta(hours=hours))
    write_run(tmp_path, second, run_frames(second))
    assert first < second < next_run_id(tmp_path, now)


def test_a_warehouse_from_the_future_is_not_fresh(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger())
    now = datetime.now(UTC)
    assert read_status(tmp_path, now=now - timedelta(minutes=5)).exit_code == 0
    status = read_status(tmp_path, now=now - timedelta(days=2))
    assert status.exit_code == STALE
    assert "clock" in status.line


def test_a_home_is_held_by_one_and_again_by_the_same(tmp_path: Path) -> None:
    with hold(tmp_path) as first, hold(tmp_path) as again:
        assert (first, again) == (True, False)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device"), "the disk is full"),
        (ImportError("libgfortran.so: failed to map segment from shared object"), "not enough memory"),
        (RuntimeError("(sqlite3.OperationalError) database or disk is full"), "the disk is full"),
        (OSError(24, "Too many open files"), "ulimit -n"),
        (RuntimeError("can't start new thread"), "ulimit -u"),
        (MemoryError(), "not enough memory"),
        (OSError(27, "File too large"), "ulimit -f"),
        (PermissionError(13, "Permission denied", "/srv/x"), "/srv/x: Permission denied"),
    ],
)
def test_what_the_machine_refuses_is_one_line(error: Exception, says: str) -> None:
    try:
        raise ValueError("batch 7") from error
    except ValueError as outer:
        line = one_line(outer)
    assert line is not None
    assert says in line
    assert "\n" not in line


def test_a_defect_is_no_line() -> None:
    assert one_line(KeyError("x")) is None
