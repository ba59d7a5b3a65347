"""Values as text in printed tables."""

from __future__ import annotations


def cell(value: object) -> str:
    """Null is empty, lists are joined, floats lose their float noise."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value if item is not None)
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
