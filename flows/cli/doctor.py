"""``newsledger doctor``: what is in force on this machine, and what would stop a night."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.run.night import code_version
from flows.settings import Settings, is_web_address
from warehouse.masking import mask_secrets

LIBRARIES = ("prefect", "duckdb", "polars", "spacy", "great-expectations", "trafilatura")
Check = tuple[str, bool, str]


def run_doctor(settings: Settings, console: Console) -> int:
    """Print settings, data files and checks; 0 when a night can run, 1 when something would stop it."""
    _print_settings(settings, console)
    _print_data_files(settings, console)
    checks = list(examine(settings))
    table = Table("check", "", "finding", title="checks", title_justify="left", show_edge=False)
    for name, passed, finding in checks:
        table.add_row(name, "ok" if passed else "FAILS", finding)
    console.print(table)
    return 0 if all(passed for _, passed, _ in checks) else 1


def examine(settings: Settings) -> Iterator[Check]:
    """Every check as (name, passed, what was found and how to mend it)."""
    yield "python", True, f"{platform.python_version()}, {os.cpu_count()} cores"
    yield "code", True, f"newsledger {code_version()}, " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield _model(settings)
    yield _home(settings.home)
    yield from _records(settings.home)
    yield _rates(settings)
    yield _server()
    yield _on_failure(settings)
    quiet = os.environ.get("PREFECT_SERVER_ANALYTICS_ENABLED") == "false" and os.environ.get("DO_NOT_TRACK") == "1"
    yield "telemetry", quiet, "off" if quiet else "on: unset PREFECT_SERVER_ANALYTICS_ENABLED and DO_NOT_TRACK"


def _model(settings: Settings) -> Check:
    from transforms.extract.language_model import ModelError, describe_model, load_model

    try:
        nlp = load_model(settings.model)
    except ModelError as error:
        return "model", False, str(error)
    return "model", True, f"{' '.join(describe_model(settings.model))}: {', '.join(nlp.pipe_names)}"


def _rates(settings: Settings) -> Check:
    """Whether the user's exchange rates can be read."""
    from transforms.extract.metrics.conversion.exchange import ExchangeRates, RatesError

    if settings.rates is None:
        return "rates", True, "no exchange rates: value_usd of other money stays empty; set NEWSLEDGER_RATES"
    try:
        rates = ExchangeRates.load(settings.rates)
    except RatesError as error:
        return "rates", False, str(error)
    return "rates", True, f"{len(rates.usd_per_unit):,} rates of {len(rates.days)} currencies in {settings.rates}"


def _home(home: Path) -> Check:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        return "home", False, f"{existing} cannot be written; give another --home or change its permissions"
    free = shutil.disk_usage(existing).free / 2**30
    return "home", free > 1, f"{home} ({free:,.0f} GiB free{'' if free > 1 else ': make room'})"


def _records(home: Path) -> Iterator[Check]:
    """What would stop every night of this home, mended on the spot."""
    from warehouse.lock import LockedError
    from warehouse.mending import mend_home, published_damage

    try:
        found = mend_home(home)
    except LockedError:
        yield "records", True, "a night is running; its home was not looked at"
        return
    except OSError as error:
        yield "records", False, f"{home} cannot be mended: {error.strerror}; check its permissions"
        return
    for line in found:
        yield "records", True, f"mended: {line}"
    if not found:
        yield "records", True, "every run and batch of the home can be read"
    damage = published_damage(home)
    yield "published", damage is None, damage or "nothing wrong"


def _server() -> Check:
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        return "orchestrator", True, "none running; every night starts its own"
    import httpx

    try:
        httpx.get(f"{address}/health", timeout=3).raise_for_status()
    except httpx.HTTPError as error:
        why = mask_secrets(f"{address} does not answer ({error})")
        return "orchestrator", False, f"{why}; start it or unset PREFECT_API_URL"
    return "orchestrator", True, f"{mask_secrets(address)} answers"


def _on_failure(settings: Settings) -> Check:
    """Whether somebody can be told of a failed night; an address is not called, it would tell of one."""
    target = settings.on_failure.get_secret_value().strip() if settings.on_failure else ""
    if not target:
        return "on_failure", True, "nobody is told of a failed night; set NEWSLEDGER_ON_FAILURE"
    if is_web_address(target):
        return "on_failure", True, "a web address is told of a failed night"
    if shutil.which(shlex.split(target)[0]) is None:
        return "on_failure", False, "the command of NEWSLEDGER_ON_FAILURE is missing or may not be run"
    return "on_failure", True, "a command is told of a failed night"


def _print_settings(settings: Settings, console: Console) -> None:
    table = Table("setting", "value", "meaning", title="settings (NEWSLEDGER_…)", title_justify="left", show_edge=False)
    for name, field in Settings.model_fields.items():
        table.add_row(name, str(getattr(settings, name)), field.description or "")
    console.print(table)


def _print_data_files(settings: Settings, console: Console) -> None:
    from transforms.extract.entities import gazetteer_files, use_gazetteers

    if settings.gazetteers is not None:
        use_gazetteers(settings.gazetteers)
    table = Table("file", title="name lists in force", title_justify="left", show_edge=False)
    for path in gazetteer_files():
        table.add_row(str(path))
    console.print(table)
