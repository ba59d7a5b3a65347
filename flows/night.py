"""One night: its id, its settings, its folders, its extractor; a lock keeps two nights from sharing a home."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.run_log import RunLog
from flows.settings import PROJECT, Settings
from warehouse.lock import LockedError, hold
from warehouse.modes import kept_private
from warehouse.status import close_broken_runs

FOLDERS = ("landing", "staged", "builds", "published", "quarantine", "reports", "state")
# Caches and the training recipe do not change what a text is read as; the weights that it makes do.
_NOT_CODE = {"__pycache__", ".ruff_cache", ".mypy_cache", "training", "train.py"}


class NightError(Exception):
    """A night that cannot start or must not publish; the message is one line that says what to do."""


@dataclass(frozen=True)
class Night:
    """What every stage of one night knows. ``started_at`` is UTC."""

    run_id: str
    started_at: datetime
    inputs: tuple[str, ...]
    settings: Settings
    model_name: str
    model_version: str
    days: tuple[date | None, date | None] = (None, None)
    log: RunLog = field(default_factory=RunLog, compare=False, repr=False)

    @property
    def home(self) -> Path:
        return self.settings.home

    @property
    def work(self) -> Path:
        """Private scratch folder of this night, removed after publishing."""
        return self.home / "builds" / f"work-{self.run_id}"

    @property
    def extractor(self) -> str:
        """Names code, rules, vocabulary and model together: when it changes, rows may change."""
        return f"{code_version()} {self.model_name} {self.model_version}"

    def settings_json(self) -> str:
        return json.dumps(self.settings.model_dump(mode="json"), sort_keys=True)


def open_night(
    inputs: tuple[str, ...], settings: Settings, days: tuple[date | None, date | None] = (None, None)
) -> Night:
    """A new night with a fresh run id; makes the folders of the home. Raises NightError when the model is missing."""
    from transforms.extract.language_model import describe_model

    for folder in FOLDERS:
        (settings.home / folder).mkdir(parents=True, exist_ok=True)
    started_at = datetime.now(UTC).replace(microsecond=0)
    run_id = f"{started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    model_name, model_version = describe_model(settings.model)
    if settings.gazetteers is not None:
        check_gazetteers(settings.gazetteers)
    paths = inputs or (str(settings.home / "landing"),)
    return Night(run_id, started_at, paths, settings, model_name, model_version, days)


def check_gazetteers(folder: Path) -> None:
    """Read the user's name lists once before the night: a broken line is told now, not by every document."""
    import spacy

    from transforms.extract.entities import read_names, use_gazetteers
    from transforms.extract.rows import Context

    use_gazetteers(folder)
    read_names(spacy.blank("en")("Oslo"), Context())


@contextmanager
def only_night(home: Path, private: bool = False) -> Iterator[None]:
    """Hold the home for one night. Raises NightError when another night holds it: a second start is harmless.

    Runs that a dead process left open are closed first, so that their records say what became of them. ``private``
    keeps all files of the home for their owner only.
    """
    try:
        with kept_private(home, private), hold(home):
            close_broken_runs(home)
            yield
    except LockedError as error:
        raise NightError(str(error)) from error


@cache
def code_version() -> str:
    """Version of the package and a digest of everything under transforms/: code, rules and vocabulary."""
    return f"{version('newsledger')}+{code_digest(PROJECT / 'transforms')}"


def code_digest(folder: Path) -> str:
    """Digest of all files of a folder that decide what a text is read as."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder)
        if not _NOT_CODE & set(name.parts):
            digest.update(str(name).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
