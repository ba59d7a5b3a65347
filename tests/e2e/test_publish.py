"""Publishing under readers, crashes and older DuckDB: the published file is always whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.sql.ledger import Ledger, publish_ledger, small_ledger
from warehouse.build import build
from warehouse.connect import WarehouseError, current_run, open_published, published_path
from warehouse.publish import publish, published_builds, rollback

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def add_document(home: Path, number: int) -> None:
    ledger = Ledger(run_id=f"run{number}")
    ledger.article(f"https://more.example/{number}", f"Text number {number}.")
    ledger.stage(home)


def count(home: Path) -> int:
    with open_published(published_path(home)) as con:
        return int(con.execute("select count(*) from core.documents").fetchall()[0][0])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    publish_ledger(tmp_path, small_ledger(), "run1")
    return tmp_path


def start_reader(path: Path) -> subprocess.Popen[str]:
    """A process that opens the published file as any program would, and counts whenever it is asked to."""
    code = """
        import sys, duckdb
        con = duckdb.connect(sys.argv[1], read_only=True)
        for line in sys.stdin:
            print(con.execute("select count(*), max(length(text)) from core.documents").fetchall()[0][0], flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(reader: subprocess.Popen[str]) -> int:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write("\n")
    reader.stdin.flush()
    return int(reader.stdout.readline())


def test_an_open_reader_keeps_its_file_and_a_new_one_sees_the_new(home: Path) -> None:
    reader = start_reader(published_path(home))
    try:
        assert ask(reader) == 2
        for number in (2, 3):
            add_document(home, number)
            publish(build(home, f"run{number}"), home)
            assert ask(reader) == 2
            assert count(home) == number + 1
    finally:
        reader.kill()
        reader.communicate()


def test_a_reader_in_the_same_process_sees_the_new_file(home: Path) -> None:
    with open_published(published_path(home)) as held:
        add_document(home, 2)
        publish(build(home, "run2"), home)
        assert count(home) == 3
        assert held.execute("select count(*) from core.documents").fetchall() == [(2,)]


CRASHES = {
    "before the new file is in place": "warehouse.publish._replace_published = lambda *_: os._exit(9)",
    "while it is written afresh": "warehouse.publish.copy_afresh = lambda _, path: (path.touch(), os._exit(9))",
    "while it is written to disk": "warehouse.publish._sync = lambda _: os._exit(9)",
    "right after the replace": "warehouse.publish._drop_old_builds = lambda *_: os._exit(9)",
}


@pytest.mark.parametrize("moment", CRASHES)
def test_a_killed_publish_leaves_a_whole_file_and_the_next_one_works(home: Path, moment: str) -> None:
    add_document(home, 2)
    private = build(home, "run2")
    code = f"""
        import os, sys
        from pathlib import Path
        import warehouse.publish
        {CRASHES[moment]}
        warehouse.publish.publish(Path(sys.argv[1]), Path(sys.argv[2]))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(private), str(home)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert count(home) == (3 if "after" in moment else 2)
    publish(build(home, "run3"), home)
    assert count(home) == 3
    assert [path.name for path in published_path(home).parent.iterdir()] == ["newsledger.duckdb"]
    assert not list((home / "builds").glob("*.private.duckdb"))


def test_a_log_left_by_a_careless_writer_is_not_taken_over(home: Path) -> None:
    code = """
        import duckdb, os, sys
        con = duckdb.connect(sys.argv[1])
        con.execute("set checkpoint_threshold = '1GB'")
        con.execute("create table main.mine as select 1 as one")
        os._exit(0)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(published_path(home))]
    subprocess.run(command, check=True)
    add_document(home, 2)
    publish(build(home, "run2"), home)
    assert count(home) == 3


def test_last_builds_are_kept_and_rollback_goes_back_one_by_one(home: Path) -> None:
    for number in (2, 3, 4):
        add_document(home, number)
        publish(build(home, f"run{number}"), home, keep=3)
    assert [path.name for path in published_builds(home)] == ["run2.duckdb", "run3.duckdb", "run4.duckdb"]
    for number in (3, 2):
        assert rollback(home).name == f"run{number}.duckdb"
        assert (current_run(home), count(home)) == (f"run{number}", number + 1)
    with pytest.raises(WarehouseError, match="no build older"):
        rollback(home)
    publish(build(home, "run5"), home, keep=3)
    assert count(home) == 5
    assert [path.name for path in published_builds(home)] == ["run2.duckdb", "run5.duckdb"]


def test_builds_keep_their_order_after_the_clock_was_set_back(home: Path) -> None:
    [first] = published_builds(home)
    tomorrow = time.time_ns() + 86_400 * 10**9
    os.utime(first, ns=(tomorrow, tomorrow))
    for number in (2, 3):
        add_document(home, number)
        publish(build(home, f"run{number}"), home, keep=2)
    assert [path.name for path in published_builds(home)] == ["run2.duckdb", "run3.duckdb"]
    assert rollback(home).name == "run2.duckdb"


def test_kept_builds_cost_no_copy_and_are_never_written_again(home: Path) -> None:
    [kept] = published_builds(home)
    assert kept.samefile(published_path(home))
    before = kept.read_bytes()
    add_document(home, 2)
    publish(build(home, "run2"), home)
    assert kept.read_bytes() == before


def test_without_hard_links_the_file_is_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    add_document(home, 2)
    publish(build(home, "run2"), home)
    assert count(home) == 3
    assert rollback(home).name == "run1.duckdb"
    assert count(home) == 2


def test_publishing_what_is_not_there_is_one_clear_line(home: Path) -> None:
    with pytest.raises(WarehouseError, match="there is no build"):
        publish(home / "builds" / "none.private.duckdb", home)
