"""``.html``: one file, one page. Its article is read out of it by the normalise stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from transforms.ingest.decoding import decode_html
from transforms.ingest.opening import read_whole
from transforms.ingest.records import page_row
from transforms.ingest.rows import RawRow
from transforms.ingest.sources import Source


def read_html_page(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row with ``html``. Raises UndecodableError, TooLargeError."""
    html, encoding = decode_html(read_whole(stream))
    yield page_row(source.path, 0, source.format, html, encoding, source.sidecar)
