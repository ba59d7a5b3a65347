"""Files as streams of plain bytes, whatever they are packed in."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from transforms.ingest.limits import MAX_RECORD_BYTES, in_mib

COMPRESSED_SUFFIXES = (".gz", ".zst")
# First bytes; less of them, and nothing after, is a packed file cut at its very beginning.
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
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
    """Something is longer than transforms/ingest/limits.py allows."""


class DamagedError(OSError):
    """The file is cut off or broken at this place; what was read before is good."""


def open_file(path: Path) -> BinaryIO:
    """The bytes of a file, decompressed when they begin like gzip or zstd (names lie, first bytes do not)."""
    return decompressed(path.open("rb"))


def decompressed(stream: BinaryIO) -> BinaryIO:
    """A buffered stream of the decompressed bytes; closing it closes ``stream``.

    Packed data that is cut off or broken raises DamagedError after its last good byte, at every further read.
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), 1 << 16)
    magic = buffered.peek(4)[:4]
    if magic.startswith(_GZIP) or magic == _GZIP[:1]:
        return _buffer(_Unpacked(gzip.GzipFile(fileobj=buffered), buffered))
    if magic in (_ZSTD, _ZSTD[:3], _ZSTD[:2]):
        return _buffer(_Unpacked(io.BufferedReader(_ZstdFrames(buffered)), buffered))
    return cast(BinaryIO, buffered)


def _buffer(raw: io.RawIOBase) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(raw, 1 << 16))


class _Unpacked(io.RawIOBase):
    """Unpacked bytes. Once they turn out to be damaged every read says so, whatever the library would do next."""

    def __init__(self, unpacked: io.BufferedIOBase, packed: BinaryIO | io.BufferedReader) -> None:
        self._unpacked, self._packed = unpacked, packed
        self._damage: DamagedError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        if self._damage is not None:
            raise self._damage
        try:
            data = self._unpacked.read1(len(target))
        except DAMAGED as error:
            reason = "it ends too early" if isinstance(error, EOFError) else str(error) or type(error).__name__
            self._damage = DamagedError(reason)
            raise self._damage from error
        target[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()


class _ZstdFrames(io.RawIOBase):
    """The content of zstd frames. zstandard's own stream reader takes a frame that is cut off for a whole one."""

    # A kilobyte may unpack to 32 MiB: the input goes in by small pieces, so that the memory stays bounded.
    _PIECE_BYTES = 1024

    def __init__(self, packed: io.BufferedReader[Any]) -> None:
        self._packed = packed
        self._frame: Any = None
        self._waiting, self._unpacked = b"", b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._unpacked:
            piece = self._waiting or self._packed.read(self._PIECE_BYTES)
            self._waiting = b""
            if not piece:
                if self._frame is not None:
                    raise EOFError
                return 0
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._unpacked = self._frame.decompress(piece)
            if self._frame.eof:
                self._waiting, self._frame = self._frame.unused_data, None
        count = min(len(target), len(self._unpacked))
        target[:count] = self._unpacked[:count]
        self._unpacked = self._unpacked[count:]
        return count


class GoodBytes:
    """A stream for libraries that read in blocks: a block that damage cuts short is given before DamagedError."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast(io.BufferedReader, stream)

    def read(self, size: int) -> bytes:
        """``size`` bytes; fewer only before the end or the damage."""
        blocks, wanted = list[bytes](), size
        while wanted > 0:
            try:
                block = self._stream.read1(wanted)
            except DamagedError:
                if not blocks:
                    raise
                break
            if not block:
                break
            blocks.append(block)
            wanted -= len(block)
        return b"".join(blocks)


def read_whole(stream: BinaryIO, limit: int | None = None) -> bytes:
    """All bytes of a stream that is one record. Raises TooLargeError beyond the limit, by default MAX_RECORD_BYTES."""
    limit = MAX_RECORD_BYTES if limit is None else limit
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"more than {in_mib(limit)} in one record")
    return data


def plain_name(name: str) -> str:
    """``a.txt.gz`` → ``a.txt``: the name without the suffix of its compression."""
    for suffix in COMPRESSED_SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name
