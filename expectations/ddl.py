"""SQL that comes from contracts: tables with comments, and the rules that a database can check by itself."""

from __future__ import annotations

from collections.abc import Callable

from expectations.contract import Check, Table


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


def rule_check_sql(table: Table, check: Check) -> str:
    """Rows that break a column or pair rule of the contract, for tables that no batch frame brings."""
    return f"select * from {table.name} where {_BROKEN[check.kind](check)}"


def _between(check: Check) -> str:
    low, high = (quote(value) if isinstance(value, str) else str(value) for value in check.argument)
    return f'"{check.columns[0]}" not between {low} and {high}'


def _length_between(check: Check) -> str:
    low, high = check.argument
    return f'length("{check.columns[0]}") not between {low} and {high}'


def _in_set(check: Check) -> str:
    return f'"{check.columns[0]}" not in ({", ".join(quote(value) for value in check.argument)})'


def _regex(check: Check) -> str:
    return f'not regexp_matches("{check.columns[0]}", {quote(check.argument)})'


def _ordered(check: Check) -> str:
    first, second = check.columns
    return f'"{first}" {">=" if check.kind == "ordered" else ">"} "{second}"'


_BROKEN: dict[str, Callable[[Check], str]] = {
    "between": _between,
    "length_between": _length_between,
    "in_set": _in_set,
    "regex": _regex,
    "ordered": _ordered,
    "ordered_or_equal": _ordered,
}


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
