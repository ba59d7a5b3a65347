"""``.jsonl`` / ``.ndjson``: one JSON object a line; a bad line is one failing row, the others go on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from transforms.ingest.decoding import UndecodableError, decode_text, guess_encoding
from transforms.ingest.limits import MAX_RECORD_BYTES, in_mib
from transforms.ingest.manifests import parse_integer
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source


def read_json_lines(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per line that is not blank; ``record_no`` counts lines from 0, so that messages and editors agree."""
    is_blank = True
    for line_no, line in enumerate(_lines(stream)):
        if line.strip():
            is_blank = False
            yield _row(source, line_no, line)
    if is_blank:
        detail = f"{source.path}: is empty; write one JSON object a line into it"
        yield failed_row(source.path, 0, source.format, "empty", detail)


def _row(source: Source, line_no: int, line: bytes) -> RawRow:
    where = f"{source.path} line {line_no + 1}"
    if len(line) > MAX_RECORD_BYTES:
        detail = f"{where}: longer than {in_mib(MAX_RECORD_BYTES)}; split it into one object a line"
        return failed_row(source.path, line_no, source.format, "too_large", detail)
    try:
        text, encoding = _decode(line)
        record = json.loads(text, parse_int=parse_integer)
    except UndecodableError as error:
        return failed_row(
            source.path, line_no, source.format, "unreadable", f"{where}: {error}; save the file as UTF-8"
        )
    except (ValueError, RecursionError) as error:
        return failed_row(source.path, line_no, source.format, "bad_json", f"{where}: {error}; correct this line")
    if not isinstance(record, dict):
        detail = f"{where}: a {type(record).__name__}, not an object with the fields of an article"
        return failed_row(source.path, line_no, source.format, "not_a_record", detail)
    return record_row(source.path, line_no, source.format, record, encoding, source.sidecar)


def _decode(line: bytes) -> tuple[str, str]:
    try:
        return line.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return decode_text(line)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of bounded length (a longer one comes cut, one byte over the bound); UTF-16 and UTF-32 come as UTF-8."""
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    encoding = guess_encoding(head) if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    if encoding != "utf-8":
        decoded = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
        while text := decoded.readline(MAX_RECORD_BYTES):
            is_cut = len(text) == MAX_RECORD_BYTES
            while is_cut and (more := decoded.readline(1 << 20)) and not more.endswith("\n"):
                pass
            yield text.encode("utf-8", "replace") + b" " * is_cut
        return
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        if len(line) > MAX_RECORD_BYTES:
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        yield line
