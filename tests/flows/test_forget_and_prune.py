"""Nights around a document that is forgotten, a file that is gone, and records that are mended."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import app, keep
from flows.nightly import nightly
from flows.settings import Settings
from warehouse.connect import open_database, published_path
from warehouse.staging import known_documents

pytestmark = pytest.mark.slow

NEWSLEDGER = Path(sys.executable).parent / "newsledger"
TREATY = "Ministers from Norway and Chile signed a fisheries treaty in Oslo on Monday, officials said. " * 3
VISIT = "President Ada Moreno of Veland visited Canada on Tuesday and met the prime minister in Ottawa. " * 3
TRADE = "Exports of Kenya rose 12 percent to $3 million in September, the statistics office said. " * 3


def rows(home: Path, sql: str) -> list[tuple]:
    with open_database(published_path(home), read_only=True) as con:
        return con.execute(sql).fetchall()


def documents(home: Path) -> set[str]:
    return {Path(path).name for (path,) in rows(home, "select source_path from core.documents")}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("treaty.txt", TREATY), ("visit.txt", VISIT), ("trade.txt", TRADE)):
        (folder / name).write_text(text)
    (folder / "manifest.jsonl").write_text(json.dumps({"file": "visit.txt", "url": "https://a.example/visit"}) + "\n")
    (folder / "broken.json").write_text('{"title": "Talks", "text": ')
    (folder / "empty.txt").write_text("")
    (folder / "link.txt").symlink_to("/etc/passwd")
    return folder


def test_three_nights_keep_out_withdraw_and_replay_and_say_so(
    orchestrator: None, inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    settings = Settings(home=home, workers=1)
    nightly([str(inputs)], settings)
    command = [NEWSLEDGER, "forget", "https://a.example/visit?utm_source=x", "--home", home]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.startswith("forgotten and kept out from now on: d")
    assert documents(home) == {"treaty.txt", "trade.txt"}

    # The file comes again, and so does its text under another name and without its address; another file is gone.
    (inputs / "copy.txt").write_text(VISIT)
    (inputs / "treaty.txt").unlink()
    again = nightly([str(inputs)], settings, prune=True)
    assert again.dispositions == {"forgotten": 2, "quarantined": 3, "unchanged": 1, "withdrawn": 1}
    assert documents(home) == {"trade.txt"}
    assert known_documents(home).height == 1
    assert rows(home, "select source_path, reason from meta.dispositions where disposition = 'withdrawn'") == [
        (str(inputs / "treaty.txt"), "source_gone")
    ]
    keep.print_withdrawn(again)
    shown = capsys.readouterr().out
    assert "withdrawn, their files are gone: 1" in shown
    assert str(inputs / "treaty.txt") in shown
    held = [path for path in home.rglob("*") if path.is_file() and b"Ada Moreno" in path.read_bytes()]
    assert held == []

    # What was withdrawn may come back; what was begun to be forgotten is gone before the next night reads.
    (inputs / "broken.json").write_text(json.dumps({"title": "Talks", "text": TREATY}))
    trade = rows(home, "select document_id from core.documents")[0][0]
    (home / "state" / "forgetting.json").write_text(json.dumps({"document_ids": [trade], "first_run": "0"}))
    app.replay(home)
    shown = capsys.readouterr().out
    for line in ("replayed: 3 refused before", "  1 now loaded", "  1 still refused: empty 1", "  1 not read again"):
        assert line in shown
    assert documents(home) == {"broken.json"}
    assert not any("root:" in text for (text,) in rows(home, "select text from core.documents"))
