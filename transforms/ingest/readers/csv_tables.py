"""``.csv`` / ``.tsv``: a header and one article a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from transforms.ingest.decoding import guess_encoding
from transforms.ingest.fields import known_columns
from transforms.ingest.opening import MAX_RECORD_BYTES
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

_DELIMITERS = ",;\t|"
# Names of columns; a line that is longer is no header.
_MAX_HEADER = 1 << 20


def read_csv_table(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per line of the table, streamed. Raises UndecodableError."""
    csv.field_size_limit(min(sys.maxsize, MAX_RECORD_BYTES))
    # peek() shows at most one buffer; a header and some rows are enough to tell encoding and delimiter.
    sample = stream.peek(1 << 16)[: 1 << 16] if isinstance(stream, io.BufferedReader) else b""
    encoding = guess_encoding(sample[: sample.rfind(b"\n") + 1] or sample)
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        header_line = text.readline(_MAX_HEADER)
        if len(header_line) == _MAX_HEADER:
            detail = f"{source.path} line 1: a header of more than {_MAX_HEADER:,} characters; write one line of names"
            yield failed_row(source.path, 0, source.format, "too_large", detail)
            return
        delimiter = max(_DELIMITERS, key=lambda mark: (header_line.count(mark), -_DELIMITERS.index(mark)))
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        if failure := _check_header(source, header):
            yield failure
            return
        yield from _read_rows(source, _Table(text, delimiter), header, encoding)


def _check_header(source: Source, header: list[str]) -> RawRow | None:
    if not any(map(str.strip, header)):
        return failed_row(source.path, 0, source.format, "empty", f"{source.path}: is empty; write a header and rows")
    if not {"text", "html"} & known_columns(header):
        names = ", ".join(header[:8])
        detail = f"{source.path} line 1: no column with article text among {names}; see transforms/ingest/fields.toml"
        return failed_row(source.path, 0, source.format, "no_text", detail)
    return None


class _Table:
    """Rows of a table. One that ends inside a quoted field is an error: the csv module takes it for whole."""

    def __init__(self, text: Iterable[str], delimiter: str) -> None:
        self._lines = list[str]()
        self._delimiter = delimiter
        self._reader = csv.reader(self._remembered(text), delimiter=delimiter)

    def __iter__(self) -> _Table:
        return self

    def __next__(self) -> list[str]:
        self._lines.clear()
        values = next(self._reader)
        if sum(line.count('"') for line in self._lines) % 2:
            self._require_closed()
        return values

    def _remembered(self, text: Iterable[str]) -> Iterator[str]:
        for line in text:
            self._lines.append(line)
            yield line

    def _require_closed(self) -> None:
        try:
            list(csv.reader(self._lines, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise csv.Error("the file ends inside a quoted field") from error


def _read_rows(source: Source, reader: Iterator[list[str]], header: list[str], encoding: str) -> Iterator[RawRow]:
    record_no = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            detail = f"{source.path} record {record_no + 1}: {error}; correct this row"
            yield failed_row(source.path, record_no, source.format, "bad_csv", detail)
            record_no += 1
            continue
        if not values:
            continue
        if len(values) > len(header):
            where, count = f"{source.path} record {record_no + 1}", f"{len(values)} values for {len(header)} columns"
            detail = f"{where}: {count}; quote the field that holds the delimiter"
            yield failed_row(source.path, record_no, source.format, "bad_csv", detail)
        else:
            record = dict(zip(header, values, strict=False))
            yield record_row(source.path, record_no, source.format, record, encoding, source.sidecar)
        record_no += 1
