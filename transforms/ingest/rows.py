"""The one shape every reader gives: a raw record, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

import polars as pl

RAW_SCHEMA = pl.Schema(
    {
        "record_id": pl.String,
        "source_path": pl.String,
        "record_no": pl.Int64,
        "format": pl.String,
        "text": pl.String,
        "html": pl.String,
        "url": pl.String,
        "publisher": pl.String,
        "headline": pl.String,
        "byline": pl.String,
        "section": pl.String,
        "language": pl.String,
        "published_on": pl.Date,
        "published_basis": pl.String,
        "encoding": pl.String,
        "raw_hash": pl.String,
        "reason": pl.String,
        "detail": pl.String,
    }
)


@dataclass(slots=True)
class RawRow:
    """One input record. ``text`` is null for pages (their text is read out of ``html`` later) and on failure."""

    source_path: str
    record_no: int
    format: str
    text: str | None = None
    html: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None
    published_on: date | None = None
    published_basis: str | None = None
    encoding: str | None = None
    raw_hash: str | None = None
    reason: str | None = None
    detail: str | None = None
    record_id: str = ""


_COLUMNS = [field.name for field in fields(RawRow)]


def failed_row(source_path: str, record_no: int, format: str, reason: str, detail: str) -> RawRow:
    """A record that cannot be used: ``reason`` is one machine word, ``detail`` names the file and the fix."""
    return RawRow(source_path, record_no, format, reason=reason, detail=detail)


def to_frame(rows: Iterable[RawRow]) -> pl.DataFrame:
    """Rows as a frame of RAW_SCHEMA, in the order given."""
    rows = list(rows)
    columns = {name: [_storable(name, getattr(row, name)) for row in rows] for name in _COLUMNS}
    return pl.DataFrame(columns, schema_overrides=RAW_SCHEMA).select(RAW_SCHEMA.names())


def _storable(column: str, value: object) -> object:
    """Text as UTF-8 can hold it: half a surrogate pair, as bad JSON and foreign file names have it, is replaced."""
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        if column in _NAMES_OF_FILES:
            return value.encode("utf-8", "backslashreplace").decode("utf-8")
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


# Here the odd bytes must stay legible, so that the user finds the file.
_NAMES_OF_FILES = ("source_path", "detail")
