"""``.csv`` / ``.tsv``: a header and one article a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from transforms.ingest.decoding import guess_encoding
from transforms.ingest.fields import known_columns
from transforms.ingest.limits import MAX_HEADER_CHARACTERS, MAX_RECORD_BYTES, in_mib
from transforms.ingest.opening import TooLargeError
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

# What a line costs in memory beside its text.
_BYTES_PER_LINE = 100
_SKIPPED_AT_ONCE = 1 << 20
_DELIMITERS = ",;\t|"


def read_csv_table(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per line of the table, streamed. Raises UndecodableError."""
    csv.field_size_limit(min(sys.maxsize, MAX_RECORD_BYTES))
    # peek() shows at most one buffer; a header and some rows are enough to tell encoding and delimiter.
    sample = stream.peek(1 << 16)[: 1 << 16] if isinstance(stream, io.BufferedReader) else b""
    encoding = guess_encoding(sample[: sample.rfind(b"\n") + 1] or sample)
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        header_line = text.readline(MAX_HEADER_CHARACTERS)
        if len(header_line) == MAX_HEADER_CHARACTERS:
            most = f"{MAX_HEADER_CHARACTERS:,} characters"
            detail = f"{source.path} line 1: a header of more than {most}; write one line of names"
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


class _UnclosedError(TooLargeError):
    """A record that does not end."""


class BoundedLines:
    """The lines of a table, of which no record may be longer than MAX_RECORD_BYTES; a line too long is skipped.

    A record of many lines that is too long has a quote that nothing closes: nobody knows where the next one begins.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.of_record = list[str]()
        self._length = 0

    def begin_record(self) -> None:
        """Forget the lines of the record before."""
        self.of_record.clear()
        self._length = 0

    def __iter__(self) -> BoundedLines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_RECORD_BYTES)
        if not line:
            raise StopIteration
        self._length += len(line) + _BYTES_PER_LINE
        if self._length >= MAX_RECORD_BYTES:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_SKIPPED_AT_ONCE)
            what = f"more than {in_mib(MAX_RECORD_BYTES)} in one row"
            if self.of_record:
                raise _UnclosedError(f"{what}, so its first quote may lack an end; the rest was not read")
            raise TooLargeError(what)
        self.of_record.append(line)
        return line


class _Table:
    """Rows of a table. One that ends inside a quoted field is an error: the csv module takes it for whole."""

    def __init__(self, text: TextIO, delimiter: str) -> None:
        self._lines = BoundedLines(text)
        self._delimiter = delimiter
        self._reader = csv.reader(self._lines, delimiter=delimiter)

    def __iter__(self) -> _Table:
        return self

    def __next__(self) -> list[str]:
        self._lines.begin_record()
        values = next(self._reader)
        if sum(line.count('"') for line in self._lines.of_record) % 2:
            self._require_closed()
        return values

    def _require_closed(self) -> None:
        try:
            list(csv.reader(self._lines.of_record, delimiter=self._delimiter, strict=True))
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
        except (csv.Error, TooLargeError) as error:
            reason = "too_large" if isinstance(error, TooLargeError) else "bad_csv"
            detail = f"{source.path} record {record_no + 1}: {error}; correct this row"
            yield failed_row(source.path, record_no, source.format, reason, detail)
            if isinstance(error, _UnclosedError):
                return
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
