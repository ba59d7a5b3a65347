"""What worker processes do with the folder of a batch: normalise its records, extract from its documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from flows.run.limits import Limits
from flows.run.workers import submit
from flows.settings import Settings

Refused = dict[str, tuple[str, str]]
Days = tuple[date | None, date | None]


def submit_normalisation(folder: Path, recurring: Path, latest: date, days: Days, settings: Settings) -> dict[str, int]:
    """Run normalise_folder in a worker process and wait; rows by table."""
    limits = _limits(folder, settings)
    return submit(normalise_folder, folder, recurring, latest, days, limits, workers=settings.workers)


def submit_extraction(folder: Path, settings: Settings) -> dict[str, int]:
    """Run extract_folder in a worker process and wait; rows by table."""
    given = settings.model, settings.gazetteers, settings.rates
    return submit(extract_folder, folder, *given, _limits(folder, settings), workers=settings.workers)


def _limits(folder: Path, settings: Settings) -> Limits:
    return Limits(settings.document_seconds, settings.document_memory_mb, folder)


def normalise_folder(
    folder: Path, recurring: Path, latest: date, days: Days, limits: Limits, refused: Refused, _is_single: bool
) -> dict[str, int]:
    """Read raw records from a batch folder, write documents, captions, signatures and the rejected into it.

    Documents that were not published from the first to the last of ``days`` are rejected.
    """
    from transforms.ledger.days import only_days
    from transforms.normalise import normalise

    raw, lines = pl.read_parquet(folder / "raw.parquet", glob=False), pl.read_parquet(recurring, glob=False)
    result = only_days(normalise(raw, lines, latest, guard=limits.guard, refused=refused), days)
    frames = {table: getattr(result, table) for table in ("documents", "captions", "signatures", "rejected")}
    for table, frame in frames.items():
        frame.write_parquet(folder / f"{table}.parquet")
    return {table: frame.height for table, frame in frames.items()}


def extract_folder(
    folder: Path,
    model: str,
    gazetteers: Path | None,
    rates: Path | None,
    limits: Limits,
    refused: Refused,
    is_single: bool,
) -> dict[str, int]:
    """Read documents and captions from a batch folder, write every derived table into it; rows by table.

    A document whose reading raises or goes beyond the limits is left without derived rows and listed in
    ``unread.parquet``; ``refusals.parquet`` counts what the readers refused, by rule.
    """
    from expectations.contract import load_contracts, polars_schema
    from transforms.extract.documents import extract
    from transforms.extract.frames import TABLES
    from transforms.extract.readers import load_readers
    from transforms.ledger.run_rows import refusal_rows

    contracts = load_contracts()
    schemas = {table: polars_schema(contracts[f"core.{table}"]) for table in TABLES}
    documents, captions = (
        pl.read_parquet(folder / f"{table}.parquet", glob=False) for table in ("documents", "captions")
    )
    readers = load_readers(model, gazetteers, rates)
    read = extract(readers, documents, captions, schemas, limits.guard, refused, is_single)
    read.unread.write_parquet(folder / "unread.parquet")
    refusal_rows(read.refusals).write_parquet(folder / "refusals.parquet")
    for table, frame in read.frames.items():
        frame.write_parquet(folder / f"{table}.parquet")
    return {table: frame.height for table, frame in read.frames.items()}
