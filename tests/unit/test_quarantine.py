"""The quarantine: counted by reason, listed one by one, replayed with an account of what moved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.sql.ledger import run_frames, small_ledger
from transforms import ids
from warehouse.quarantine import (
    by_reason,
    compare_replay,
    latest_dispositions,
    of_reason,
    quarantined_files,
    read_quarantine,
)
from warehouse.staging import write_run

NEWSLEDGER = Path(sys.executable).parent / "newsledger"
Told = tuple[str, int, str, str | None]


def dispositions(*records: Told) -> pl.DataFrame:
    rows = [
        {"record_id": ids.record_id(path, number), "source_path": path, "record_no": number, "disposition": disposition}
        | {"document_id": None, "reason": reason, "detail": f"{path}: {reason}; mend it" if reason else None}
        for path, number, disposition, reason in records
    ]
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(("document_id", "reason", "detail"), pl.String))


def rows_set_aside(document_id: str, *reasons: str) -> pl.DataFrame:
    rows = [
        {"record_id": None, "document_id": document_id, "table_name": "core.metrics", "row_id": f"q{number}"}
        | {"reason": reason, "detail": "breaks the contract", "payload": "{}"}
        for number, reason in enumerate(reasons)
    ]
    return pl.DataFrame(rows, schema_overrides={"record_id": pl.String})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two nights: what the first refused was partly mended before the second; a document has rows set aside."""
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    for name in ("a.jsonl", "b.txt"):
        (folder / name).write_text("x")
    (folder / "link.txt").symlink_to("/etc/hosts")
    ledger = small_ledger()
    ledger.stage(home)
    document = ledger.rows["documents"][0]["document_id"]
    a, b, gone, link = (str(folder / name) for name in ("a.jsonl", "b.txt", "gone.zip!c.txt", "link.txt"))
    first = [(a, number, "quarantined", "bad_json") for number in range(4)] + [(b, 0, "quarantined", "empty")]
    first += [(gone, 0, "quarantined", "empty"), (link, 0, "quarantined", "outside_input")]
    stale = rows_set_aside("d" + "0" * 16, "long_replaced")
    write_run(home, "run0", run_frames("run0", 7) | {"dispositions": dispositions(*first), "quarantine": stale})
    second = [(a, 0, "loaded", None), (a, 1, "quarantined", "no_text")]
    aside = rows_set_aside(document, "value_between", "value_between, unit_regex")
    write_run(home, "run1", run_frames("run1", 2) | {"dispositions": dispositions(*second), "quarantine": aside})
    return home


def test_reasons_are_counted_with_a_sample(home: Path) -> None:
    counted = by_reason(read_quarantine(home))
    assert counted.columns == ["reason", "records", "rows", "files_there", "for_example"]
    told = {reason: (records, rows, there) for reason, records, rows, there, _ in counted.rows()}
    assert told == {
        "bad_json": (2, 0, 1),
        "empty": (2, 0, 1),
        "no_text": (1, 0, 1),
        "outside_input": (1, 0, 1),
        "value_between": (0, 1, 0),
        "value_between, unit_regex": (0, 1, 0),
    }
    assert all(sample for sample in counted["for_example"])


def test_a_reason_is_listed_with_file_record_and_detail(home: Path) -> None:
    listed = of_reason(read_quarantine(home), "bad_json").select("file", "record_no", "detail", "run_id").rows()
    assert [(Path(file).name, number, run) for file, number, _, run in listed] == [
        ("a.jsonl", 2, "run0"),
        ("a.jsonl", 3, "run0"),
    ]
    assert all("bad_json; mend it" in detail for _, _, detail, _ in listed)
    assert of_reason(read_quarantine(home), "unit_regex")["id"].to_list() == ["q1"]


def test_rows_come_from_the_run_that_read_their_document(home: Path) -> None:
    assert "long_replaced" not in read_quarantine(home)["reason"].to_list()


def test_only_files_that_may_be_opened_are_read_again(home: Path) -> None:
    assert [path.name for path in quarantined_files(home)] == ["a.jsonl", "b.txt"]


def test_a_replay_tells_what_moved(home: Path) -> None:
    before, files = latest_dispositions(home), quarantined_files(home)
    a, b = (str(path) for path in files)
    now = [(a, 1, "loaded", None), (a, 2, "quarantined", "bad_json"), (a, 9, "loaded", None), (b, 0, "updated", None)]
    write_run(home, "run2", run_frames("run2", 4) | {"dispositions": dispositions(*now)})
    told = compare_replay(home, before, files, "run2")
    assert (told.before, told.now, told.refused) == (6, {"loaded": 1, "updated": 1}, {"bad_json": 1})
    assert (told.not_there, told.not_read, told.new) == (1, 2, 1)
    assert sum(told.now.values()) + sum(told.refused.values()) + told.not_there + told.not_read == told.before
    assert told.lines()[0] == "replayed: 6 refused before"
    assert "  1 still refused: bad_json 1" in told.lines()


def test_an_empty_home_has_an_empty_quarantine(tmp_path: Path) -> None:
    assert read_quarantine(tmp_path).is_empty()
    assert by_reason(read_quarantine(tmp_path)).is_empty()
    assert quarantined_files(tmp_path) == []


def newsledger(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NEWSLEDGER, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_command_counts_lists_and_names_the_reasons_there_are(home: Path) -> None:
    counted = newsledger("quarantine", "--home", home).stdout
    assert "bad_json" in counted
    assert "value_between, unit_regex" in counted
    listed = newsledger("quarantine", "bad_json", "--home", home, "--limit", "1")
    assert listed.stdout.count("a.jsonl: bad_json; mend it") == 1
    assert "only the first 1 of 2" in listed.stderr
    unknown = newsledger("quarantine", "no_such", "--home", home)
    assert unknown.returncode == 1
    assert "reasons are: bad_json, empty" in unknown.stderr
    assert len(unknown.stderr.strip().splitlines()) == 1
