"""Who may read the files of a home: whoever the umask lets, or its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def narrow_umask() -> int:
    """Everything that this process and its children write from now on is for its owner only; the umask before."""
    before = os.umask(_OTHERS)
    os.umask(before | _OTHERS)
    return before


@contextmanager
def kept_private(home: Path, is_private: bool) -> Iterator[None]:
    """While the body runs, and for all that lay in the home before, only the owner reads; without ``is_private`` no-op.

    Files of other owners and links are left alone.
    """
    if not is_private:
        yield
        return
    before = narrow_umask()
    try:
        narrow_modes(home)
        yield
    finally:
        os.umask(before)


def narrow_modes(home: Path) -> None:
    """Take group and others every right on the home and all below it that this user owns."""
    for folder, _, names in os.walk(home):
        for path in (folder, *(os.path.join(folder, name) for name in names)):  # noqa: PTH118 - one string a file
            _narrow(path)


def _narrow(path: str) -> None:
    try:
        found = os.lstat(path)
        if found.st_uid == os.geteuid() and found.st_mode & _OTHERS and not stat.S_ISLNK(found.st_mode):
            os.chmod(path, stat.S_IMODE(found.st_mode) & ~_OTHERS)  # noqa: PTH101
    except FileNotFoundError:
        # Another process cleared it away meanwhile.
        return
