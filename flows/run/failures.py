"""Which exceptions are news for the user (one line that says what to do) and which are defects (a traceback)."""

from __future__ import annotations

import re
import traceback
from typing import Any

from warehouse.masking import mask_secrets

# How libraries say that the machine refuses something, and what to do about it.
_REFUSALS = (
    (r"No space left on device|database or disk is full|Disk quota exceeded", "the disk is full; make room, run again"),
    (r"File too large", "files may not grow that large; raise the limit (ulimit -f), run again"),
    (r"Read-only file system", "the disk is read-only; give another --home"),
    (r"Too many open files", "too few files may be open at once; raise the limit (ulimit -n), run again"),
    (r"can't start new thread|Resource temporarily unavailable", "too few processes are allowed; raise ulimit -u"),
    (
        r"Cannot allocate memory|MemoryError|Out of Memory Error|failed to map segment",
        "there is not enough memory; give fewer --workers or raise the limit (ulimit -v)",
    ),
)
_NO_SERVER = (
    r"ConnectError|All connection attempts failed",
    "the Prefect server does not answer; start it, or unset PREFECT_API_URL",
)

EXPECTED = (
    "NightError",
    "InputError",
    "ModelError",
    "WarehouseError",
    "GazetteerError",
    "RatesError",
    "AnnotationError",
)


def one_line(error: BaseException) -> str | None:
    """The message of an expected failure, found along the chain of causes; None for a defect.

    Compared by class name, so that no command imports libraries only to name their exceptions.
    """
    seen: BaseException | None = error
    while seen is not None:
        kinds = {kind.__name__ for kind in type(seen).__mro__}
        if kinds & set(EXPECTED):
            return mask_secrets(" ".join(str(seen).split()))
        if "UsageError" in kinds:
            usage: Any = seen
            return f"{usage.format_message().rstrip('.')}; 'newsledger --help' lists what there is"
        if "ValidationError" in kinds and "pydantic" in type(seen).__module__:
            return f"a setting is wrong: {_wrong_settings(seen)}; 'newsledger doctor' lists what each one means"
        seen = seen.__cause__ or seen.__context__
    return _refusal(error)


def _refusal(error: BaseException) -> str | None:
    """What the machine refused, as one line, or None."""
    seen: BaseException | None = error
    while seen is not None:
        message = f"{type(seen).__name__}: {seen}"
        advice = find_refusal(message) or (_NO_SERVER[1] if re.search(_NO_SERVER[0], message) else None)
        if advice:
            return f"{advice} ({mask_secrets(' '.join(message.split()))[:200]})"
        if isinstance(seen, OSError) and seen.filename:
            return f"{seen.filename}: {seen.strerror}; check the path and its permissions"
        seen = seen.__cause__ or seen.__context__
    return None


def find_refusal(said: str) -> str | None:
    """What to do when a library says that the machine refused something; None when it does not say so."""
    return next((advice for pattern, advice in _REFUSALS if re.search(pattern, said)), None)


def _wrong_settings(error: Any) -> str:
    """The settings that are wrong and why, without their values: any of them may be a secret."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    names = ["_".join(str(part) for part in one["loc"]).upper() for one in wrong]
    return "; ".join(f"NEWSLEDGER_{name}: {one['msg']}" for name, one in zip(names, wrong, strict=True))


def clear_tracebacks(error: BaseException) -> None:
    """Let go of what the frames of a failure hold: DuckDB objects alive at exit print a wall of leak warnings."""
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__
