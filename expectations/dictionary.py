"""The data dictionary as a page: every table and column with its meaning, straight from the contracts."""

from __future__ import annotations

from expectations.contract import SCHEMAS, Column, Table, load_contracts
from expectations.gates import gate_lines

_INTRODUCTION = {
    "mart": "What to open first: wide tables that answer questions without joins.",
    "core": "What was read: documents and every row derived from them, each tied to its place in the text.",
    "meta": "How it came about: runs, stages, what became of every input record, checks, and this dictionary.",
}


def dictionary_markdown() -> str:
    """The whole dictionary as Markdown, marts first."""
    lines = ["# Data dictionary", "", "Generated from `expectations/`; `newsledger docs` prints it.", ""]
    for schema in sorted(SCHEMAS, key=list(_INTRODUCTION).index):
        lines += [f"## {schema}", "", _INTRODUCTION[schema], ""]
        for table in load_contracts().values():
            if table.schema == schema:
                lines += _table_lines(table)
    return "\n".join([*lines, "## gates", "", *gate_lines()])


def _table_lines(table: Table) -> list[str]:
    key = f" Key: {', '.join(f'`{column}`' for column in table.key)}." if table.key else ""
    head = [f"### {table.name}", "", f"{table.description} Grain: {table.grain}.{key}", ""]
    head += ["| column | type | meaning | unit | null means |", "|---|---|---|---|---|"]
    return [*head, *(_column_line(column) for column in table.columns), ""]


def _column_line(column: Column) -> str:
    target = f" → `{column.references}`" if column.references else ""
    meaning, null = f"{column.meaning}{target}", column.null_meaning or "never"
    cells = (f"`{column.name}`", column.type, meaning, column.unit or "", null)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
