"""What earlier runs say is shortened; what became of every record can still be told."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.sql.ledger import run_frames, small_ledger
from warehouse.connect import open_database
from warehouse.retention import drop_replaced_batches, record_counts, trim_runs
from warehouse.staging import known_documents, read_batches, write_run

KEPT_RUNS = 3


def night(home: Path, number: int, **records: str) -> None:
    """A run with records by name: what became of each."""
    rows = [
        {"record_id": "r" + name * 16, "source_path": f"{name}.txt", "record_no": 0, "disposition": disposition}
        | {"document_id": None, "reason": "empty" if disposition == "quarantined" else None, "detail": None}
        for name, disposition in records.items()
    ]
    shape = {"document_id": pl.String, "reason": pl.String, "detail": pl.String}
    dispositions = pl.DataFrame(rows, schema_overrides=shape)
    run_id = f"202601{number:02}T020000Z-aaaaaa"
    frames = {"dispositions": dispositions, "record_counts": record_counts(dispositions)}
    write_run(home, run_id, run_frames(run_id, len(rows)) | frames)
    trim_runs(home, KEPT_RUNS)


def listed(home: Path, number: int) -> dict[str, str]:
    path = home / "staged" / "runs" / f"202601{number:02}T020000Z-aaaaaa" / "dispositions.parquet"
    return {row["record_id"][1]: row["disposition"] for row in pl.read_parquet(path).to_dicts()}


def test_the_newest_run_lists_every_record_and_earlier_ones_what_was_new(tmp_path: Path) -> None:
    night(tmp_path, 1, a="loaded", b="loaded", c="quarantined")
    night(tmp_path, 2, a="unchanged", b="updated", c="quarantined", d="duplicate")
    night(tmp_path, 3, a="unchanged", b="unchanged", c="loaded", e="superseded")
    assert listed(tmp_path, 3) == {"a": "unchanged", "b": "unchanged", "c": "loaded", "e": "superseded"}
    assert listed(tmp_path, 2) == {"b": "updated", "d": "duplicate"}
    assert listed(tmp_path, 1) == {"a": "loaded", "b": "loaded"}


def test_a_refused_record_that_is_gone_from_the_input_stays_listed_once(tmp_path: Path) -> None:
    night(tmp_path, 1, c="quarantined")
    night(tmp_path, 2, c="quarantined")
    night(tmp_path, 3, a="loaded")
    assert (listed(tmp_path, 1), listed(tmp_path, 2)) == ({}, {"c": "quarantined"})


def test_numbers_by_disposition_stay_for_every_run(tmp_path: Path) -> None:
    for number in range(1, 6):
        night(tmp_path, number, a="unchanged", b="unchanged", c="quarantined")
    for number in range(1, 6):
        path = tmp_path / "staged" / "runs" / f"202601{number:02}T020000Z-aaaaaa" / "record_counts.parquet"
        assert dict(pl.read_parquet(path).select("disposition", "records").rows()) == {"quarantined": 1, "unchanged": 2}


def test_dispositions_do_not_grow_with_nights_times_archive(tmp_path: Path) -> None:
    archive = "abcdef0123456789"
    night(tmp_path, 1, **dict.fromkeys(archive, "loaded"))
    for number in range(2, 12):
        night(tmp_path, number, **dict.fromkeys(archive[:-2], "unchanged"), **dict.fromkeys("89", "quarantined"))
    rows = sum(len(listed(tmp_path, number)) for number in range(1, 12))
    assert rows == 2 * len(archive)


def test_reports_and_checks_stay_for_as_many_runs_as_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for number in range(1, 7):
        run_id = f"202601{number:02}T020000Z-aaaaaa"
        (tmp_path / "reports" / f"{run_id}.html").touch()
        check = {"check_name": "x", "table_name": "t", "severity": "warn", "checked_count": 1, "failed_count": 0}
        write_run(tmp_path, run_id, {"checks": pl.DataFrame([check | {"scope": "build", "passed": True}])})
        night(tmp_path, number, a="unchanged")
    assert len(list((tmp_path / "reports").iterdir())) == KEPT_RUNS
    assert len(list((tmp_path / "staged" / "runs").glob("*/checks.parquet"))) == KEPT_RUNS


def test_batches_go_when_all_their_documents_came_again(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    again = small_ledger()
    again.run_id = "run2"
    for row in again.rows["documents"]:
        row["run_id"] = "run2"
    newer = again.stage(tmp_path, extractor="x2")
    drop_replaced_batches(tmp_path)
    assert [batch.batch_id for batch in read_batches(tmp_path)] == [newer]
    assert known_documents(tmp_path).height == 2


def test_after_the_clock_was_set_back_the_later_run_still_counts(tmp_path: Path) -> None:
    """Ids of runs grow; the times in the markers need not."""
    from warehouse.build import build

    for run_id, headline in (("20270101T020000Z-aaaaaa", "old"), ("20270101T020001Z-bbbbbb", "new")):
        ledger = small_ledger()
        for row in ledger.rows["documents"]:
            row |= {"run_id": run_id, "headline": headline, "content_hash": headline}
        batch_id = ledger.stage(tmp_path)
        marker = tmp_path / "staged" / "batches" / batch_id / "_complete"
        if headline == "new":
            marker.write_text(marker.read_text().replace('"staged_at": "20', '"staged_at": "19'))
        write_run(tmp_path, run_id, run_frames(run_id))
    with open_database(build(tmp_path, "20270101T020001Z-bbbbbb")) as con:
        assert con.execute("select distinct headline from core.documents").fetchall() == [("new",)]
    assert set(known_documents(tmp_path)["content_hash"]) == {"new"}
