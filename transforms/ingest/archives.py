"""Zip and tar files as folders: their members are sources called ``archive.zip!member.txt``."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from transforms.ingest.fields import pick_fields
from transforms.ingest.manifests import Manifest, described_by, is_manifest, is_meta, read_manifest, read_meta
from transforms.ingest.opening import decompressed, open_file, read_whole
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source, format_of


def archive_sources(path: Path) -> Iterator[Source | RawRow]:
    """Sources of the members in archive order, then failing rows of what its sidecars name in vain.

    A member's stream is valid until the next one is asked for. Raises what a damaged archive raises (opening.DAMAGED).
    """
    names = {name for name, _ in _members(path) if not _is_hidden(name)}
    manifest, metas = _read_sidecars(path, names)
    yield from manifest.failures
    for name, stream in _members(path):
        if _is_hidden(name) or is_manifest(name) or is_meta(name):
            continue
        shown = f"{path}!{name}"
        if format_of(name) == "archive":
            yield failed_row(
                shown, 0, "archive", "unknown_format", f"{shown}: an archive in an archive; unpack it once"
            )
            continue
        sidecar = pick_fields(manifest.lookup(name)) | pick_fields(metas.get(name, {}))
        yield Source(shown, format_of(name), partial(decompressed, cast(BinaryIO, stream)), sidecar)
    yield from manifest.absent_rows(names)
    if not names:
        yield failed_row(str(path), 0, "archive", "empty", f"{path}: holds no files; pack the articles into it")


def _read_sidecars(path: Path, names: set[str]) -> tuple[Manifest, dict[str, dict[str, object]]]:
    """All manifests of the archive as one (entries relative to the archive), and the meta files by member."""
    together, metas = Manifest(), {}
    for name, stream in _members(path):
        shown = f"{path}!{name}"
        if is_manifest(name):
            folder = "" if "/" not in name else f"{PurePosixPath(name).parent}/"
            found = read_manifest(shown, read_whole(cast(BinaryIO, stream)), folder)
            together.entries |= found.entries
            together.lines |= found.lines
            together.failures += found.failures
        elif is_meta(name):
            target = described_by(name, {n for n in names if not is_meta(n)})
            value = read_meta(shown, read_whole(cast(BinaryIO, stream)))
            if isinstance(value, RawRow):
                together.failures.append(value)
            elif target is None:
                detail = f"{shown}: the file it describes is not there; add it or delete this one"
                together.failures.append(failed_row(shown, 0, "manifest", "missing_file", detail))
            else:
                metas[target] = value
    return together, metas


def _members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with ExitStack() as stack:
        if path.name.lower().endswith(".zip"):
            archive = stack.enter_context(zipfile.ZipFile(path))
            for info in archive.infolist():
                if not info.is_dir():
                    with archive.open(info) as stream:
                        yield info.filename, stream
            return
        packed = stack.enter_context(open_file(path))
        # "r|": a stream is read once from front to back, so that a .tar.zst needs no space on disk.
        archive_stream = stack.enter_context(tarfile.open(fileobj=packed, mode="r|"))
        for member in archive_stream:
            if member.isfile() and (content := archive_stream.extractfile(member)):
                yield member.name.removeprefix("./"), content


def _is_hidden(name: str) -> bool:
    """Editors and macOS leave such files in archives; nobody means them as articles."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)
