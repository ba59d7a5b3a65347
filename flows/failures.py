"""Which exceptions are news for the user (one line that says what to do) and which are defects (a traceback)."""

from __future__ import annotations

import traceback
from typing import Any

from warehouse.masking import mask_secrets

EXPECTED = ("NightError", "InputError", "ModelError", "WarehouseError", "GazetteerError", "AnnotationError")


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
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}; check the path and its permissions"
    return None


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
