"""What an earlier run left behind never keeps a later one from being published."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.sql.ledger import run_frames, small_ledger
from warehouse.build import build
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import open_database
from warehouse.quarantine import quarantined_files
from warehouse.staging import write_run


def dispositions(records: list[tuple[str, str]], document_id: str | None = None) -> pl.DataFrame:
    rows = [
        {"record_id": "r" + digit * 16, "source_path": path, "record_no": 0, "disposition": "quarantined"}
        | {"document_id": document_id, "reason": "empty", "detail": f"{path}: is empty"}
        for digit, path in records
    ]
    return pl.DataFrame(rows, schema_overrides={"document_id": pl.String})


def failures(home: Path, run_id: str) -> list[str]:
    with open_database(build(home, run_id)) as con:
        return failed_checks(run_checks(con))


TWICE = [("1", "a.zip!b.txt"), ("1", "a.zip!b.txt")]


@pytest.mark.parametrize("status", ["failed", "succeeded", "running"])
def test_records_counted_twice_or_not_at_all_by_an_earlier_run_do_not_count(tmp_path: Path, status: str) -> None:
    small_ledger().stage(tmp_path)
    write_run(tmp_path, "run0", run_frames("run0", 7, status) | {"dispositions": dispositions(TWICE)})
    write_run(tmp_path, "run1", run_frames("run1", 1) | {"dispositions": dispositions([("2", "c.txt")])})
    assert failures(tmp_path, "run1") == []


def test_the_same_in_the_run_of_the_build_does_count(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    write_run(tmp_path, "run1", run_frames("run1", 7) | {"dispositions": dispositions(TWICE)})
    told = " ".join(failures(tmp_path, "run1"))
    for check in ("run_id_record_id_unique", "record_dispositions_are_single", "dispositions_add_up"):
        assert check in told


def test_files_to_replay_are_found_below_folders_with_an_exclamation_mark(tmp_path: Path) -> None:
    folder = tmp_path / "news!" / "today"
    folder.mkdir(parents=True)
    for name in ("a.txt", "b.zip"):
        (folder / name).write_text("x")
    refused = [("1", str(folder / "a.txt")), ("2", f"{folder}/b.zip!c/d.txt"), ("3", f"{folder}/gone.txt")]
    write_run(tmp_path, "run0", run_frames("run0", 3) | {"dispositions": dispositions(refused)})
    assert quarantined_files(tmp_path) == [folder / "a.txt", folder / "b.zip"]
