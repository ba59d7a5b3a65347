"""Gazetteer files: the built-in ones beside this module, and a user's own folder which adds to them and overrides them.

A user's folder may hold files of the same names (``people.csv``, ``organizations.csv``, ...) with the same header.
Its rows come first: a name found there is never looked up in the built-in file. ``#`` starts a comment line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FILES = (
    *(
        "countries",
        "regions",
        "region_towns",
        "places",
        "cities",
        "towns",
        "namesakes",
        "subdivisions",
        "organizations",
        "companies",
        "bodies",
        "people",
    ),
    "leading_offices",
    *("groups", "events", "weak_names", "titles", "agents", "org_heads", "cues", "not_names", "common_words"),
    "personal_names",
)

_folder: Path | None = None


class GazetteerError(ValueError):
    """A gazetteer file cannot be read; the message names the file, the line and what is expected."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: ``title`` as in "president"; open ends are None."""

    title: str
    country: str | None
    sector: str | None
    start: date | None
    end: date | None

    def holds(self, day: date | None) -> bool:
        """Whether the office was held on the day; without a day, whether it is still held."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a gazetteer knows under a name: kind, canonical name, country and sector (null: none or not known)."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    source: str = ""
    weak: bool = False
    generic: bool = False
    roles: tuple[Role, ...] = ()


def use_gazetteers(folder: Path | str | None) -> None:
    """Read a user's gazetteers from now on (null: only the built-in ones). Raises GazetteerError if it is no folder."""
    global _folder
    path = Path(folder) if folder else None
    if path is not None and not path.is_dir():
        raise GazetteerError(f"gazetteer folder {path} does not exist; create it or unset NEWSLEDGER_GAZETTEERS")
    if path != _folder:
        _folder = path
        _forget()


def gazetteer_files() -> list[Path]:
    """The files in force, a user's own before the built-in file of the same name."""
    found = []
    for name in FILES:
        found += [path for path in _paths(name) if path.exists()]
    return found


def _paths(name: str) -> list[Path]:
    return ([_folder / f"{name}.csv"] if _folder else []) + [DATA / f"{name}.csv"]


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one gazetteer by column, a user's first; each row also has ``is_own`` ("1" for a user's)."""
    rows: list[dict[str, str]] = []
    for path in _paths(name):
        if path.exists():
            rows += _file_rows(path, own=path.parent != DATA)
    return tuple(rows)


def _file_rows(path: Path, own: bool) -> Iterator[dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    reader = csv.reader(line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    header = next(reader, [])
    expected = _header(path.name)
    if own and expected and header != expected:
        raise GazetteerError(f"{path}: the first line must be {','.join(expected)}, not {','.join(header)}")
    for row in reader:
        if len(row) > len(header):
            raise GazetteerError(f"{path}: {len(row)} fields for {len(header)} columns in the row {','.join(row)!r}")
        yield dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) | {"is_own": "1" if own else ""}


def _header(file_name: str) -> list[str]:
    path = DATA / file_name
    if not path.exists():
        return []
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return next(csv.reader(lines), [])


def split(field: str) -> list[str]:
    """The parts of a field with several values ("A|B")."""
    return [part for part in field.split("|") if part]


def read_date(field: str, path: str, last: bool = False) -> date | None:
    """A date written as year, year-month or full; ``last`` takes the last day of a year or month. Empty is null."""
    if not field:
        return None
    parts = [int(p) for p in field.split("-")] if field.replace("-", "").isdigit() else []
    if not 1 <= len(parts) <= 3:
        raise GazetteerError(f"{path}: {field!r} is not a date YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = ([*parts, 0, 0])[:3]
    if not last:
        return date(year, month or 1, day or 1)
    return date(year, month or 12, day or (28 if (month or 12) == 2 else 30 if (month or 12) in (4, 6, 9, 11) else 31))


def _forget() -> None:
    """Drop everything read from the former folder."""
    read_rows.cache_clear()
    from transforms.extract.entities import (
        homonyms,
        kinds,
        lexicon,
        namesakes,
        naming,
        no_names,
        offices,
        patterns,
        regions,
        towns,
    )

    kinds.forget()
    naming.forget()
    no_names.forget()
    offices.forget()
    lexicon.forget()
    patterns.forget()
    towns.forget()
    namesakes.forget()
    regions.forget()
    homonyms.forget()
