"""All settings in one place: from the environment (NEWSLEDGER_*), a ``.env`` file, or the command line."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Every setting with its meaning; ``newsledger doctor`` prints the values in force."""

    model_config = SettingsConfigDict(env_prefix="NEWSLEDGER_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(PROJECT / "warehouse" / "data", description="folder that holds landing, staged, published …")
    model: str = Field("bundled", description="spaCy pipeline: 'bundled' or the name or path of an installed one")
    gazetteers: Path | None = Field(None, description="folder with your own name lists; these come first")
    batch_size: int = Field(250, ge=1, le=10_000, description="documents per batch: one staged Parquet partition")
    workers: int = Field(os.cpu_count() or 1, ge=1, le=64, description="processes that extract side by side")
    keep_builds: int = Field(3, ge=1, description="earlier builds kept for rollback")
    stale_after_hours: float = Field(36.0, gt=0, description="'newsledger status' calls an older warehouse stale")
    max_quarantined_share: float = Field(0.5, gt=0, le=1, description="share of refused records that stops the publish")
    keep_runs: int = Field(30, ge=1, description="nights whose reports and check results are kept")
    server_start_seconds: float = Field(300.0, gt=0, description="how long a night waits for its own Prefect server")
    max_withdrawn_share: float = Field(0.5, gt=0, le=1, description="share of documents that --prune may withdraw")
    query_row_limit: int = Field(10_000, ge=1, description="rows 'newsledger query' returns at most")
    query_seconds: float = Field(60.0, gt=0, description="time that 'newsledger query' may take")
    query_memory_mb: int = Field(1024, ge=16, description="memory of 'newsledger query', beside 512 MB for the engine")


def settings_for(home: Path | None, **changes: object) -> Settings:
    """Settings from the environment, with what the command line says on top; the home as an absolute path."""
    given = {name: value for name, value in {"home": home, **changes}.items() if value is not None}
    settings = Settings(**given)  # type: ignore[arg-type]
    return settings.model_copy(update={"home": settings.home.expanduser().resolve()})
