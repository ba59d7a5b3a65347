"""``.txt``: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from transforms.ingest.decoding import decode_text
from transforms.ingest.opening import read_whole
from transforms.ingest.records import text_row
from transforms.ingest.rows import RawRow
from transforms.ingest.sources import Source


def read_text_file(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row. Raises UndecodableError, TooLargeError."""
    text, encoding = decode_text(read_whole(stream))
    yield text_row(source.path, 0, source.format, text, encoding, source.sidecar)
