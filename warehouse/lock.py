"""One night at a time: the lock of a home, and whether a process still holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.connect import WarehouseError


class LockedError(WarehouseError):
    """Another process holds the home."""


# ``is_held`` takes the lock for a moment; a night that starts right then must not be turned away.
_PATIENCE_SECONDS = 1.0


@contextmanager
def hold(home: Path, what: str = "night") -> Iterator[bool]:
    """Hold the home while the body runs; the system lets go of it when the process dies. Raises LockedError.

    ``what`` names the lock: a night, or the process that serves nights. Gives True to the first, False to who holds
    it already in this thread.
    """
    (home / "state").mkdir(parents=True, exist_ok=True)
    lock = FileLock(_path(home, what), timeout=_PATIENCE_SECONDS, is_singleton=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(f"another night is running in {home}; wait for it, or give another --home") from error
    try:
        yield lock.lock_counter == 1
    finally:
        lock.release()


def is_held(home: Path) -> bool:
    """True if a living process holds the home. When it cannot be found out, a night is taken to be running."""
    if not _path(home).exists():
        return False
    try:
        with FileLock(_path(home), timeout=0):
            return False
    except (Timeout, OSError):
        return True


def _path(home: Path, what: str = "night") -> Path:
    return home / "state" / f"{what}.lock"
