"""Checks of a whole build: rules, keys, references and spans from the contracts, all else from sql/checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from expectations.batch import RESULT_SCHEMA, check_rules
from expectations.contract import Table, load_contracts
from expectations.ddl import key_check_sql, reference_check_sql, sentence_check_sql, span_check_sql, values_sql
from warehouse.connect import WarehouseError
from warehouse.relations import SQL

_EXAMPLES = 3


@dataclass(frozen=True)
class BuildCheck:
    """One rule: its ``select`` gives the failing rows."""

    name: str
    table_name: str
    severity: str
    meaning: str
    select: str


def run_checks(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Run every check on an open build; one row per check, shaped like expectations.batch.RESULT_SCHEMA.

    ``checked_count`` counts the rows of the table under test; ``detail`` is the meaning and some failing rows.
    Columns of staged tables were checked when their batch was; those of all other tables are checked here.
    """
    counts = _row_counts(con)
    rows = [_run(con, check, counts.get(check.table_name, 0)) for check in build_checks()]
    crossing = pl.DataFrame(rows, schema=RESULT_SCHEMA, orient="row")
    return pl.concat([crossing, *(_run_rules(con, table, counts.get(table.name, 0)) for table in tables_with_rules())])


def tables_with_rules() -> list[Table]:
    """The tables that no batch brings and whose contract has rules for columns or pairs of them."""
    return [table for table in load_contracts().values() if table.filled_by != "staged" and table.rules_of_values]


def _run_rules(con: duckdb.DuckDBPyConnection, table: Table, row_count: int) -> pl.DataFrame:
    values = con.sql(values_sql(table, f"({_of_this_run(table, f'select * from {table.name}')})"))
    results = check_rules(table.name, pl.DataFrame(pl.from_arrow(values.to_arrow_table())), row_count)
    meaning = pl.lit(f"The rule of expectations/{table.schema}/{table.table}.toml.")
    return results.with_columns(detail=pl.concat_str(meaning, "detail", separator=" ", ignore_nulls=True))


def failed_checks(results: pl.DataFrame) -> list[str]:
    """One line per broken *fail* check, empty when the build may be published."""
    broken = results.filter(~pl.col("passed") & (pl.col("severity") == "fail"))
    rows = broken.select("table_name", "check_name", "failed_count", "detail").rows()
    return [f"{table}: {check} ({count} rows): {detail}" for table, check, count, detail in rows]


def build_checks() -> Iterator[BuildCheck]:
    """All checks that are SQL: those made from the contracts, then the files in order of their names."""
    for table in load_contracts().values():
        yield from _contract_checks(table)
    for path in sorted((SQL / "checks").glob("*.sql")):
        yield read_check(path)


def read_check(path: Path) -> BuildCheck:
    """A check file: header lines ``-- severity:`` and ``-- table:``, a line of meaning, one select."""
    text = path.read_text("utf-8")
    header = dict(re.findall(r"^-- (severity|table): (\S+)$", text, re.MULTILINE))
    meaning = " ".join(re.findall(r"^-- (?!severity:|table:)(.+)$", text, re.MULTILINE))
    if header.get("severity") not in ("fail", "warn") or header.get("table") not in load_contracts() or not meaning:
        raise WarehouseError(f"sql/checks/{path.name}: the header must give severity (fail or warn), table and meaning")
    return BuildCheck(path.stem, header["table"], header["severity"], meaning, text.rstrip().rstrip(";"))


def _contract_checks(table: Table) -> Iterator[BuildCheck]:
    contracts = load_contracts()
    if table.key:
        meaning = f"{', '.join(table.key)} tells rows apart."
        name = "_".join(table.key) if len(table.key) < 4 else "key"
        yield BuildCheck(f"{name}_unique", table.name, "fail", meaning, _of_this_run(table, key_check_sql(table)))
    for column in table.columns:
        if column.references:
            # A row is nothing without what it must point to; what it may point to is only missed by those who join.
            severity = "warn" if column.nullable else "fail"
            select = reference_check_sql(table, column.name, contracts[column.references])
            meaning = f"{column.name} points to a row of {column.references}."
            yield BuildCheck(f"{column.name}_refers", table.name, severity, meaning, _of_this_run(table, select))
    yield from _evidence_checks(table)


def _evidence_checks(table: Table) -> Iterator[BuildCheck]:
    """Every row of a text leads back to its words, and to the sentence it names."""
    if any(check.kind == "span_is_text" for check in table.checks):
        meaning = "The offsets of a row lead back to its own words in the frozen text of its document."
        yield BuildCheck(f"{table.table}_are_found_in_text", table.name, "fail", meaning, span_check_sql(table))
    for check in table.cross_checks:
        how = {"begins_in_sentence": "it begins inside", "lies_in_sentence": "it lies inside"}[check.kind]
        meaning = f"Every row has its evidence: the sentence it names is there and {how}."
        name, select = f"{table.table}_lie_in_their_sentence", sentence_check_sql(table, check)
        yield BuildCheck(name, table.name, check.severity, meaning, select)


def _of_this_run(table: Table, select: str) -> str:
    """What an earlier run said about itself, perhaps under older rules, must not stop this one."""
    if table.filled_by != "run":
        return select
    return f"select * from ({select}) where run_id in (select run_id from meta.builds)"


def _run(con: duckdb.DuckDBPyConnection, check: BuildCheck, row_count: int) -> tuple[object, ...]:
    try:
        con.execute(f"create or replace temp table failing_rows as {check.select}")
        failed = con.execute("select count(*) from failing_rows").fetchall()[0][0]
        examples = con.execute(f"select * from failing_rows limit {_EXAMPLES}").fetchall() if failed else []
    except duckdb.Error as error:
        raise WarehouseError(f"check {check.name} on {check.table_name}: {error}") from error
    shown = "; ".join(", ".join(str(value)[:60] for value in row) for row in examples)
    detail = f"{check.meaning} {shown}".strip()
    return check.name, check.table_name, check.severity, row_count, failed, failed == 0, detail


def _row_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(con.execute("select table_name, row_count from meta.tables").fetchall())
