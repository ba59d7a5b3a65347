"""The night's page: readable offline, and drawn by a real browser where one is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BROWSER = next((found for name in ("chromium", "google-chrome", "chrome") if (found := shutil.which(name))), None)
SECTIONS = ("What came in", "Stages", "Quarantine", "Tables", "Movements", "Figures", "Names")


@pytest.fixture
def page(sample_home: Path) -> Path:
    return next((sample_home / "reports").glob("*.html"))


def test_nothing_on_the_page_is_fetched_from_elsewhere(page: Path) -> None:
    assert not re.findall(r"(?:src|href)\s*=|url\(|@import", page.read_text(encoding="utf-8"))


def test_every_section_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert all(f"<h2>{section}</h2>" in text for section in SECTIONS)
    assert "broken_truncated.json" in text


@pytest.mark.skipif(BROWSER is None, reason="no chromium or chrome on this machine")
def test_a_browser_draws_every_section_with_its_rows(page: Path, tmp_path: Path) -> None:
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-sync",
    ]
    command = [str(BROWSER), *flags, f"--user-data-dir={tmp_path}", "--dump-dom", page.as_uri()]
    drawn = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert all(section in drawn for section in SECTIONS)
    assert drawn.count("<tr>") > 40
