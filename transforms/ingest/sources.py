"""What one file is (its format) and what is known about it besides its content (its sidecar)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from transforms.ingest.opening import plain_name

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "wet",
}
_ARCHIVE_NAME = re.compile(r"\.(?:zip|tar|tgz|tar\.gz|tar\.zst|tzst)$", re.I)
KNOWN_ENDINGS = (
    ".txt .html .htm .json .jsonl .ndjson .csv .parquet .warc .wet (each also .gz or .zst), .zip, .tar, .tar.gz"
)


@dataclass(frozen=True)
class Source:
    """One file or archive member. ``path`` is what rows and messages call it; ``sidecar`` holds metadata fields."""

    path: str
    format: str
    open_stream: Callable[[], BinaryIO]
    sidecar: dict[str, Any] = field(default_factory=dict)


def format_of(name: str) -> str:
    """Format by file name: a value of FORMATS, ``archive``, or ``unknown``; a name without an ending is ``txt``."""
    if _ARCHIVE_NAME.search(name):
        return "archive"
    plain = plain_name(PurePosixPath(name).name)
    # Common Crawl calls its text extracts "….warc.wet.gz".
    suffix = PurePosixPath(plain).suffix.lower()
    if not suffix or not re.fullmatch(r"\.[a-z0-9]{1,8}", suffix):
        return "txt"
    return FORMATS.get(suffix, "unknown")
