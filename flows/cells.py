"""Values as text in printed tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from warehouse.explain import Explanation


def cell(value: object) -> str:
    """Null is empty, lists are joined, floats lose their float noise."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value if item is not None)
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def print_explanation(found: Explanation, console: Console) -> None:
    """A row with its evidence, from the nearest to the farthest: sentence, row, members, document, batch, run."""
    console.print(f"{found.id}  {found.table}", style="bold")
    if found.sentence:
        console.print(f"  “{' '.join(found.sentence.split())}”", style="italic")
    _print_fields(console, "row", found.row)
    for name, rows in found.members.items():
        for row in rows:
            _print_fields(console, name, row)
    for name in ("document", "batch", "run"):
        _print_fields(console, name, getattr(found, name))


def _print_fields(console: Console, title: str, row: dict[str, Any] | None) -> None:
    if not row:
        return
    console.print(title, style="bold")
    for name, value in row.items():
        text = " ".join(cell(value).split())
        if text:
            console.print(f"  {name:<22} {text[:400]}{' …' if len(text) > 400 else ''}", markup=False)
