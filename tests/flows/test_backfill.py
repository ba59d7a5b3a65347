"""Past days and outdated documents: the same stages, started at another place."""

from __future__ import annotations

from pathlib import Path

import pytest

import flows.run.night
from flows.backfill import backfill
from flows.run.night import NightError
from flows.settings import Settings
from tests.conftest import SAMPLE
from warehouse.connect import open_database

pytestmark = pytest.mark.slow


def documents(home: Path) -> list[tuple]:
    with open_database(home / "published" / "newsledger.duckdb", read_only=True) as con:
        return con.execute(
            "select document_id, published_on::varchar, run_id from core.documents order by all"
        ).fetchall()


def test_only_the_days_asked_for_are_loaded_and_the_others_are_counted(tmp_path: Path, orchestrator: None) -> None:
    settings = Settings(home=tmp_path / "home", workers=1)
    summary = backfill([str(SAMPLE)], settings, "2026-01-01", "2026-01-31")
    days = [day for _, day, _ in documents(settings.home)]
    assert days
    assert all(day.startswith("2026-01") for day in days)
    assert summary.dispositions["out_of_range"] + summary.dispositions["loaded"] >= 15


def test_documents_of_an_older_extractor_are_read_again(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = documents(own_home)
    monkeypatch.setattr(flows.run.night, "code_version", lambda: "9.9.9+feedbeef")
    settings = Settings(home=own_home, workers=1)
    backfill([], settings, outdated=True)
    after = documents(own_home)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert {row[2] for row in after}.isdisjoint(row[2] for row in before)


def test_nothing_outdated_publishes_the_same_rows(own_home: Path) -> None:
    before = documents(own_home)
    backfill([], Settings(home=own_home, workers=1), outdated=True)
    assert documents(own_home) == before


@pytest.mark.parametrize(("since", "until"), [("yesterday", None), (None, "2026-13-01"), (None, None)])
def test_unclear_requests_are_refused(own_home: Path, since: str | None, until: str | None) -> None:
    with pytest.raises(NightError):
        backfill([], Settings(home=own_home), since, until)
