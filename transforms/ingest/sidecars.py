"""Manifests and meta files on disk, each read once and asked for by the file they describe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transforms.ingest.fields import pick_fields
from transforms.ingest.inputs import InputFile, leaves
from transforms.ingest.limits import MAX_SIDECAR_BYTES
from transforms.ingest.manifests import (
    MANIFEST_NAMES,
    META_SUFFIX,
    Manifest,
    described_by,
    read_manifest,
    read_meta,
)
from transforms.ingest.opening import DAMAGED, TooLargeError, plain_name, read_whole
from transforms.ingest.rows import RawRow, failed_row


class Sidecars:
    """The sidecars met in one reading of inputs."""

    def __init__(self) -> None:
        self._manifests: dict[Path, Manifest] = {}
        self._folders: dict[Path, list[Path]] = {}

    def manifest_of(self, path: Path) -> Manifest:
        """The manifest in this file; one that cannot be read says so in its failures."""
        if path not in self._manifests:
            try:
                self._manifests[path] = read_manifest(str(path), _read_bytes(path))
            except (OSError, TooLargeError) as error:
                detail = f"{path}: {getattr(error, 'strerror', None) or error}; make it readable"
                reason = "too_large" if isinstance(error, TooLargeError) else "unreadable"
                failed = failed_row(str(path), 0, "manifest", reason, detail)
                self._manifests[path] = Manifest(failures=[failed])
        return self._manifests[path]

    def fields_of(self, file: InputFile) -> dict[str, str]:
        """Metadata of a file: its meta file before the manifest beside it before manifests further up to the root."""
        fields: dict[str, str] = {}
        for folder in self._folders_up(file):
            name = file.path.relative_to(folder).as_posix()
            for manifest in self._manifests_in(folder):
                fields = pick_fields(self.manifest_of(manifest).lookup(name)) | fields
        return fields | pick_fields(self._meta_fields(file.path))

    def stray_rows(self, meta: Path) -> Iterator[RawRow]:
        """What is wrong with a meta file: not readable, or nothing beside it that it describes."""
        neighbours = {p.name for p in meta.parent.iterdir() if not p.name.endswith(META_SUFFIX)}
        if described_by(meta.name, neighbours) is None:
            detail = f"{meta}: the file it describes is not there; add it or delete this one"
            yield failed_row(str(meta), 0, "manifest", "missing_file", detail)
        elif isinstance(found := _read_meta_file(meta), RawRow):
            yield found

    @staticmethod
    def is_there(manifest: Path, name: str) -> bool:
        """Whether a file named in a manifest exists, as named or with the suffix of a compression."""
        return any(os.path.lexists(manifest.parent / (name + suffix)) for suffix in ("", ".gz", ".zst"))

    def _manifests_in(self, folder: Path) -> list[Path]:
        if folder not in self._folders:
            self._folders[folder] = [p for n in MANIFEST_NAMES if _is_own(p := folder / n)]
        return self._folders[folder]

    @staticmethod
    def _folders_up(file: InputFile) -> Iterator[Path]:
        folder = file.path.parent
        yield folder
        while folder != file.root and folder != folder.parent:
            folder = folder.parent
            yield folder

    @staticmethod
    def _meta_fields(path: Path) -> dict[str, Any]:
        stem = plain_name(path.name)
        for name in (path.name, stem, Path(stem).stem):
            meta = path.with_name(name + META_SUFFIX)
            if _is_own(meta) and isinstance(found := _read_meta_file(meta), dict):
                return found
        return {}


def _is_own(sidecar: Path) -> bool:
    """True for a regular file that no link leads out of its folder."""
    return sidecar.is_file() and not leaves(sidecar, sidecar.parent)


def _read_bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return read_whole(stream, MAX_SIDECAR_BYTES)


def _read_meta_file(path: Path) -> dict[str, Any] | RawRow:
    try:
        return read_meta(str(path), _read_bytes(path))
    except (*DAMAGED, TooLargeError) as error:
        return failed_row(str(path), 0, "manifest", "unreadable", f"{path}: {error}; make it readable")
