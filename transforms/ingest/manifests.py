"""Metadata beside the files: ``manifest.jsonl``, ``manifest.csv`` and ``X.meta.json``; themselves no records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from transforms.ingest.decoding import UndecodableError, decode_text
from transforms.ingest.limits import MAX_FIELD_CHARACTERS, MAX_SIDECAR_BYTES
from transforms.ingest.opening import plain_name
from transforms.ingest.rows import RawRow, failed_row

MANIFEST_NAMES = ("manifest.jsonl", "manifest.csv")
META_SUFFIX = ".meta.json"


@dataclass
class Manifest:
    """What the sidecars of one folder (or archive) say: file name → metadata fields, and the lines that say nothing."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, tuple[str, int]] = field(default_factory=dict)
    failures: list[RawRow] = field(default_factory=list)

    def lookup(self, name: str) -> dict[str, Any]:
        """The metadata of a file by its path relative to the manifest, with or without the compression suffix."""
        return self.entries.get(name) or self.entries.get(plain_name(name)) or {}

    def absent_rows(self, present: set[str]) -> Iterator[RawRow]:
        """One failing row for each entry whose file is not among the ``present`` relative paths."""
        known = present | {plain_name(name) for name in present}
        for name, (path, line_no) in self.lines.items():
            if name not in known:
                detail = f"{path} line {line_no}: names {name}, which is not there; add the file or delete the line"
                yield failed_row(path, line_no - 1, "manifest", "missing_file", detail)


def is_manifest(name: str) -> bool:
    """Whether a file of this name describes its neighbours."""
    return PurePosixPath(name).name.lower() in MANIFEST_NAMES


def is_meta(name: str) -> bool:
    """Whether a file of this name describes the one beside it."""
    return name.lower().endswith(META_SUFFIX)


def described_by(meta_name: str, names: set[str]) -> str | None:
    """Which of the neighbours ``names`` an ``X.meta.json`` describes: X itself, or X with any other ending."""
    stem = meta_name[: -len(META_SUFFIX)]
    if stem in names:
        return stem
    return min(
        (
            n
            for n in names
            if plain_name(n) == stem or PurePosixPath(plain_name(n)).with_suffix("") == PurePosixPath(stem)
        ),
        default=None,
    )


def read_manifest(path: str, data: bytes, folder: str = "") -> Manifest:
    """Parse a manifest. ``path`` is its name in messages, ``folder`` the prefix of its entries inside an archive."""
    manifest = Manifest()
    try:
        text, _ = decode_text(data)
    except UndecodableError as error:
        manifest.failures.append(failed_row(path, 0, "manifest", "unreadable", f"{path}: {error}; save it as UTF-8"))
        return manifest
    rows = _csv_rows(path, text, manifest) if path.lower().endswith(".csv") else _json_rows(path, text, manifest)
    for line_no, row in rows:
        name = str(row.get("file") or row.get("filename") or "").strip().replace("\\", "/").removeprefix("./")
        if not name:
            detail = f"{path} line {line_no}: has no 'file'; name the file this line describes"
            manifest.failures.append(failed_row(path, line_no - 1, "manifest", "not_a_record", detail))
            continue
        if len(name) > MAX_FIELD_CHARACTERS:
            detail = f"{path} line {line_no}: names a file by {len(name):,} characters; correct this line"
            manifest.failures.append(failed_row(path, line_no - 1, "manifest", "not_a_record", detail))
            continue
        if _leads_out(name):
            detail = f"{path} line {line_no}: names {name}, outside its folder; copy the file there and name it so"
            manifest.failures.append(failed_row(path, line_no - 1, "manifest", "outside_input", detail))
            continue
        manifest.entries[folder + name] = row
        manifest.lines[folder + name] = (path, line_no)
    return manifest


def parse_integer(digits: str) -> int | str:
    """A JSON integer; one that Python refuses to count (more than 4,300 digits) stays text."""
    try:
        return int(digits)
    except ValueError:
        return digits


def _leads_out(name: str) -> bool:
    """True if a name in a manifest leaves its folder. Examples: "/etc/hosts", "../a.txt" → True; "b/a.txt" → False."""
    parts = PurePosixPath(name)
    return parts.is_absolute() or ".." in parts.parts or "\0" in name


def read_meta(path: str, data: bytes) -> dict[str, Any] | RawRow:
    """The object in an ``X.meta.json``, or a failing row."""
    try:
        value = json.loads(decode_text(data)[0], parse_int=parse_integer)
    except (UndecodableError, ValueError, RecursionError) as error:
        return failed_row(path, 0, "manifest", "bad_json", f"{path}: {error}; correct the JSON")
    if not isinstance(value, dict):
        return failed_row(path, 0, "manifest", "not_a_record", f'{path}: holds no JSON object; write {{"url": ...}}')
    return value


def _csv_rows(path: str, text: str, manifest: Manifest) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(MAX_SIDECAR_BYTES)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line_no = reader.reader.line_num  # that of the DictReader stays behind at an error
            detail = f"{path} line {line_no}: {error}; correct this line"
            manifest.failures.append(failed_row(path, line_no - 1, "manifest", "bad_csv", detail))
            continue
        yield reader.line_num, {(key or "").strip(): value for key, value in row.items() if value}


def _json_rows(path: str, text: str, manifest: Manifest) -> Iterator[tuple[int, dict[str, Any]]]:
    for line_no, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_int=parse_integer)
        except (ValueError, RecursionError) as error:
            detail = f"{path} line {line_no}: {error}; correct the JSON of this line"
            manifest.failures.append(failed_row(path, line_no - 1, "manifest", "bad_json", detail))
            continue
        yield line_no, row if isinstance(row, dict) else {}
