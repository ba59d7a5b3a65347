"""The files inside a zip or tar, front to back, as far as the archive is whole."""

from __future__ import annotations

import io
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from transforms.ingest.opening import DamagedError, GoodBytes, open_file

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_LOCAL_MAGIC = b"PK\x03\x04"
_SIZES_FOLLOW, _UTF8_NAME = 0x08, 0x800
_BLOCK_BYTES = 1 << 16
# A recovered member stays in memory up to this size.
_SPOOL_BYTES = 1 << 24

Opener = Callable[[], BinaryIO]


def members(path: Path) -> Iterator[tuple[str, str, Opener]]:
    """(name, shown name, opener) of each file. Shown is ``a.zip!b.txt``, and ``a.zip!b.txt (2)`` for a name come again.

    What an opener gives is valid until the next member is asked for. Raises DamagedError, or what the library raises,
    after the last member that is whole.
    """
    seen = Counter[str]()
    read = _zip_members if path.name.lower().endswith(".zip") else _tar_members
    for name, opener in read(path):
        seen[name] += 1
        yield name, f"{path}!{name}" + (f" ({seen[name]})" if seen[name] > 1 else ""), opener


def _zip_members(path: Path) -> Iterator[tuple[str, Opener]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        # The list of members stands at the end of the file: a zip that is cut off has lost it, not the members.
        yield from _members_without_list(path)
        return
    with archive:
        for info in archive.infolist():
            if not info.filename.endswith("/"):  # is_dir() stumbles over a member without a name
                yield info.filename, partial(cast(Any, archive.open), info)


def _members_without_list(path: Path) -> Iterator[tuple[str, Opener]]:
    with path.open("rb") as packed:
        count = 0
        while (header := packed.read(_LOCAL_HEADER.size))[:4] == _LOCAL_MAGIC and len(header) == _LOCAL_HEADER.size:
            _, _, flags, method, _, _, checksum, packed_size, _, name_size, extra_size = _LOCAL_HEADER.unpack(header)
            name = packed.read(name_size).decode("utf-8" if flags & _UTF8_NAME else "cp437", "replace")
            packed.seek(extra_size, io.SEEK_CUR)
            with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as content:
                if method == zipfile.ZIP_DEFLATED:
                    _inflate(packed, cast(IO[bytes], content), flags, checksum)
                elif method == zipfile.ZIP_STORED and not flags & _SIZES_FOLLOW:
                    _copy(packed, cast(IO[bytes], content), packed_size)
                else:
                    break
                content.seek(0)
                if not name.endswith("/"):
                    count += 1
                    yield name, partial(cast(Any, _unclosed), content)
        raise DamagedError(f"it ends too early, {count} files in it are whole")


def _inflate(packed: BinaryIO, content: IO[bytes], flags: int, checksum: int) -> None:
    """One member up to its own end mark, checked against its checksum. Raises DamagedError when it does not come."""
    inflater, found = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while not inflater.eof:
        block = inflater.unconsumed_tail or packed.read(_BLOCK_BYTES)
        if not block:
            raise DamagedError("it ends inside a file")
        data = inflater.decompress(block, _BLOCK_BYTES * 16)
        found = zlib.crc32(data, found)
        content.write(data)
    packed.seek(-len(inflater.unused_data), io.SEEK_CUR)
    if flags & _SIZES_FOLLOW:
        trailer = packed.read(16)
        has_magic = trailer[:4] == b"PK\x07\x08"
        packed.seek((16 if has_magic else 12) - len(trailer), io.SEEK_CUR)
        [checksum] = struct.unpack("<I", (trailer[4:8] if has_magic else trailer[:4]).ljust(4, b"\0"))
    if found != checksum:
        raise DamagedError("a file in it does not keep its checksum")


def _copy(packed: BinaryIO, content: IO[bytes], size: int) -> None:
    while size > 0:
        block = packed.read(min(size, _BLOCK_BYTES))
        if not block:
            raise DamagedError("it ends inside a file")
        content.write(block)
        size -= len(block)


def _unclosed(content: IO[bytes]) -> BinaryIO:
    """A view that its reader may close: the content is needed until the next member is asked for."""
    return cast(BinaryIO, io.BufferedReader(_View(content)))


class _View(io.RawIOBase):
    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        data = self._content.read(len(target))
        target[: len(data)] = data
        return len(data)


class _Member(tarfile.TarInfo):
    """A tar member whose header must be good: tarfile takes a broken header after the first for the end."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> _Member:
        try:
            return super().fromtarfile(tarfile)
        except (_TRUNCATED, _INVALID) as error:
            raise DamagedError(f"{error} of a file") from error


_TRUNCATED = tarfile.TruncatedHeaderError  # type: ignore[attr-defined]
_INVALID = tarfile.InvalidHeaderError  # type: ignore[attr-defined]


def _tar_members(path: Path) -> Iterator[tuple[str, Opener]]:
    with ExitStack() as stack:
        packed = stack.enter_context(open_file(path))
        # "r|": a stream is read once from front to back, so that a .tar.zst needs no space on disk.
        stream = cast(IO[bytes], GoodBytes(packed))
        archive = stack.enter_context(tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member))
        for member in archive:
            if member.isfile():
                yield member.name.removeprefix("./"), partial(cast(Any, archive.extractfile), member)
