"""One night: its id, its settings, its folders, its extractor; a lock keeps two nights from sharing a home."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

import polars as pl

from flows.run.run_log import RunLog
from flows.settings import PROJECT, Settings
from transforms.ledger.dispositions import empty_decisions
from warehouse.leftovers import WORK_FOLDER, remove_leftovers
from warehouse.lock import LockedError, hold
from warehouse.modes import kept_private
from warehouse.rollback import require_may_publish
from warehouse.status import close_broken_runs, start_of_run

# Made once the night may start: a wrong path leaves its record in the home, and nothing else.
FOLDERS = ("builds", "published", "quarantine", "reports")
_STAMP = "%Y%m%dT%H%M%SZ"
# Caches, the training recipe, the ledger and what builds data files do not change what a text is read as; the weights
# that are trained, and the files that are built, do.
_NOT_CODE = {"__pycache__", ".ruff_cache", ".mypy_cache", "training", "train.py", "ledger"}
_BUILDS_DATA = "build_"


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
    prune: bool = False
    log: RunLog = field(default_factory=RunLog, compare=False, repr=False)

    @property
    def home(self) -> Path:
        return self.settings.home

    @property
    def work(self) -> Path:
        """Private scratch folder of this night, removed after publishing."""
        return self.home / "builds" / WORK_FOLDER.format(run_id=self.run_id)

    @property
    def report(self) -> Path:
        """Where the night's page lies."""
        return self.home / "reports" / f"{self.run_id}.html"

    @property
    def recurring_lines(self) -> Path:
        """The lines that recur over the articles of a publisher, which normalise leaves out."""
        return self.work / "recurring_lines.parquet"

    @property
    def latest_day(self) -> date:
        """The last day on which anything read tonight can have been published; two days of grace for time zones."""
        return (self.started_at + timedelta(days=2)).date()

    @property
    def extractor(self) -> str:
        """Names code, rules, vocabulary and model together: when it changes, rows may change."""
        return f"{code_version()} {self.model_name} {self.model_version}"

    @property
    def reads_all(self) -> bool:
        """True if the run read all that its input holds, as nights do; False for a backfill."""
        return self.days == (None, None) and self._index.exists()

    @property
    def _index(self) -> Path:
        return self.work / "index.parquet"

    @property
    def _withdrawals(self) -> Path:
        return self.work / "withdrawn.parquet"

    def write_index(self, decided: pl.DataFrame) -> None:
        """Keep what was decided about each record when it was read."""
        decided.write_parquet(self._index)

    def read_index(self) -> pl.DataFrame:
        """The decided index of the run; empty for a run that reads no input."""
        return pl.read_parquet(self._index, glob=False) if self._index.exists() else empty_decisions()

    def plan_withdrawals(self, gone: pl.DataFrame) -> None:
        """Keep which documents the night withdraws when it loads."""
        gone.write_parquet(self._withdrawals)

    def read_withdrawals(self) -> pl.DataFrame | None:
        """What the night withdraws; None for a night that was not asked to."""
        return pl.read_parquet(self._withdrawals, glob=False) if self._withdrawals.exists() else None

    def settings_json(self) -> str:
        return json.dumps(self.settings.model_dump(mode="json"), sort_keys=True)


def open_night(
    inputs: tuple[str, ...],
    settings: Settings,
    days: tuple[date | None, date | None] = (None, None),
    run_id: str | None = None,
    prune: bool = False,
) -> Night:
    """A new night with a fresh run id, or the one that was launched as ``run_id``.

    Nothing is checked yet: what is wrong should stand in the night's record (see check_night).
    """
    from transforms.extract.language_model import ModelError, describe_model

    for folder in ("staged", "state") if inputs else ("staged", "state", "landing"):
        (settings.home / folder).mkdir(parents=True, exist_ok=True)
    started_at = datetime.now(UTC).replace(microsecond=0)
    if run_id is None:
        run_id = next_run_id(settings.home, started_at)
    else:
        started_at = start_of_run(settings.home, run_id)
    try:
        model = describe_model(settings.model)
    except ModelError:
        model = settings.model, "missing"
    paths = inputs or (str(settings.home / "landing"),)
    return Night(run_id, started_at, paths, settings, *model, days, prune)


def next_run_id(home: Path, started_at: datetime) -> str:
    """An id that sorts behind those of all earlier runs, also when the clock was set back since."""
    newest = max((folder.name for folder in (home / "staged" / "runs").glob("[0-9]*T*Z-*")), default="")
    if newest[:16] >= f"{started_at:{_STAMP}}":
        started_at = datetime.strptime(newest[:16], _STAMP) + timedelta(seconds=1)
    return f"{started_at:{_STAMP}}-{secrets.token_hex(3)}"


def check_night(night: Night, reads_input: bool = True) -> None:
    """Tell at once what would stop a night: a wrong path, a missing model, a broken table, a wrong correction.

    Makes the folders of the home when nothing does.

    ``reads_input`` is false for a night that reads staged documents again. Raises NightError, ModelError,
    GazetteerError, RatesError or WarehouseError.
    """
    from transforms.extract.language_model import describe_model
    from transforms.extract.metrics.conversion.exchange import ExchangeRates
    from transforms.ingest import InputError, expand_inputs
    from warehouse.corrections import require_valid

    require_may_publish(night.home)
    if reads_input:
        try:
            expand_inputs([Path(path) for path in night.inputs])
        except InputError as error:
            raise NightError(str(error)) from error
    describe_model(night.settings.model)
    if night.settings.gazetteers is not None:
        check_gazetteers(night.settings.gazetteers)
    if night.settings.rates is not None:
        ExchangeRates.load(night.settings.rates)
    require_valid(night.home)
    for folder in FOLDERS:
        (night.home / folder).mkdir(exist_ok=True)


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

    Runs that a dead process left open are closed first, so that their records say what became of them, a forgetting
    that was broken off is finished, and what was left half-done is removed. ``private`` keeps all files of the home for
    their owner only.
    """
    try:
        with kept_private(home, private), hold(home) as is_first:
            if is_first:
                close_broken_runs(home)
                _finish_forgetting(home)
                remove_leftovers(home)
            yield
    except LockedError as error:
        raise NightError(str(error)) from error


def _finish_forgetting(home: Path) -> None:
    """A document that was to be forgotten when something broke off is gone before anything new is read."""
    if (home / "state" / "forgetting.json").exists():
        from warehouse.derive import derive_stories_and_events
        from warehouse.forget import finish_forgetting

        finish_forgetting(home, derive_stories_and_events)


@cache
def code_version() -> str:
    """Version of the package and a digest of everything under transforms/: code, rules and vocabulary."""
    return f"{version('newsledger')}+{code_digest(PROJECT / 'transforms')}"


def code_digest(folder: Path) -> str:
    """Digest of all files of a folder that decide what a text is read as."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder)
        if not _NOT_CODE & set(name.parts) and not name.name.startswith(_BUILDS_DATA):
            digest.update(str(name).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
