"""Readers that open, read and close the published file over and over while it is published: no error, no half state."""

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
from warehouse.connect import published_path
from warehouse.publish import publish

pytestmark = pytest.mark.slow

# Counts must be those of one and the same build; ids are read in full, so that every block is touched.
READER = """
    import sys, time
    if sys.argv[1]:
        sys.path.insert(0, sys.argv[1])
    import duckdb
    seen, reads, until = [], 0, None
    while until is None or time.monotonic() < until:
        con = duckdb.connect(sys.argv[2], read_only=True)
        documents, ids = con.execute("select count(*), count(distinct document_id) from core.documents").fetchall()[0]
        built, [(run, told)] = con.execute("select * from meta.runs").fetchall(), con.execute(
            "select run_id, document_count from meta.builds").fetchall()
        listed = con.execute("select row_count from meta.tables where table_name = 'core.documents'").fetchall()[0][0]
        con.close()
        assert documents == ids == told == listed and built, (documents, ids, told, listed)
        if seen[-1:] != [run]:
            seen.append(run)
            print(run, flush=True)
        reads += 1
        if run == sys.argv[3] and until is None:
            until = time.monotonic() + 0.2
        time.sleep(0.02)
    print(reads, flush=True)
"""


def watch(home: Path, readers: int, publishes: int, driver: str = "") -> list[tuple[list[str], int]]:
    """The runs that each of the readers saw, in order, and how often it read, while builds were published."""
    publish_ledger(home, small_ledger(), "run1")
    last = f"run{publishes + 1}"
    command = [sys.executable, "-c", textwrap.dedent(READER), driver, str(published_path(home)), last]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(readers)
    ]
    try:
        for reader in started:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "run1\n"
        for number in range(2, publishes + 2):
            ledger = Ledger(run_id=f"run{number}")
            ledger.article(f"https://more.example/{number}", f"Text number {number}.")
            ledger.stage(home)
            publish(build(home, f"run{number}"), home)
            time.sleep(0.1)
        told = [reader.communicate(timeout=120) for reader in started]
    finally:
        for reader in started:
            reader.kill()
    assert [error for _, error in told] == [""] * readers
    lines = [["run1", *out.split()] for out, _ in told]
    return [(seen[:-1], int(seen[-1])) for seen in lines]


# The installed DuckDB and, where a folder of older drivers is named, the oldest of them.
DRIVERS = ["", *map(str, sorted(Path(os.environ.get("NEWSLEDGER_DRIVERS", os.devnull)).glob("*.*.*"))[:1])]


@pytest.mark.parametrize("driver", DRIVERS)
def test_readers_that_reconnect_never_see_an_error_or_half_a_build(tmp_path: Path, driver: str) -> None:
    for seen, reads in watch(tmp_path, readers=3, publishes=3, driver=driver):
        assert (seen[0], seen[-1]) == ("run1", "run4")
        assert seen == sorted(seen), "never back to an older build"
        assert reads > 4
