"""Zip and tar files as folders: their members are sources called ``archive.zip!member.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from transforms.ingest.fields import pick_fields
from transforms.ingest.limits import MAX_SIDECAR_BYTES
from transforms.ingest.manifests import Manifest, described_by, is_manifest, is_meta, read_manifest, read_meta
from transforms.ingest.members import Opener, members
from transforms.ingest.opening import DAMAGED, TooLargeError, decompressed, read_whole
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source, format_of


def archive_sources(path: Path) -> Iterator[Source | RawRow]:
    """Sources of the members in archive order, then failing rows of what its sidecars name in vain.

    A member's stream is valid until the next one is asked for. Raises what a damaged archive raises (opening.DAMAGED),
    after the members that are whole.
    """
    names, manifest, metas = _read_sidecars(path)
    yield from manifest.failures
    for name, shown, open_member in members(path):
        if _is_hidden(name) or is_manifest(name) or is_meta(name):
            continue
        if format_of(name) == "archive":
            yield failed_row(
                shown, 0, "archive", "unknown_format", f"{shown}: an archive in an archive; unpack it once"
            )
            continue
        sidecar = pick_fields(manifest.lookup(name)) | pick_fields(metas.get(name, {}))
        yield Source(shown, format_of(name), partial(_open, open_member), sidecar)
    yield from manifest.absent_rows(names)
    if not names:
        yield failed_row(str(path), 0, "archive", "empty", f"{path}: holds no files; pack the articles into it")


def _open(open_member: Opener) -> BinaryIO:
    return decompressed(open_member())


def _read_sidecars(path: Path) -> tuple[set[str], Manifest, dict[str, dict[str, object]]]:
    """The names of the members, all manifests as one (entries relative to the archive), the meta files by member.

    A damaged archive gives what stands before its damage.
    """
    names, found, room = set[str](), dict[str, bytes | RawRow](), MAX_SIDECAR_BYTES
    with suppress(*DAMAGED):
        for name, shown, open_member in members(path):
            if not _is_hidden(name):
                names.add(name)
                if is_manifest(name) or is_meta(name):
                    found[name] = data = _read_sidecar(shown, open_member, room)
                    room -= len(data) if isinstance(data, bytes) else 0
    together, metas = Manifest(), dict[str, dict[str, object]]()
    for name, data in found.items():
        if isinstance(data, RawRow):
            together.failures.append(data)
        elif is_manifest(name):
            folder = "" if "/" not in name else f"{PurePosixPath(name).parent}/"
            read = read_manifest(f"{path}!{name}", data, folder)
            together.entries |= read.entries
            together.lines |= read.lines
            together.failures += read.failures
        else:
            _add_meta(f"{path}!{name}", name, data, names, together, metas)
    return names, together, metas


def _read_sidecar(shown: str, open_member: Opener, room: int) -> bytes | RawRow:
    try:
        return read_whole(open_member(), room)
    except (*DAMAGED, TooLargeError) as error:
        return failed_row(shown, 0, "manifest", "unreadable", f"{shown}: {error}; pack it again")


def _add_meta(
    shown: str, name: str, data: bytes, names: set[str], together: Manifest, metas: dict[str, dict[str, object]]
) -> None:
    target = described_by(name, {n for n in names if not is_meta(n)})
    value = read_meta(shown, data)
    if isinstance(value, RawRow):
        together.failures.append(value)
    elif target is None:
        detail = f"{shown}: the file it describes is not there; add it or delete this one"
        together.failures.append(failed_row(shown, 0, "manifest", "missing_file", detail))
    else:
        metas[target] = value


def _is_hidden(name: str) -> bool:
    """Editors and macOS leave such files in archives; nobody means them as articles."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)
