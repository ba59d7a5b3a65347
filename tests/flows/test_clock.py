"""The machine's clock is set back between nights, through a change of summer time or by a repair: no night is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings
from tests.flows.test_nightly import rows
from warehouse.staging import read_runs
from warehouse.status import OK, read_status

pytestmark = pytest.mark.slow

TEXT = "Ministers from Norway and Chile signed treaty {} in Oslo on Monday, officials said on the old quay.\n"
CLOCKS = ("flows.run.night", "flows.run.run_log", "warehouse.staging", "warehouse.build")


def set_back(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let every part of a night that asks for the time be told an earlier one."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - by

    for module in CLOCKS:
        monkeypatch.setattr(f"{module}.datetime", Earlier)


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(days=400)])
def test_a_night_after_the_clock_was_set_back_is_published_like_any_other(
    orchestrator: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: timedelta
) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number))
        with monkeypatch.context() as patched:
            if number == 1:
                set_back(patched, by)
            nightly([str(folder)], Settings(home=home, workers=1))
        assert rows(home, "select count(*) from core.documents") == [(number + 1,)]
        newest = rows(home, "select max(run_id) from meta.runs")[0][0]
        assert newest == max(read_runs(home)["run_id"])
        assert newest == rows(home, "select run_id from core.documents order by run_id desc limit 1")[0][0]
    assert read_status(home, now=datetime.now(UTC)).exit_code == OK
    assert len(list((home / "builds").glob("*.duckdb"))) == 3
