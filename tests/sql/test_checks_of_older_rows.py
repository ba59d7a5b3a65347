"""Rows that an older extractor read do not keep a build from being published; rows of the present one do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sql.ledger import Ledger, run_frames
from warehouse.build import build
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import open_database
from warehouse.staging import write_run


def _stage_dispute(home: Path, run_id: str, extractor: str, url: str) -> None:
    """A run whose only document has a figure that is denied inside of a movement that has happened."""
    ledger = Ledger(run_id=run_id)
    article = ledger.article(url, "Veland gave Norland $3 million.")
    movement = article.movement("gave", (("Veland", "NZL"),), (("Norland", "NOR"),), type="AID", mode=None)
    article.metric("$3 million", value=3e6, unit="usd", reality="denied", movement_id=movement)
    ledger.stage(home, extractor)
    write_run(home, run_id, run_frames(run_id, records=1, extractor=extractor))


@pytest.mark.parametrize(
    ("readers", "present", "broken"),
    [
        ({"run1": "old"}, "new", 0),
        ({"run1": "old", "run2": "older"}, "new", 0),
        ({"run1": "new"}, "new", 1),
        ({"run1": "old", "run2": "new"}, "new", 1),
        ({"run1": "new", "run2": "new"}, "new", 2),
        ({"run1": "new"}, "old", 0),
    ],
)
def test_only_rows_of_the_present_extractor_are_judged(
    tmp_path: Path, readers: dict[str, str], present: str, broken: int
) -> None:
    for run_id, extractor in readers.items():
        _stage_dispute(tmp_path, run_id, extractor, f"https://a.example/{run_id}")
    write_run(tmp_path, "run9", run_frames("run9", status="running", extractor=present))
    with open_database(build(tmp_path, "run9"), read_only=True) as con:
        results = run_checks(con)
    row = results.filter(results["check_name"] == "figures_agree_with_their_movement").to_dicts()[0]
    assert row["failed_count"] == broken
    stopped = any("figures_agree_with_their_movement" in line for line in failed_checks(results))
    assert stopped is (broken > 0)
