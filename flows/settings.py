"""All settings in one place: from the environment (NEWSLEDGER_*), a ``.env`` file, or the command line."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from warehouse.modes import narrow_umask

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Every setting with its meaning; ``newsledger doctor`` prints the values in force."""

    # A wrong value may be a secret: errors name the setting and never repeat what stands in it.
    model_config = SettingsConfigDict(
        env_prefix="NEWSLEDGER_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    home: Path = Field(PROJECT / "warehouse" / "data", description="folder that holds landing, staged, published …")
    model: str = Field("bundled", description="spaCy pipeline: 'bundled' or the name or path of an installed one")
    gazetteers: Path | None = Field(None, description="folder with your own name lists; these come first")
    rates: Path | None = Field(None, description="your CSV of exchange rates: currency, day, usd_per_unit")
    batch_size: int = Field(250, ge=1, le=10_000, description="documents per batch: one staged Parquet partition")
    workers: int = Field(os.cpu_count() or 1, ge=1, le=64, description="processes that extract side by side")
    document_seconds: float = Field(60.0, gt=0, description="processor time that reading one document may take")
    document_memory_mb: int = Field(4096, ge=256, description="memory that reading one document may take")
    keep_builds: int = Field(3, ge=1, description="earlier builds kept for rollback")
    stale_after_hours: float = Field(36.0, gt=0, description="'newsledger status' calls an older warehouse stale")
    max_quarantined_share: float = Field(0.5, gt=0, le=1, description="share of refused records that stops the publish")
    keep_runs: int = Field(30, ge=1, description="nights whose reports and check results are kept")
    server_start_seconds: float = Field(300.0, gt=0, description="how long a night waits for its own Prefect server")
    max_withdrawn_share: float = Field(0.5, gt=0, le=1, description="share of documents that --prune may withdraw")
    query_row_limit: int = Field(10_000, ge=1, description="rows 'newsledger query' returns at most")
    query_seconds: float = Field(60.0, gt=0, description="time that 'newsledger query' may take")
    query_memory_mb: int = Field(1024, ge=16, description="memory of 'newsledger query', beside 512 MB for the engine")
    gates: Literal["enforce", "warn", "off"] = Field(
        "enforce", description="nights unlike those before: enforce (as expectations/gates.toml says), warn or off"
    )
    # Never dumped: neither the records of runs nor the orchestrator's database may hold it. A night that a schedule
    # starts reads it from the environment again.
    on_failure: SecretStr | None = Field(
        None, exclude=True, description="command (JSON on stdin) or http(s) address (JSON POST) told of a failed night"
    )
    on_failure_seconds: float = Field(10.0, gt=0, le=600, description="how long telling of a failed night may take")
    private: bool = Field(False, description="true: all files below the home only for their owner (0600, folders 0700)")

    @field_validator("on_failure")
    @classmethod
    def _require_usable(cls, value: SecretStr | None) -> SecretStr | None:
        told = value.get_secret_value().strip() if value else ""
        if not told:
            return None
        if not (urlsplit(told).hostname if is_web_address(told) else shlex.split(told)):
            raise ValueError("must be a command or an http(s) address with a host")
        return value


def is_web_address(target: str) -> bool:
    """True if a failure is posted to the target; else the target is a command."""
    return target.lower().startswith(("http://", "https://"))


def settings_for(home: Path | None, **changes: object) -> Settings:
    """Settings from the environment, with what the command line says on top; the home as an absolute path.

    With ``private`` whatever this process and its children write from now on is for its owner only.
    """
    given = {name: value for name, value in {"home": home, **changes}.items() if value is not None}
    settings = Settings(**given)  # type: ignore[arg-type]
    if settings.private:
        narrow_umask()
    return settings.model_copy(update={"home": settings.home.expanduser().resolve()})
