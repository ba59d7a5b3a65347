"""The published file in the hands of older drivers: folded, rolled back and rebuilt.

The drivers lie in the folder that NEWSLEDGER_DRIVERS names, one folder per version (``1.0.0/duckdb/…``, as
``pip install --target`` makes them); else pip fetches them. Where neither works, what the file itself tells is checked.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from tests.sql.ledger import Ledger, publish_ledger, small_ledger
from tests.unit.test_warehouse_build import derive
from warehouse.build import build
from warehouse.connect import published_path
from warehouse.publish import publish, rollback

pytestmark = pytest.mark.slow

VERSIONS = ("1.0.0", "1.1.3", "1.3.2", "1.4.1")
STATES = ("first", "folded", "folded again", "rolled back", "folded after that", "rebuilt")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What was published at each stage of a warehouse's life."""
    folder = tmp_path_factory.mktemp("life")
    home = folder / "home"
    publish_ledger(home, small_ledger(), "run1")
    kept = {"first": _keep(home, folder, "first")}
    for number, state in enumerate(STATES[1:], start=2):
        if state == "rolled back":
            rollback(home)
        else:
            _stage_many(home, number)
            mode = "rebuild" if state == "rebuilt" else "fold"
            publish(build(home, f"run{number}", derive, mode), home)
        kept[state] = _keep(home, folder, state)
    return kept


def _stage_many(home: Path, number: int) -> None:
    ledger = Ledger(run_id=f"run{number}")
    for article in range(40):
        told = ledger.article(f"https://m{number}.example/{article}", f"Bo Lind met Ada Moreno ({article}).")
        told.mention("Bo Lind", country="NOR")
        told.movement("met", (("Bo Lind", "NOR"),), (("Ada Moreno", "NZL"),))
    ledger.stage(home)


def _keep(home: Path, folder: Path, state: str) -> Path:
    return Path(shutil.copy(published_path(home), folder / f"{state}.duckdb"))


def file_facts(path: Path) -> tuple[str, int]:
    """What a file tells of itself: its format, and its free blocks, which a fresh file has none of."""
    with duckdb.connect(":memory:") as con:
        con.execute(f"attach '{path}' as it (read_only)")
        tags = con.execute("select tags from duckdb_databases() where database_name = 'it'").fetchall()[0][0]
        size = con.execute("select free_blocks from pragma_database_size() where database_name = 'it'").fetchall()
    return tags["storage_version"], size[0][0]


@pytest.mark.parametrize("state", STATES)
def test_the_file_is_in_the_oldest_format_and_fresh(files: dict[str, Path], state: str) -> None:
    storage, free_blocks = file_facts(files[state])
    assert storage.startswith("v1.0.0")
    assert free_blocks == 0


def test_a_build_before_it_is_published_would_not_pass(tmp_path: Path) -> None:
    publish_ledger(tmp_path, small_ledger(), "run1")
    _stage_many(tmp_path, 2)
    assert file_facts(build(tmp_path, "run2", derive))[1] > 0


def test_publishing_again_does_not_make_the_file_grow(files: dict[str, Path]) -> None:
    sizes = {state: path.stat().st_size for state, path in files.items()}
    assert sizes["folded again"] < 1.3 * sizes["first"]


@pytest.fixture(scope="module")
def drivers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    named = os.environ.get("NEWSLEDGER_DRIVERS")
    if named:
        return {path.name: path for path in Path(named).iterdir() if (path / "duckdb").is_dir()}
    target = tmp_path_factory.mktemp("drivers")
    return {version: target / version for version in VERSIONS if _fetch(version, target / version)}


def _fetch(version: str, target: Path) -> bool:
    """Install one driver into a folder of its own. False where no package index has it for this python."""
    pip = [shutil.which("uv") or "uv", "pip"] if shutil.which("uv") else [sys.executable, "-m", "pip"]
    options = ["install", "-q", "--only-binary", ":all:", "--no-deps", "--target", str(target)]
    return not subprocess.run([*pip, *options, f"duckdb=={version}"], capture_output=True, check=False).returncode


READ = """
    import json, sys
    if sys.argv[1]:
        sys.path.insert(0, sys.argv[1])
    import duckdb
    told = {}
    for path in sys.argv[2:]:
        con = duckdb.connect(path, read_only=True)
        tables = con.execute("select schema_name, table_name, comment from duckdb_tables() order by all").fetchall()
        columns = con.execute("select count(comment), count(*) from duckdb_columns() where not internal").fetchall()
        rows = {f"{s}.{t}": len(con.execute(f"select * from {s}.{t}").fetchall()) for s, t, _ in tables}
        told[path] = [tables, columns, rows]
        con.close()
    print(json.dumps([duckdb.__version__, told]))
"""


def read_all(files: dict[str, Path], driver: Path | None) -> tuple[str, dict[str, list[object]]]:
    """Every row and comment of the files, as a driver in a process of its own sees them."""
    command = [sys.executable, "-c", textwrap.dedent(READ), str(driver or ""), *map(str, files.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    version, told = json.loads(done.stdout)
    return version, told


@pytest.mark.parametrize("version", VERSIONS)
def test_an_older_driver_reads_every_row_and_comment(
    files: dict[str, Path], drivers: dict[str, Path], version: str
) -> None:
    if version not in drivers:
        pytest.skip(f"no duckdb {version} here: name a folder of drivers in NEWSLEDGER_DRIVERS")
    ours, theirs = read_all(files, None), read_all(files, drivers[version])
    assert (ours[0], theirs[0]) == (duckdb.__version__, version)
    assert theirs[1] == ours[1]
    assert len(ours[1]) == len(STATES)
