"""What one night did, as lines for people."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.cli.tables import cell, new_console
from flows.run.summary import NightSummary
from flows.settings import PROJECT, Settings

_ROWS_SHOWN = 8


def print_summary(summary: NightSummary, settings: Settings) -> None:
    """Counts, three tables worth looking at, where everything lies, and what to try next."""
    console = new_console(piped_width=160)
    console.print(f"night {summary.run_id} published", style="bold green")
    _print_counts(console, "records", summary.dispositions)
    _print_counts(console, "tables", summary.tables)
    _print_highlights(console, summary)
    console.print(f"warehouse  {summary.warehouse}", soft_wrap=True)
    console.print(f"report     {summary.report}", soft_wrap=True)
    home = "" if settings.home == PROJECT / "warehouse" / "data" else f" --home {shlex.quote(str(settings.home))}"
    console.print("try next")
    command = (
        "newsledger" if shutil.which("newsledger") else os.path.relpath(Path(sys.executable).parent / "newsledger")
    )
    for line in (
        f"newsledger query{home} \"from mart.movement_evidence where modality = 'planned'\"",
        f'newsledger query{home} "select measure, value, unit, text from core.metrics limit 20"',
        f"newsledger explain{home} ID     # any id: the row, its sentence, its document, its rule",
        f"newsledger run{home} --input YOUR_FOLDER",
    ):
        console.print(f"  {line.replace('newsledger', command, 1)}", soft_wrap=True)


def _print_counts(console: Console, title: str, counts: dict[str, int]) -> None:
    shown = "  ".join(f"{name} {count:,}" for name, count in counts.items() if count)
    console.print(f"{title:<10} {shown}", soft_wrap=False)


def _print_highlights(console: Console, summary: NightSummary) -> None:
    from warehouse.connect import open_published
    from warehouse.highlights import HIGHLIGHTS, read_brief

    with open_published(summary.warehouse) as con:
        for highlight in HIGHLIGHTS:
            columns, rows = read_brief(con, highlight, _ROWS_SHOWN)
            table = Table(*columns, title=highlight.title.lower(), title_justify="left")
            for row in rows:
                table.add_row(*map(cell, row))
            console.print(table)
