"""Withdrawing: what lay below the inputs and is gone, nothing else, and never in silence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.run.night import Night
from flows.settings import Settings
from tests.sql.ledger import Ledger, run_frames
from tests.unit.test_warehouse_build import derive
from warehouse.build import build
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import WarehouseError, open_database
from warehouse.publish import publish
from warehouse.staging import known_documents, read_batches, write_run
from warehouse.withdrawals import _lies_below, find_gone, withdraw

NAMES = ("a.txt", "b.txt", "pack.zip!c.txt", "d.txt", "e.txt", "f.txt")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A published home with a document from each of six files, in two batches."""
    folder, home = tmp_path / "in", tmp_path / "home"
    folder.mkdir()
    for names in (NAMES[:3], NAMES[3:]):
        ledger = Ledger()
        for name in names:
            (folder / name.split("!")[0]).write_text("x")
            path = str(folder / name)
            ledger.article(f"https://{name[0]}.example/", f"The article of {name}.", source_path=path)
        for number, document in enumerate(ledger.rows["documents"]):
            document["record_id"] = f"r{names[number].encode().hex()[:16]:0<16}"
        ledger.stage(home)
    write_run(home, "run1", run_frames())
    publish(build(home, "run1", derive), home)
    return home


def night(home: Path, *inputs: Path) -> Night:
    given = tuple(str(path) for path in inputs or (home.parent / "in",))
    tonight = Night("run2", datetime.now(UTC), given, Settings(home=home), "model", "1", prune=True)
    tonight.work.mkdir(parents=True)
    return tonight


def withdrawn(tonight: Night, read: tuple[str, ...] = ()) -> set[str]:
    """Plan and withdraw, as the stages of a night do; the names of the files whose documents went."""
    index = pl.DataFrame({"document_id": read}, schema={"document_id": pl.String})
    gone = find_gone(tonight.home, tonight.inputs, index, tonight.settings.max_withdrawn_share)
    empty = pl.DataFrame(
        schema=dict.fromkeys(("record_id", "source_path", "disposition", "document_id", "reason", "detail"), pl.String)
        | {"record_no": pl.Int64}
    )
    write_run(tonight.home, tonight.run_id, run_frames("run2") | {"dispositions": empty})
    withdraw(tonight.home, tonight.run_id, gone)
    path = tonight.home / "staged" / "runs" / tonight.run_id / "dispositions.parquet"
    told = pl.read_parquet(path).filter(pl.col("disposition") == "withdrawn")
    assert told.height == told["document_id"].n_unique()
    return {Path(path).name for path in told["source_path"]}


def test_documents_of_files_that_are_gone_leave_the_next_build(home: Path) -> None:
    for name in ("a.txt", "pack.zip", "d.txt"):
        (home.parent / "in" / name).unlink()
    assert withdrawn(night(home)) == {"a.txt", "pack.zip!c.txt", "d.txt"}
    assert known_documents(home).height == 3
    assert sorted(batch.staged_count for batch in read_batches(home)) == [1, 2]
    with open_database(build(home, "run2", derive), read_only=True) as con:
        assert con.execute("select count(*) from core.documents").fetchall() == [(3,)]
        assert con.execute("select mode from meta.builds").fetchall() == [("rebuild",)]
        assert [line for line in failed_checks(run_checks(con)) if "disposition" in line or "batch" in line] == []


def test_nothing_goes_where_every_file_is_there(home: Path) -> None:
    assert withdrawn(night(home)) == set()
    with open_database(build(home, "run2", derive), read_only=True) as con:
        assert con.execute("select mode from meta.builds").fetchall() == [("fold",)]


def test_what_lay_elsewhere_stays(home: Path) -> None:
    (home.parent / "in" / "a.txt").unlink()
    (home.parent / "other").mkdir()
    assert withdrawn(night(home, home.parent / "other")) == set()


def test_a_document_that_stands_in_another_file_stays(home: Path) -> None:
    (home.parent / "in" / "a.txt").unlink()
    known = known_documents(home)["document_id"].to_list()
    assert withdrawn(night(home), tuple(known)) == set()


def test_a_missing_disk_does_not_empty_the_warehouse(home: Path) -> None:
    for name in ("a.txt", "b.txt", "d.txt", "e.txt"):
        (home.parent / "in" / name).unlink()
    with pytest.raises(WarehouseError, match="would withdraw 4 of 6 documents, more than 50%"):
        withdrawn(night(home))
    assert known_documents(home).height == 6


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        ("/in/a.txt", "/in", True),
        ("/in/b/a.txt", "/in", True),
        ("/in/a.txt", "/in/a.txt", True),
        ("/in/a.zip!m/b.txt", "/in/a.zip", True),
        ("/in/a.txt", "/in/*.txt", True),
        ("/in/2025/a.txt", "/in/20??", True),
        ("/in/b/c/a.txt", "/in/**/a.txt", True),
        ("/in/a.txt", "/in/**/*.txt", True),
        ("/in/[x]/a.txt", "/in/[x]", True),
        ("/input/a.txt", "/in", False),
        ("/in/a.txt", "/in/b", False),
        ("/in/b/a.txt", "/in/*.txt", False),
        ("/in/a.html", "/in/*.txt", False),
        ("/in", "/in/a.txt", False),
    ],
)
def test_what_lies_below_an_input(path: str, given: str, expected: bool) -> None:
    assert _lies_below(path, (given,)) is expected
