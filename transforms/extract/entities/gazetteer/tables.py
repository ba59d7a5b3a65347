"""Gazetteer files: the built-in ones in ``data/``, and a user's own folder which adds to them and overrides them.

A user's folder may hold files of the same names (``people.csv``, ``organizations.csv``, ...) with the same header.
Its rows come first: a name found there is never looked up in the built-in file. ``#`` starts a comment line. Reading
is the check: what is wrong with a user's file is told with file, line and fix.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
FILES = (
    *("countries", "regions", "region_towns", "places", "cities", "towns", "namesakes", "subdivisions"),
    *("organizations", "companies", "bodies", "people", "leading_offices", "groups", "events", "weak_names"),
    *("titles", "agents", "org_heads", "cues", "not_names", "common_words", "personal_names"),
)
# Columns that tell who vouches for a row; a user's file may do without them.
PROVENANCE = ("source", "checked_on")
# Columns in which a user's row may have only what some built-in row has, too.
_CLOSED = ("kind", "sort", "place", "weak", "of", "honorific", "lone", "at_home", "shared")
_CODE = re.compile(r"[A-Z]{3}")
_MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class GazetteerError(ValueError):
    """A gazetteer file cannot be read; the message names the file, the line and the fix."""


class Row(dict[str, str]):
    """One row by column, with the place it stands at; ``is_own`` for a user's."""

    __slots__ = ("is_own", "line", "path")

    def __init__(self, values: Iterator[tuple[str, str]], path: Path, line: int, is_own: bool) -> None:
        super().__init__(values)
        self.path, self.line, self.is_own = path, line, is_own

    def error(self, problem: str) -> GazetteerError:
        """What is wrong with this row, as an error that names its place."""
        return GazetteerError(f"{self.path} line {self.line}: {problem}")

    def split(self, column: str) -> list[str]:
        """The parts of a field with several values ("A|B")."""
        return split(self[column])

    def date(self, column: str, last: bool = False) -> date | None:
        """A date written as year, year-month or full; ``last`` takes the last day of a year or month."""
        if not self[column]:
            return None
        try:
            return read_date(self[column], last)
        except ValueError:
            raise self.error(f"{self[column]!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD") from None

    def number(self, column: str) -> float:
        """A number. Raises GazetteerError."""
        try:
            return float(self[column])
        except ValueError:
            raise self.error(f"{self[column]!r} is not a number; write one in column {column}") from None


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of all gazetteers, a user's first, and the files they come from."""

    rows: Mapping[str, tuple[Row, ...]]
    files: tuple[Path, ...]

    @classmethod
    def read(cls, own: Path | None = None) -> Tables:
        """Read the built-in files and those of the folder ``own``. Raises GazetteerError."""
        if own is not None:
            _require_known_files(own)
        built_in = {name: tuple(_read_file(DATA / f"{name}.csv", is_own=False)) for name in FILES}
        sectors = {row["sector"] for rows in built_in.values() for row in rows if "sector" in row}
        rows, files = {}, []
        for name in FILES:
            path = own / f"{name}.csv" if own is not None else None
            added: tuple[Row, ...] = ()
            if path is not None and path.is_file():
                added = tuple(_read_file(path, is_own=True))
                _require_valid(added, built_in[name], sectors)
                files.append(path)
            files.append(DATA / f"{name}.csv")
            rows[name] = added + built_in[name]
        return cls(rows, tuple(files))

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        return self.rows[name]

    def half(self, name: str, is_own: bool) -> Iterator[Row]:
        """The user's rows of a table, or the built-in ones."""
        return (row for row in self.rows[name] if row.is_own == is_own)


def built_in_rows(name: str) -> list[Row]:
    """The rows of one built-in gazetteer."""
    return list(_read_file(DATA / f"{name}.csv", is_own=False))


def split(field: str) -> list[str]:
    """The parts of a field with several values ("A|B")."""
    return [part for part in field.split("|") if part]


def read_date(field: str, last: bool = False) -> date:
    """A date written as year, year-month or full. Raises ValueError."""
    parts = [int(part) for part in field.split("-")]
    if not 1 <= len(parts) <= 3:
        raise ValueError(field)
    year, month, day = ([*parts, 0, 0])[:3]
    if not last:
        return date(year, month if len(parts) > 1 else 1, day if len(parts) > 2 else 1)
    month = month if len(parts) > 1 else 12
    return date(year, month, day if len(parts) > 2 else _MONTH_ENDS[month - 1])


def _require_known_files(folder: Path) -> None:
    """Refuse a folder that is none, and files in it that look like gazetteers and would never be read."""
    if not folder.is_dir():
        raise GazetteerError(f"gazetteer folder {folder} does not exist; create it or unset NEWSLEDGER_GAZETTEERS")
    for path in sorted(folder.iterdir()):
        name = path.stem.lower()
        if path.name in {f"{known}.csv" for known in FILES} or path.name.startswith("."):
            continue
        if name in FILES or path.suffix.lower() == ".csv":
            meant = get_close_matches(name, FILES, 1, cutoff=0.0)[0]
            raise GazetteerError(
                f"{path}: no gazetteer has this name; rename it, perhaps to {meant}.csv, or move it away "
                f"(known: {', '.join(FILES)}, each with .csv)"
            )


def _read_file(path: Path, is_own: bool) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and line.lstrip()[0] != "#"]
    reader = csv.reader((line for _, line in kept), strict=is_own)
    place = partial(_line, kept, reader)
    try:
        header = next(reader, [])
        if is_own:
            _require_header(path, header, place())
        for row in reader:
            if len(row) > len(header):
                raise GazetteerError(
                    f"{path} line {place()}: {len(row)} fields for {len(header)} columns; remove the extra ones, or "
                    'put a field that has a comma into double quotes ("A, B")'
                )
            yield Row(zip(header, row + [""] * (len(header) - len(row)), strict=True), path, place(), is_own)  # type: ignore[arg-type]
    except csv.Error as error:
        raise GazetteerError(f"{path} line {place()}: {error}; mend the quotes of that line") from error


def _line(kept: list[tuple[int, str]], reader: object) -> int:
    """The number in the file of the line that was read last."""
    return kept[max(0, reader.line_num - 1)][0] if kept else 1  # type: ignore[attr-defined]


def _require_header(path: Path, header: list[str], line: int) -> None:
    first = next(line for line in (DATA / path.name).read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    expected = next(csv.reader([first]))
    if header not in (expected, [name for name in expected if name not in PROVENANCE]):
        raise GazetteerError(f"{path} line {line}: the first line must be {','.join(expected)}, not {','.join(header)}")


def _require_valid(added: tuple[Row, ...], built_in: tuple[Row, ...], sectors: set[str]) -> None:
    """Refuse rows whose fields no reader understands."""
    if not added:
        return
    columns = tuple(added[0])
    allowed = {column: {row[column] for row in built_in} for column in _CLOSED if column in columns}
    if "sector" in columns:
        allowed["sector"] = sectors
    for row in added:
        if not row[columns[0]].strip():
            raise row.error(f"column {columns[0]} is empty; fill it in or remove the line")
        for column, values in allowed.items():
            if row[column] not in values:
                known = ", ".join(sorted(filter(None, values)))
                raise row.error(f"{row[column]!r} is not known in column {column}; write one of {known}")
        for column in ("country", "alpha3", "countries"):
            for code in split(row.get(column, "")):
                if not _CODE.fullmatch(code):
                    raise row.error(f"{code!r} is no country code; write three capitals of ISO 3166-1 (NOR)")
