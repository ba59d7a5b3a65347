"""What the user gave (files, folders, globs) as a list of files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from transforms.ingest.manifests import is_manifest


class InputError(ValueError):
    """Nothing to read where the user pointed; the message is one line that says what to do."""


@dataclass(frozen=True)
class InputFile:
    """A file and the folder up to which manifests above it speak about it.

    ``is_named``: the user named this very file, so that a link may lead anywhere.
    """

    path: Path
    root: Path
    is_named: bool = False

    def refusal(self) -> tuple[str, str] | None:
        """(reason, detail) when the file must not be opened; None for a regular file that lies inside its root."""
        if not self.is_named and leaves(self.path, self.root):
            detail = f"{self.path}: leads out of {self.root}; copy it there, or give its folder with --input"
            return "outside_input", detail
        try:
            is_regular, is_folder = self.path.is_file(), self.path.is_dir()
        except OSError as error:
            return "unreadable", f"{self.path}: {error.strerror}; make it readable"
        if is_folder:
            return "not_a_file", f"{self.path}: a link to a folder; give the folder itself with --input"
        if not is_regular and self.path.is_symlink():
            return "missing_file", f"{self.path}: a link that leads nowhere; mend or delete it"
        return None if is_regular else ("not_a_file", f"{self.path}: no regular file; take it out of the folder")


def leaves(path: Path, root: Path) -> bool:
    """True if a path below ``root`` leads out of it, by a link or by ``..``. Example: a link to /etc/hosts → True."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to itself leads nowhere
        return False


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
    elif path.exists() or path.is_symlink():
        yield InputFile(path, path.parent, is_named=True)
    elif glob.has_magic(str(path)):
        # Path.glob has no way to take a pattern that begins at the root.
        for match in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207
            yield from expand_path(Path(match))


def _files_below(folder: Path) -> Iterator[InputFile]:
    """Sorted by path, so that two nights over one folder see the same order."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and (os.path.islink(file) or not os.path.isdir(file)):  # noqa: PTH112, PTH114 - these never raise
            yield InputFile(file, folder)


def listed_files(manifest: Path, names: Iterable[str]) -> Iterator[InputFile]:
    """The existing files a manifest names."""
    for name in names:
        if not is_manifest(name) and os.path.lexists(manifest.parent / name):
            yield InputFile(manifest.parent / name, manifest.parent)


def _nothing_at(path: Path) -> str:
    if path.expanduser().is_dir():
        return f"{path} is an empty folder: put articles into it or name another with --input"
    if glob.has_magic(str(path)):
        return f"no file matches {path}: check the pattern (quote it, so that the shell leaves it alone)"
    return f"{path} does not exist: check the path given with --input"
