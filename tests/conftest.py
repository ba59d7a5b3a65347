"""Fixtures shared by the suite: one night over the bundled sample, run once and only read by the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "sample"
# Sentences the trained reader gets wrong today. Not strict: products of 8-bit numbers differ between processors.
KNOWN_MISSES = Path(__file__).parent / "known_misses.txt"

os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"
os.environ["GX_ANALYTICS_ENABLED"] = "false"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, whatever folder they lie in; the known misses of the reader are marked as such."""
    misses = set(KNOWN_MISSES.read_text(encoding="utf-8").splitlines())
    for item in items:
        if item.nodeid in misses:
            item.add_marker(pytest.mark.xfail(reason="a known miss of the trained reader"))
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture(scope="session")
def orchestrator() -> Iterator[None]:
    """One real Prefect server for all flow tests of the session: starting one takes longer than a night.

    Commands that tests start report to it, too, unless they take PREFECT_API_URL out of the environment.
    """
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        os.environ["PREFECT_API_URL"] = PREFECT_API_URL.value() or ""
        yield
        del os.environ["PREFECT_API_URL"]


@pytest.fixture(scope="session")
def sample_home(orchestrator: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one night over the bundled sample was published. Read only: copy it before changing it."""
    from flows.nightly import nightly
    from flows.settings import Settings

    home = tmp_path_factory.mktemp("night") / "home"
    nightly([str(SAMPLE)], Settings(home=home, workers=1))
    return home


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the sample's home that a test may change."""
    return Path(shutil.copytree(sample_home, tmp_path / "home"))
