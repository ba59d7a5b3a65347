"""What one night did, as values for callers and as lines for people."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.cells import cell, new_console
from flows.night import Night
from flows.settings import PROJECT, Settings


@dataclass(frozen=True)
class NightSummary:
    """Counts of one published night: records by disposition, rows by table."""

    run_id: str
    warehouse: Path
    report: Path
    dispositions: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)


def summarise(night: Night, published: Path) -> NightSummary:
    """Read back from the published warehouse what this night did."""
    from warehouse.connect import open_database

    with open_database(published, read_only=True) as con:
        dispositions = con.execute(
            "select disposition, count(*) from meta.dispositions where run_id = ? group by all order by all",
            [night.run_id],
        ).fetchall()
        tables = con.execute(
            "select table_name, row_count from meta.tables where table_name not like 'meta.%' order by table_name"
        ).fetchall()
    report = night.home / "reports" / f"{night.run_id}.html"
    return NightSummary(night.run_id, published, report, dict(dispositions), dict(tables))


# Worth a look after a first night: what happened, what was counted, who appears.
WORTH_A_LOOK: tuple[tuple[str, str], ...] = (
    (
        "movements: who did what to whom, and did it happen",
        """select type, mode, modality, actors, recipients, date_start as "on", place
           from mart.movement_evidence
           order by confidence desc, movement_id limit 8""",
    ),
    (
        "figures: numbers with their meaning",
        """select measure, value, unit, statistic, direction, from_country as "from", to_country as "to", period_start
           from core.metrics where measure is not null and value is not null
           order by period_start is null, from_country is null, metric_id limit 8""",
    ),
    (
        "names: who appears in most documents",
        """select e.name, e.kind, e.country, count(distinct m.document_id) as documents
           from core.mentions m join core.entities e using (entity_id)
           group by all order by documents desc, e.name limit 8""",
    ),
)


def print_summary(summary: NightSummary, settings: Settings) -> None:
    """Counts, three tables worth looking at, where everything lies, and what to try next."""
    console = new_console(piped_width=160)
    console.print(f"night {summary.run_id} published", style="bold green")
    _print_counts(console, "records", summary.dispositions)
    _print_counts(console, "tables", summary.tables)
    for title, query in WORTH_A_LOOK:
        _print_query(console, summary.warehouse, title, query)
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


def _print_query(console: Console, warehouse: Path, title: str, query: str) -> None:
    from warehouse.connect import open_database

    with open_database(warehouse, read_only=True) as con:
        result = con.execute(query)
        table = Table(*(column[0] for column in result.description or []), title=title, title_justify="left")
        for row in result.fetchall():
            table.add_row(*map(cell, row))
    console.print(table)
