"""A rollback is on record: status, reports and the next run know of it and tell the way forward."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.test_commands import NEWSLEDGER, newsledger
from tests.e2e.test_publish import ROOT, add_document, count
from tests.sql.ledger import publish_ledger, run_frames, small_ledger
from tests.unit.test_warehouse_build import contents
from warehouse.build import build
from warehouse.connect import WarehouseError, current_run, open_database, open_published, published_path
from warehouse.lock import hold
from warehouse.publish import publish, published_builds, rollback
from warehouse.report import write_report
from warehouse.rollback import read_rollback, release
from warehouse.staging import read_stages, write_run
from warehouse.status import OK, STALE, read_status

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two published runs and their pages."""
    home = tmp_path / "home"
    publish_ledger(home, small_ledger(), "run1")
    publish_next(home, 2)
    return home


def publish_next(home: Path, number: int) -> Path:
    """Publish one document more, and leave the page of the run."""
    run_id = f"run{number}"
    add_document(home, number)
    write_run(home, run_id, run_frames(run_id, 1))
    published = publish(build(home, run_id), home)
    with open_published(published) as con:
        write_report(con, run_id, "published", [], home / "reports" / f"{run_id}.html", read_stages(home, run_id))
    return published


def page(home: Path, run_id: str) -> str:
    return (home / "reports" / f"{run_id}.html").read_text(encoding="utf-8")


def test_status_and_report_tell_of_it_and_of_the_way_forward(home: Path) -> None:
    told = newsledger("rollback", "--home", home)
    assert "run1.duckdb" in told
    for line in (told, newsledger("status", "--home", home)):
        assert (
            f"the next run publishes forward; to stay with this build, run: newsledger rollback --stay --home {home}"
            in line
        )
    status = read_status(home)
    assert status.exit_code == OK, "done on purpose: no alarm until it grows stale"
    assert f"rolled back to run1 on {datetime.now(UTC):%Y-%m-%d}" in status.line
    assert "(from run2)" in status.line
    assert read_status(home, now=datetime.now(UTC) + timedelta(days=2)).exit_code == STALE
    assert "rolled back to run1 on" in page(home, "run2")
    done = subprocess.run([NEWSLEDGER, "report", "--home", home], capture_output=True, text=True, check=True)
    assert "rolled back to run1" in done.stderr
    assert done.stdout.strip().endswith("run2.html")


def test_the_next_run_publishes_forward_and_says_so(home: Path) -> None:
    rollback(home)
    publish_next(home, 3)
    assert count(home) == 4, "what run2 had brought is there again"
    assert contents(published_path(home)) == contents(build(home, "run4", mode="rebuild"))
    assert read_rollback(home) is None
    assert "rolled back" not in read_status(home).line
    assert "this run published forward" in page(home, "run3")
    with open_database(published_path(home), read_only=True) as con:
        details = dict(con.execute("select run_id, detail from meta.runs").fetchall())
    assert details["run2"].startswith("rolled back to run1 on ")
    assert (details["run1"], details["run3"]) == (None, None)
    publish_next(home, 5)
    assert "rolled back" not in page(home, "run5")


def test_a_warehouse_that_stays_is_published_by_no_run_until_it_is_released(home: Path) -> None:
    rollback(home)
    newsledger("rollback", "--stay", "--home", home)
    assert current_run(home) == "run1", "it goes back no further"
    assert f"no run publishes until you run: newsledger rollback --release --home {home}" in read_status(home).line
    add_document(home, 3)
    private = build(home, "run3")
    with pytest.raises(WarehouseError, match=r"rolled back to run1 on .* rollback --release"):
        publish(private, home)
    assert current_run(home) == "run1"
    assert "the next run publishes forward" in newsledger("rollback", "--release", "--home", home)
    publish(private, home)
    assert (current_run(home), count(home)) == ("run3", 4)
    with pytest.raises(WarehouseError, match="nothing keeps runs from publishing"):
        release(home)


def test_a_night_is_told_at_once_that_the_warehouse_stays(home: Path) -> None:
    rollback(home, stay=True)
    command = [NEWSLEDGER, "run", "--home", home, "--input", ROOT / "tests" / "sample"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 1
    assert "rollback --release" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_several_steps_back_are_one_rollback(home: Path) -> None:
    publish_next(home, 3)
    for _ in range(2):
        rollback(home)
    assert "rolled back to run1 on" in read_status(home).line
    assert "(from run3, run2)" in read_status(home).line
    assert all("rolled back to" in page(home, run) for run in ("run2", "run3"))
    with pytest.raises(WarehouseError, match="no build older"):
        rollback(home)


def test_no_rollback_while_a_night_is_running(home: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from warehouse.lock import hold
        with hold(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as night:
        assert night.stdout is not None
        assert night.stdout.readline() == "held\n"
        with pytest.raises(WarehouseError, match="another night is running"):
            rollback(home)
        night.communicate("")
    with hold(home):
        assert current_run(home) == "run2"


def test_a_rollback_that_was_killed_did_not_happen(home: Path) -> None:
    code = """
        import os, sys
        from pathlib import Path
        import warehouse.publish
        warehouse.publish._replace_published = lambda *_: os._exit(9)
        warehouse.publish.rollback(Path(sys.argv[1]))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(home)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert (current_run(home), read_rollback(home)) == ("run2", None)
    assert "rolled back" not in read_status(home).line
    publish_next(home, 3)
    assert "published forward" not in page(home, "run3")


def test_what_a_killed_rollback_left_is_no_hindrance(home: Path) -> None:
    [_, second] = published_builds(home)
    second.rename(second.with_name("run2.withdrawn.duckdb"))
    assert rollback(home).name == "run1.duckdb"
    assert (current_run(home), [path.name for path in published_builds(home)]) == ("run1", ["run1.duckdb"])


def test_the_record_of_a_rollback_is_whole_or_old(home: Path) -> None:
    rollback(home)
    told = json.loads((home / "state" / "rollback.json").read_text())
    assert (told["to_run"], told["from_runs"], told["stays"]) == ("run1", ["run2"], False)
    assert list((home / "state").glob(".*")) == []
