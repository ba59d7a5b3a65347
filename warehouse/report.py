"""The night as one web page: self-contained, readable offline, the same whether the build was published or stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from warehouse.connect import hint
from warehouse.highlights import HIGHLIGHTS
from warehouse.legible import legible, legible_value
from warehouse.masking import mask_secrets
from warehouse.rollback import notice

# One section of the page per query; {run} is bound as the run's id.
SECTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "What came in",
        "Every input record ends in exactly one disposition.",
        """select disposition, count(*) as records from meta.dispositions where run_id = $run
           group by all order by records desc, disposition""",
    ),
    (
        "Stages",
        "Seconds are the sum over batches, which run side by side.",
        """select stage, round(seconds, 1) as seconds, rows_in, rows_out, status from run_stages
           order by list_position(['ingest', 'normalise', 'extract', 'validate', 'load', 'publish'], stage)""",
    ),
    (
        "Checks that found something",
        "A fail check stops the publish or sets the row aside; a warn check only counts.",
        """select check_name, table_name, severity, checked_count, failed_count, detail from meta.checks
           where run_id = $run and not passed order by severity, failed_count desc, table_name, check_name""",
    ),
    (
        "Against the nights before",
        "Gates: what this night brought and what is usual; a gate closes from five known nights on.",
        """select gates.gate, checks.passed, round(gates.value, 3) as this_night, round(gates.usual, 3) as usual,
                  gates.row_count, checks.detail
           from meta.gates as gates
           left join meta.checks as checks
             on checks.run_id = gates.run_id and checks.scope = 'night' and checks.check_name = gates.gate
           where gates.run_id = $run and gates.publisher is null order by checks.passed, gates.gate""",
    ),
    (
        "Quarantine",
        "Set aside with a reason; mend the file or the rule, then run `{replay}`.",
        """select table_name, reason, count(*) as rows, any_value(detail order by detail) as for_example
           from meta.quarantine where run_id = $run group by all order by rows desc, table_name, reason limit 50""",
    ),
    (
        "What the readers refused",
        "Candidates that a rule refused: no row came of them. `newsledger why` shows the rules at work on a sentence.",
        """select reader, rule, refused_count from meta.run_refusals where run_id = $run
           order by refused_count desc, reader, rule limit 50""",
    ),
    (
        "Tables",
        "Rows in the warehouse after this night.",
        """select table_name, row_count, description from meta.tables
           where table_name not like 'meta.%' order by table_name""",
    ),
)


@dataclass(frozen=True)
class Section:
    """A titled table of the page."""

    title: str
    note: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


def write_report(
    con: duckdb.DuckDBPyConnection, run_id: str, verdict: str, stopped_by: list[str], path: Path, stages: pl.DataFrame
) -> Path:
    """Write the page of one run and return its path.

    ``verdict`` is one sentence; ``stopped_by`` names the fail checks that kept the build from being published.
    ``stages`` are the run's rows of meta.stages as they stand now: the published file was written before its run ended.
    """
    home = path.parent.parent
    told = notice(home, run_id)
    con.register("run_stages", stages.to_arrow())
    replay = hint(home, "replay")
    sections = [_section(con, title, note.format(replay=replay), sql, run_id) for title, note, sql in SECTIONS]
    sections += [_section(con, shown.title, shown.note, shown.query, run_id) for shown in HIGHLIGHTS]
    pages = Environment(loader=PackageLoader("warehouse", "."), autoescape=select_autoescape(["j2"], default=True))
    pages.undefined = StrictUndefined
    page = pages.get_template("report.html.j2").render(
        run_id=run_id,
        verdict=legible(verdict),
        stopped_by=[*map(legible, stopped_by)],
        notice=legible(told or ""),
        sections=sections,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mask_secrets(page), encoding="utf-8")
    return path


def _section(con: duckdb.DuckDBPyConnection, title: str, note: str, query: str, run_id: str) -> Section:
    result = con.execute(query, {"run": run_id} if "$run" in query else None)
    rows = [tuple(map(legible_value, row)) for row in result.fetchall()]
    return Section(title, note, [column[0] for column in result.description or []], rows)
