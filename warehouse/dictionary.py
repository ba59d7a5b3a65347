"""The data dictionary inside the warehouse: comments on every table and column, meta.tables and meta.columns."""

from __future__ import annotations

import duckdb
import polars as pl

from expectations.contract import Table, load_contracts
from expectations.ddl import comment_sql


def describe(con: duckdb.DuckDBPyConnection) -> None:
    """Comment all tables and columns and fill meta.tables and meta.columns from the contracts."""
    tables = list(load_contracts().values())
    # One transaction: several hundred comments would else be several hundred waits for the disk.
    con.execute("begin")
    for statement in [statement for table in tables for statement in comment_sql(table)]:
        con.execute(statement)
    con.execute("commit")
    _fill(con, "meta.columns", [row for table in tables for row in _column_rows(table)])
    counts = " union all ".join(f"select '{table.name}' as table_name, count(*) from {table.name}" for table in tables)
    row_counts = dict(con.execute(counts).fetchall())
    _fill(con, "meta.tables", [_table_row(table, row_counts[table.name]) for table in tables])


def _table_row(table: Table, row_count: int) -> dict[str, object]:
    return {
        "table_name": table.name,
        "description": table.description,
        "grain": table.grain,
        "key": ", ".join(table.key),
        "filled_by": table.filled_by,
        "row_count": row_count,
    }


def _column_rows(table: Table) -> list[dict[str, object]]:
    return [
        {
            "table_name": table.name,
            "column_no": number,
            "column_name": column.name,
            "type": column.type,
            "meaning": column.meaning,
            "unit": column.unit,
            "is_nullable": column.nullable,
            "null_meaning": column.null_meaning,
            "points_to": column.references,
        }
        for number, column in enumerate(table.columns, start=1)
    ]


def _fill(con: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, object]]) -> None:
    con.execute(f"delete from {name}")
    con.register("dictionary_rows", pl.DataFrame(rows, infer_schema_length=None).to_arrow())
    con.execute(f"insert into {name} by name select * from dictionary_rows")
    con.unregister("dictionary_rows")
