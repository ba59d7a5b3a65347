"""Values as text in printed tables."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from warehouse.legible import legible


def cell(value: object) -> str:
    """Null is empty, lists are joined, floats lose their float noise, control characters are written out."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value if item is not None)
    return f"{value:,.10g}" if isinstance(value, float) else legible(str(value))


def new_console(piped_width: int | None = None, **options: Any) -> Console:
    """A console that prints what it is given: brackets, colons and numbers in a text are no markup.

    ``piped_width`` is used where the output is no terminal.
    """
    width = None if sys.stdout.isatty() else piped_width
    return Console(markup=False, emoji=False, highlight=False, width=width, **options)


def print_rows(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    """A table as wide as the terminal; piped output is not cut. Says so when there are no rows."""
    console = new_console(piped_width=4000)
    table = Table(*map(legible, columns), show_edge=False)
    for row in rows:
        table.add_row(*map(cell, row))
    console.print(table)
    if not rows:
        console.print("0 rows")
