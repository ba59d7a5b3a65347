"""The ingest stage: files of any known format in, raw records out, none lost and none twice."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from transforms import ids
from transforms.ingest.archives import archive_sources
from transforms.ingest.decoding import UndecodableError
from transforms.ingest.inputs import InputError, InputFile, expand_inputs, expand_path, listed_files
from transforms.ingest.manifests import is_manifest, is_meta
from transforms.ingest.opening import DAMAGED, TooLargeError, open_file
from transforms.ingest.readers import READERS
from transforms.ingest.rows import RAW_SCHEMA, RawRow, failed_row, to_frame
from transforms.ingest.sidecars import Sidecars
from transforms.ingest.sources import KNOWN_ENDINGS, Source, format_of

__all__ = ["RAW_SCHEMA", "InputError", "expand_inputs", "read_inputs"]

# A batch ends at this many characters too: 500 long web pages would be half a gigabyte.
_MAX_BATCH_CHARS = 48_000_000


def read_inputs(paths: Iterable[Path], batch_size: int = 500) -> Iterator[pl.DataFrame]:
    """Frames of RAW_SCHEMA with at most ``batch_size`` records, in the order of the paths.

    Files are streamed, never held whole (one record may take up to 32 MiB). What cannot be read is a row with
    ``reason`` and ``detail``, never an exception; a path given twice is read once.
    """
    batch: list[RawRow] = []
    chars = 0
    for row in _read_rows(paths):
        row.record_id = ids.record_id(row.source_path, row.record_no)
        batch.append(row)
        chars += len(row.text or "") + len(row.html or "")
        if len(batch) >= batch_size or chars >= _MAX_BATCH_CHARS:
            yield to_frame(batch)
            batch, chars = [], 0
    if batch:
        yield to_frame(batch)


def _read_rows(paths: Iterable[Path]) -> Iterator[RawRow]:
    sidecars, seen = Sidecars(), set[str]()
    for path in dict.fromkeys(paths):
        count = 0
        for file in expand_path(path):
            count += 1
            yield from _read_once(file, sidecars, seen)
        if count == 0:
            detail = f"{path}: nothing to read there; check the path"
            yield failed_row(str(path), 0, "unknown", "missing_file", detail)


def _read_once(file: InputFile, sidecars: Sidecars, seen: set[str]) -> Iterator[RawRow]:
    """The rows of a file or of what its manifest lists. Whatever it raises, the files after it are read."""
    shown, next_no = str(file.path), 0
    try:
        for row in _read_rows_of(file, sidecars, seen):
            if row.source_path == shown:
                next_no = max(next_no, row.record_no + 1)
            yield row
    except Exception as error:  # noqa: BLE001
        detail = f"{shown}: not readable ({type(error).__name__}: {_in_words(error)[:200]}); mend it or take it out"
        yield failed_row(shown, next_no, "unknown", "unreadable", detail)


def _read_rows_of(file: InputFile, sidecars: Sidecars, seen: set[str]) -> Iterator[RawRow]:
    resolved = os.path.realpath(file.path)
    if resolved in seen:
        return
    seen.add(resolved)
    if refusal := file.refusal():
        reason, detail = refusal
        yield failed_row(str(file.path), 0, "unknown", reason, detail)
    elif is_manifest(file.path.name):
        manifest = sidecars.manifest_of(file.path)
        yield from manifest.failures
        for listed in listed_files(file.path, manifest.entries):
            yield from _read_once(listed, sidecars, seen)
        yield from manifest.absent_rows({name for name in manifest.entries if sidecars.is_there(file.path, name)})
    elif is_meta(file.path.name):
        yield from sidecars.stray_rows(file.path)
    else:
        yield from _read_file(file, sidecars)


def _read_file(file: InputFile, sidecars: Sidecars) -> Iterator[RawRow]:
    shown, format = str(file.path), format_of(file.path.name)
    if format != "archive":
        yield from _read_source(Source(shown, format, lambda: open_file(file.path), sidecars.fields_of(file)))
        return
    try:
        for item in archive_sources(file.path):
            if isinstance(item, Source):
                yield from _read_source(item)
            else:
                yield item
    except DAMAGED as error:
        detail = f"{shown}: damaged ({_in_words(error)}); pack or fetch the archive again"
        # A number no member can have: its rows have paths of their own ("a.zip!b.txt").
        yield failed_row(shown, 0, "archive", "unreadable", detail)


def _read_source(source: Source) -> Iterator[RawRow]:
    """All rows of one source; damage ends it with one failing row after the good ones."""
    if source.format not in READERS:
        detail = f"{source.path}: no reader for this ending; known are {KNOWN_ENDINGS}"
        yield failed_row(source.path, 0, "unknown", "unknown_format", detail)
        return
    next_no = 0
    try:
        with source.open_stream() as stream:
            for row in READERS[source.format](source, stream):
                next_no = row.record_no + 1
                yield row
    except UndecodableError as error:
        detail = f"{source.path}: {error}; save it as UTF-8, or take it out if it is no text"
        yield failed_row(source.path, next_no, source.format, "unreadable", detail)
    except TooLargeError as error:
        detail = f"{source.path}: {error}; split it into one article a file or line"
        yield failed_row(source.path, next_no, source.format, "too_large", detail)
    except (*DAMAGED, UnicodeDecodeError) as error:
        detail = f"{source.path}: damaged {_after(next_no)} ({_in_words(error)}); fetch or write the file again"
        yield failed_row(source.path, next_no, source.format, "unreadable", detail)
    except Exception as error:  # noqa: BLE001 - whatever a library raises over one file, the others are still read
        detail = f"{source.path}: not readable {_after(next_no)} ({type(error).__name__}: {_in_words(error)}); mend it"
        yield failed_row(source.path, next_no, source.format, "unreadable", detail)


def _after(next_no: int) -> str:
    return f"after record {next_no}" if next_no else "before a first record ends"


def _in_words(error: BaseException) -> str:
    """An error as one short line without the path, which the message names already."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return text.split("\n")[0].strip()
