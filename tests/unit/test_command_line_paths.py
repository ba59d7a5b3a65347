"""However a path is spelled, it is the same file, with the same record_id."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli.app import _absolute


@pytest.mark.parametrize("spelling", ["in/n1", "./in/n1", "in/../in/n1", "in//n1/", "../here/in/n1", "{here}/in/n1"])
def test_one_path_for_all_spellings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelling: str) -> None:
    here = tmp_path / "here"
    (here / "in" / "n1").mkdir(parents=True)
    monkeypatch.chdir(here)
    assert _absolute([spelling.format(here=here)]) == [str(here / "in" / "n1")]


def test_links_and_globs_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)
    assert _absolute(["link", "link/*.txt"]) == [str(tmp_path / "link"), str(tmp_path / "link" / "*.txt")]
