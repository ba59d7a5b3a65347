"""SQL that comes from contracts: tables with comments, and the rules that a database can check by itself."""

from __future__ import annotations

from expectations.contract import Table


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table_sql(table: Table, replace: bool = False) -> str:
    """``create table`` for DuckDB, with types and not-null rules but without keys: their indexes slow the load."""
    verb = "create or replace table" if replace else "create table if not exists"
    columns = ",\n".join(
        f'    "{column.name}" {column.type}{"" if column.nullable else " not null"}' for column in table.columns
    )
    return f"{verb} {table.name} (\n{columns}\n)"


def comment_sql(table: Table) -> list[str]:
    """``comment on`` for the table and each of its columns."""
    statements = [f"comment on table {table.name} is {quote(table.comment)}"]
    return statements + [
        f'comment on column {table.name}."{column.name}" is {quote(column.comment)}' for column in table.columns
    ]


def key_check_sql(table: Table) -> str:
    """Rows of the table's key that stand more than once, with their count."""
    key = ", ".join(f'"{column}"' for column in table.key)
    return f"select {key}, count(*) as row_count from {table.name} group by all having count(*) > 1"


def reference_check_sql(table: Table, column: str, target: Table) -> str:
    """Rows whose reference points to nothing."""
    key = target.key[0]
    return (
        f'select * from {table.name} as rows anti join {target.name} as targets on rows."{column}" = targets."{key}" '
        f'where rows."{column}" is not null'
    )
