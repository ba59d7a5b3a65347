"""One document that is too slow, too large or deadly costs itself, and nothing of what is read beside it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from flows.run import workers
from flows.run.limits import Limits

pytestmark = pytest.mark.slow
LIMITS = Limits(0.3, 600, grace_seconds=1)


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    workers.close_workers()


def read_folder(
    folder: Path, names: list[str], limits: Limits, refused: dict[str, tuple[str, str]], is_single: bool
) -> dict[str, int]:
    """In a worker: read one document after the other; its name says how that goes."""
    with (folder / "tries").open("a") as tries:
        tries.write(f"{is_single} ")
    counts = {"read": 0}
    for name in names:
        if name in refused:
            counts[f"{name}:{refused[name][0]}"] = 1
            continue
        try:
            with replace(limits, folder=folder).guard(name):
                read_document(folder, name)
                counts["read"] += 1
        except Exception as error:  # noqa: BLE001
            counts[f"{name}:{type(error).__name__}"] = 1
    return counts


def read_document(folder: Path, name: str) -> None:
    if name == "endless":
        while True:
            with suppress(Exception):  # as libraries do
                re.match(r"(a|a)*b", "a" * 40)
    elif name == "stuck in C":
        lxml_html.fromstring("<p " + " ".join(f"a{number}=b" for number in range(150_000)) + ">")
    elif name == "large":
        bytearray(2 << 30)
    elif name == "deadly":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == "killed once" and not (folder / "killed").exists():
        (folder / "killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "waits":
        time.sleep(1.0)


def read(folder: Path, *names: str) -> dict[str, int]:
    return workers.submit(read_folder, folder, list(names), LIMITS, workers=2)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("endless", "endless:TooSlowError"),
        ("stuck in C", "stuck in C:too_slow"),
        ("large", "large:MemoryError"),
        ("deadly", "deadly:reading_failed"),
    ],
)
def test_a_document_beyond_its_limits_is_refused_alone(tmp_path: Path, name: str, told: str) -> None:
    assert read(tmp_path, "a", name, "b") == {"read": 2, told: 1}


def test_waiting_is_not_reading(tmp_path: Path) -> None:
    assert read(tmp_path, "waits") == {"read": 1}


def test_a_worker_that_is_killed_by_chance_costs_no_document(tmp_path: Path) -> None:
    assert read(tmp_path, "a", "killed once", "b") == {"read": 3}
    assert (tmp_path / "tries").read_text() == "False True "
