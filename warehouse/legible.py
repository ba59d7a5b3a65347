"""Text from strangers on its way to a terminal or a page."""

from __future__ import annotations

import re

# Escape sequences and the like: a terminal obeys them, whoever wrote them. Line breaks and tabs are harmless.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """The text with its control characters written out. Example: an escape byte becomes ``\\x1b``."""
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def legible_value(value: object) -> object:
    """Like legible, also inside a list; other values stay as they are."""
    if isinstance(value, str):
        return legible(value)
    return [legible_value(item) for item in value] if isinstance(value, list) else value
