"""A loose mapping of somebody's field names to the fields of a raw record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from transforms.ingest.decoding import UndecodableError, decode_text
from transforms.ingest.limits import MAX_DATE_CHARACTERS, MAX_FIELD_DEPTH

_ISO_DATE = re.compile(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT_DATE = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?=T|\s|Z|$|\d{6}\s*$)")
_EPOCH = re.compile(r"^\d{9,10}(?:\d{3})?(?:\.\d+)?$")
_NUMERIC_DATE = re.compile(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
# Dates outside these years are typing errors or placeholders (0001-01-01), not days of publication.
FIRST_YEAR, LAST_YEAR = 1700, 2100

# Left to itself, dateparser tries 200 languages on every value it cannot read, at a tenth of a second each.
_DATE_LANGUAGES = ["en", "fr", "de", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "ar", "id", "vi", "ja", "ko", "zh"]

_UNKNOWN_WORDS = {"", "null", "none", "nan", "n/a", "unknown", "-"}


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 10)
def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", "", str(name)).casefold()


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {field: tuple(map(_fold, names)) for field, names in _settings()["aliases"].items()}


def container_keys() -> list[str]:
    """Names under which an object may hold its list of articles."""
    return list(_settings()["containers"]["keys"])


def pick_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """The known fields of a record as plain text: ``{"headline": ..., "text": ...}``; empty ones left out."""
    folded = {_fold(name): value for name, value in record.items()}
    picked: dict[str, str] = {}
    for field, names in _aliases().items():
        for name in names if not folded.keys().isdisjoint(names) else ():
            value = _as_text(folded.get(name), is_body=field in ("text", "html"))
            if value:
                picked[field] = value
                break
    return picked


def is_known_column(name: str) -> bool:
    """True if a column of this name can give a field."""
    return any(_fold(name) in aliases for aliases in _aliases().values())


def known_columns(names: list[str]) -> set[str]:
    """Which fields a table with these column names can give."""
    folded = set(map(_fold, names))
    return {field for field, aliases in _aliases().items() if folded & set(aliases)}


def _as_text(value: Any, is_body: bool, depth: int = 0) -> str | None:
    """A string, number or date as it stands; of an object its telling member; of a list its items joined."""
    if depth > MAX_FIELD_DEPTH:
        return None
    if isinstance(value, Mapping):
        keys = [key for key in _settings()["inside"]["text" if is_body else "name"] if value.get(key)]
        return _as_text(value[keys[0]], is_body, depth + 1) if keys else None
    if isinstance(value, list | tuple):
        parts = [part for part in (_as_text(item, is_body, depth + 1) for item in value) if part]
        return ("\n\n" if is_body else ", ").join(parts) or None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, bytes):
        return _as_text(_decoded(value, is_body), is_body)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return None if text.strip().casefold() in _UNKNOWN_WORDS else text


def _decoded(value: bytes, is_body: bool) -> str | None:
    """A column of bytes (Parquet) as text. Raises UndecodableError for a body that is none; elsewhere it is unknown."""
    try:
        return decode_text(value)[0]
    except UndecodableError:
        if is_body:
            raise
        return None


def parse_date(value: str | None) -> date | None:
    """The day a metadata value names, as written there (no time zone is converted); null when unreadable or ambiguous.

    Reads ISO 8601, compact forms (20250506T101500Z), epoch seconds and milliseconds, RFC 2822 and, through dateparser,
    dates in words. ``05/06/2025`` is null: nothing says whether it is May or June.
    """
    if not value or len(value) > MAX_DATE_CHARACTERS:
        return None
    if found := (_ISO_DATE.match(value) or _COMPACT_DATE.match(value)):
        return _valid(*map(int, found.groups()))
    if _EPOCH.match(value.strip()):
        seconds = float(value)
        return _valid_date(datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date())
    if found := _NUMERIC_DATE.match(value):
        first, second, year = map(int, found.groups())
        if first <= 12 and second <= 12 and first != second:
            return None
        return _valid(year, *((second, first) if first > 12 else (first, second)))
    return _parse_words(value)


@lru_cache(maxsize=1 << 12)
def _parse_words(value: str) -> date | None:
    try:
        return _valid_date(parsedate_to_datetime(value).date())
    except (TypeError, ValueError, IndexError):
        pass
    if not re.search(r"\d", value) or len(value) > 60:
        return None
    import dateparser  # costs 0.3 s to import and is needed for dates in words only

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    try:
        parsed = dateparser.parse(value, languages=_DATE_LANGUAGES, settings=settings)
    except Exception:  # noqa: BLE001 - it raises what it likes over dates that are none
        return None
    return _valid_date(parsed.date()) if parsed else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return _valid_date(date(year, month, day))
    except ValueError:
        return None


def _valid_date(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
