"""Files as streams of plain bytes, whatever they are packed in."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

COMPRESSED_SUFFIXES = (".gz", ".zst")
# One article or one line of a collection; anything longer is a packing mistake and would break the memory bound.
MAX_RECORD_BYTES = 32 * 1024 * 1024
# What a damaged or cut-off file raises while it is being read.
DAMAGED = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
    RuntimeError,
    NotImplementedError,
)


class TooLargeError(ValueError):
    """One record is longer than MAX_RECORD_BYTES."""


def open_file(path: Path) -> BinaryIO:
    """The bytes of a file, decompressed when they begin like gzip or zstd (names lie, first bytes do not)."""
    return decompressed(path.open("rb"))


def decompressed(stream: BinaryIO) -> BinaryIO:
    """A buffered stream of the decompressed bytes; closing it closes ``stream``."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), 1 << 16)
    magic = buffered.peek(4)[:4]
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)), 1 << 16))
    if magic == b"\x28\xb5\x2f\xfd":
        reader = zstandard.ZstdDecompressor().stream_reader(buffered, read_across_frames=True)
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, reader), 1 << 16))
    return cast(BinaryIO, buffered)


def read_whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream that is one record. Raises TooLargeError beyond MAX_RECORD_BYTES."""
    data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise TooLargeError(f"more than {MAX_RECORD_BYTES // 2**20} MiB in one record")
    return data


def plain_name(name: str) -> str:
    """``a.txt.gz`` → ``a.txt``: the name without the suffix of its compression."""
    for suffix in COMPRESSED_SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name
