"""What the user gave (files, folders, globs) as a list of files."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transforms.ingest.manifests import is_manifest


class InputError(ValueError):
    """Nothing to read where the user pointed; the message is one line that says what to do."""


@dataclass(frozen=True)
class InputFile:
    """A file and the folder up to which manifests above it speak about it."""

    path: Path
    root: Path


def expand_inputs(paths: Iterable[Path]) -> list[Path]:
    """The files behind files, folders (all levels) and globs: each once, in a stable order, manifests among them.

    Hidden files and folders are left out. Raises InputError when a path does not exist or nothing lies there.
    """
    files: list[Path] = []
    for path in paths:
        found = [file.path for file in expand_path(path)]
        if not found:
            raise InputError(_nothing_at(path))
        files += found
    if not files:
        raise InputError("no input given: name files or folders with --input PATH")
    return list(dict.fromkeys(files))


def expand_path(path: Path) -> Iterator[InputFile]:
    """Files of one given path; none when it does not exist, matches nothing or is an empty folder."""
    path = path.expanduser()
    if path.is_dir():
        yield from _files_below(path)
    elif path.exists():
        yield InputFile(path, path.parent)
    elif glob.has_magic(str(path)):
        # Path.glob has no way to take a pattern that begins at the root.
        for match in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207
            yield from expand_path(Path(match))


def _files_below(folder: Path) -> Iterator[InputFile]:
    """Sorted by path, so that two nights over one folder see the same order."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and not file.is_dir():
            yield InputFile(file, folder)


def listed_files(manifest: Path, names: Iterable[str]) -> Iterator[InputFile]:
    """The existing files a manifest names."""
    for name in names:
        if not is_manifest(name) and (manifest.parent / name).is_file():
            yield InputFile(manifest.parent / name, manifest.parent)


def _nothing_at(path: Path) -> str:
    if path.expanduser().is_dir():
        return f"{path} is an empty folder: put articles into it or name another with --input"
    if glob.has_magic(str(path)):
        return f"no file matches {path}: check the pattern (quote it, so that the shell leaves it alone)"
    return f"{path} does not exist: check the path given with --input"
