"""Limits of time and memory for one document, held by the process that reads it.

Time is processor time: a busy machine does not make an article slow. Python code is interrupted at the limit; a library
that does not come back to Python is ended with its process, by the kernel, and the document is known by its mark.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from transforms.limits import TooSlowError

_MARK = "reading"
# A library may catch the alarm: it rings again.
_RING_AGAIN_SECONDS = 1.0


class _Alarm(BaseException):
    """Not an Exception: the many libraries that catch those must not swallow it."""


@dataclass(frozen=True)
class Limits:
    """What one document may take; ``folder`` is where the process marks which document it reads."""

    seconds: float
    memory_mb: int
    folder: Path | None = None
    grace_seconds: int = 10  # before the kernel ends the process

    @contextmanager
    def guard(self, document: str) -> Iterator[None]:
        """Raise TooSlowError or MemoryError in the body that goes beyond. Does nothing outside of a main thread."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        if self.folder is not None:
            (self.folder / _MARK).write_text(document, encoding="utf-8")
        is_over = False

        def ring(_signal: int, _frame: FrameType | None) -> None:
            if not is_over:
                raise _Alarm

        earlier = signal.signal(signal.SIGPROF, ring)
        try:
            with self._bounded_process():
                signal.setitimer(signal.ITIMER_PROF, self.seconds, _RING_AGAIN_SECONDS)
                yield
        except _Alarm:
            raise TooSlowError(f"took more than {self.seconds:g} seconds of processor time") from None
        finally:
            is_over = True
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, earlier)

    @contextmanager
    def _bounded_process(self) -> Iterator[None]:
        """In a worker process (it has a folder) the kernel holds the limits as well."""
        used = _address_space()
        if self.folder is None or used is None:
            yield
            return
        used_time = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used_time.ru_utime + used_time.ru_stime + self.seconds) + self.grace_seconds
        earlier = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)}
        _lower(resource.RLIMIT_CPU, seconds)
        _lower(resource.RLIMIT_AS, used + self.memory_mb * 2**20)
        try:
            yield
        finally:
            for kind, limit in earlier.items():
                resource.setrlimit(kind, limit)


def _lower(kind: int, limit: int) -> None:
    soft, hard = resource.getrlimit(kind)
    if soft == resource.RLIM_INFINITY or limit < soft:
        resource.setrlimit(kind, (limit, hard))


def _address_space() -> int | None:
    """Bytes of address space of this process; null where the system does not tell (macOS: no such limit there)."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def marked_document(folder: Path) -> str:
    """Which document a process that died was reading; empty when it read several together, or none."""
    try:
        return (folder / _MARK).read_text(encoding="utf-8")
    except OSError:
        return ""


def forget_mark(folder: Path) -> None:
    """Remove the mark, before the first reading and after the last."""
    (folder / _MARK).unlink(missing_ok=True)
