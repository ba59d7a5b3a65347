"""Who may read the files of a home: the umask is respected, and a private home is for its owner only."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.settings import Settings, settings_for
from tests.conftest import SAMPLE
from warehouse.modes import kept_private, narrow_modes

pytestmark = pytest.mark.slow


@pytest.fixture
def umask() -> Iterator[None]:
    """The umask of most machines, whatever the test changes."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(home: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in (home, *home.rglob("*")) if not path.is_symlink()}


def wrong(home: Path, files: int, folders: int) -> dict[str, str]:
    """Paths with another mode than wanted."""
    found = modes(home).items()
    return {str(path): oct(mode) for path, mode in found if mode != (folders if path.is_dir() else files)}


def test_the_umask_decides_and_a_private_home_is_for_its_owner_only(
    tmp_path: Path, orchestrator: None, umask: None
) -> None:
    home = tmp_path / "home"
    (home / "landing").mkdir(parents=True)
    (home / "landing" / "a.txt").write_text((SAMPLE / "courier_cable_agreement.txt").read_text())
    os.umask(0o027)
    nightly(None, Settings(home=home, workers=1))
    found = {path: mode for path, mode in modes(home).items() if "landing" not in path.parts and path != home}
    assert all(mode & 0o007 == 0 for mode in found.values()), "others read nothing"
    assert {mode & 0o040 for mode in found.values()} == {0o040}, "the group reads everything"
    os.umask(0o022)
    nightly(None, Settings(home=home, workers=1, private=True))
    assert wrong(home, 0o600, 0o700) == {}
    assert os.umask(0o022) == 0o022, "the umask of who called is as it was"


def test_a_process_that_a_private_night_starts_writes_privately(tmp_path: Path, umask: None) -> None:
    with kept_private(tmp_path, True):
        subprocess.run([sys.executable, "-c", f"open({str(tmp_path / 'page')!r}, 'w').close()"], check=True)
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == 0o600


def test_what_lay_in_the_home_before_is_narrowed_too(sample_copy: Path, umask: None, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.touch(mode=0o644)
    (sample_copy / "link").symlink_to(outside)
    (sample_copy / "gone").symlink_to(sample_copy / "nothing")
    script = sample_copy / "tell.sh"
    script.touch(mode=0o755)
    narrow_modes(sample_copy)
    assert stat.S_IMODE(script.stat().st_mode) == 0o700, "its owner may still run it"
    script.unlink()
    assert wrong(sample_copy, 0o600, 0o700) == {}
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644, "links are not followed"


@pytest.fixture
def sample_copy(tmp_path: Path, umask: None) -> Path:
    home = tmp_path / "home"
    for name in ("staged/batches/b1/documents.parquet", "published/newsledger.duckdb", "landing/a.txt"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).touch()
    return home


def test_other_commands_write_privately_too(tmp_path: Path, umask: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLEDGER_PRIVATE", "true")
    settings_for(tmp_path)
    (tmp_path / "report.html").touch()
    assert stat.S_IMODE((tmp_path / "report.html").stat().st_mode) == 0o600


def test_without_the_setting_nothing_is_touched(sample_copy: Path, umask: None) -> None:
    before = modes(sample_copy)
    with kept_private(sample_copy, False):
        (sample_copy / "new").touch()
    assert modes(sample_copy) == before | {sample_copy / "new": 0o644}
