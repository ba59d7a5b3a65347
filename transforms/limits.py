"""How a document that cannot be read is told: why, in one machine word, and within which limits it was tried.

The limits themselves (time, memory) are held by the caller: a ``Guard`` is entered around the reading of each
document, and raises TooSlowError or MemoryError inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

# The argument names the document; it is empty while several are read together.
Guard = Callable[[str], AbstractContextManager[None]]


class TooSlowError(Exception):
    """Reading a document took more processor time than one may take."""


class TooLongError(ValueError):
    """A text longer than any article."""


def no_guard(_: str) -> AbstractContextManager[None]:
    """The guard of callers that set no limits."""
    return nullcontext()


def tell_failure(error: BaseException) -> tuple[str, str]:
    """(reason, detail) of a document whose reading raised: ``too_slow``, ``too_large`` or ``reading_failed``."""
    what = " ".join(str(error).split())[:300]
    if isinstance(error, TooSlowError):
        return "too_slow", f"{what}; shorten the text, or raise NEWSLEDGER_DOCUMENT_SECONDS"
    if isinstance(error, MemoryError):
        return "too_large", "needs too much memory; shorten the text, or raise NEWSLEDGER_DOCUMENT_MEMORY_MB"
    if isinstance(error, TooLongError):
        return "too_large", what
    return "reading_failed", f"{type(error).__name__}: {what}"
