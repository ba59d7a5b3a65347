"""Worth a look after a night: what happened, what was counted, who appears. On the page and in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connect import open_database
from warehouse.relations import read_sql


@dataclass(frozen=True)
class Highlight:
    """One file of sql/highlights. ``brief`` names the columns that fit into a terminal."""

    name: str
    title: str
    note: str
    brief: tuple[str, ...]

    @property
    def query(self) -> str:
        return read_sql("highlights", self.name)


HIGHLIGHTS = (
    Highlight(
        "movements",
        "Movements",
        "Who did what to whom, and did it happen: the surest ones of the newest documents.",
        ("type", "mode", "modality", "actors", "recipients", "date_start", "place"),
    ),
    Highlight(
        "figures",
        "Figures",
        "Numbers with their meaning.",
        ("measure", "value", "unit", "statistic", "direction", "from_country", "to_country", "period_start"),
    ),
    Highlight("names", "Names", "Entities in most documents.", ("name", "kind", "country", "documents")),
)


def read_brief(
    con: duckdb.DuckDBPyConnection, highlight: Highlight, limit: int
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The first rows of a highlight, and the names of their columns, as a terminal shows them."""
    result = con.sql(highlight.query).select(*highlight.brief).limit(limit)
    return result.columns, result.fetchall()


def count_night(published: Path, run_id: str) -> tuple[dict[str, int], dict[str, int]]:
    """Records of a run by disposition, and rows of the published warehouse by table, those of meta aside."""
    with open_database(published, read_only=True) as con:
        dispositions = con.execute(
            "select disposition, count(*) from meta.dispositions where run_id = ? group by all order by all", [run_id]
        ).fetchall()
        tables = con.execute(
            "select table_name, row_count from meta.tables where table_name not like 'meta.%' order by table_name"
        ).fetchall()
    return dict(dispositions), dict(tables)
