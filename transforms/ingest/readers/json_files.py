"""``.json``: one article, a list of articles, or an object that holds a list of articles."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from transforms.ingest.decoding import guess_encoding
from transforms.ingest.fields import container_keys, pick_fields
from transforms.ingest.limits import MAX_RECORD_BYTES, in_mib
from transforms.ingest.manifests import parse_integer
from transforms.ingest.opening import GoodBytes, TooLargeError
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

_CHUNK_BYTES = 1 << 20
_BETWEEN_VALUES = re.compile(r"[\s,\[\]\ufeff]*")


def read_json_file(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per article, reading a list element by element so that its length does not matter.

    Raises UndecodableError, TooLargeError (one element too long).
    """
    good = GoodBytes(stream)
    first = good.read(_CHUNK_BYTES)
    encoding = guess_encoding(first)
    record_no = 0
    try:
        for value in _values(first, good, encoding):
            for record in _articles(value):
                yield _row(source, record_no, record, encoding)
                record_no += 1
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnicodeDecodeError | TooLargeError):
            raise
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        detail = f"{source.path}: {what} after {record_no} good records; correct the JSON and run again"
        yield failed_row(source.path, record_no, source.format, "bad_json", detail)
        return
    if record_no == 0:
        detail = f"{source.path}: holds no record; put an article object or a list of them into it"
        yield failed_row(source.path, 0, source.format, "empty", detail)


def _row(source: Source, record_no: int, record: Any, encoding: str) -> RawRow:
    if isinstance(record, dict):
        return record_row(source.path, record_no, source.format, record, encoding, source.sidecar)
    detail = (
        f"{source.path} record {record_no + 1}: a {type(record).__name__}, not an object with the fields of an article"
    )
    return failed_row(source.path, record_no, source.format, "not_a_record", detail)


def _articles(value: Any) -> list[Any]:
    """An object without text that holds a list of objects, or one object with text, stands for what it holds."""
    if not isinstance(value, dict) or _has_text(value):
        return [value]
    for key in container_keys():
        if isinstance(value.get(key), list):
            return list(value[key])
    return [inner for inner in value.values() if isinstance(inner, dict) and _has_text(inner)] or [value]


def _has_text(record: dict[str, Any]) -> bool:
    return bool({"text", "html"} & pick_fields(record).keys())


def _values(first: bytes, stream: GoodBytes, encoding: str) -> Iterator[Any]:
    """The values of a JSON text one by one; a list at the top gives its elements."""
    decoder, parser = codecs.getincrementaldecoder(encoding)("strict"), json.JSONDecoder(parse_int=parse_integer)
    buffer, chunk, at = decoder.decode(first), first, 0
    while True:
        at = _skip(buffer, at)
        failure = None
        try:
            value, end = parser.raw_decode(buffer, at) if at < len(buffer) else (None, at)
        except json.JSONDecodeError as error:
            failure, end = error, at
        # A number at the end of the buffer may go on in the next chunk; an object or list that closes cannot.
        if end > at and (end < len(buffer) or not chunk):
            yield value
            at = end
            continue
        if not chunk:
            if failure:
                raise failure
            return
        waiting = len(buffer) - at
        if waiting > MAX_RECORD_BYTES:
            raise TooLargeError(f"more than {in_mib(MAX_RECORD_BYTES)} in one element")
        # Read as much again as is waiting: re-parsing a long element then costs its length, not its square.
        chunk = stream.read(max(_CHUNK_BYTES, waiting))
        buffer, at = buffer[at:] + decoder.decode(chunk, final=not chunk), 0


def _skip(buffer: str, at: int) -> int:
    found = _BETWEEN_VALUES.match(buffer, at)
    return found.end() if found else at
