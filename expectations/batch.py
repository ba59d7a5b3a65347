"""Frames of a batch against their contract: which rows pass, which fail and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from expectations.contract import Check, ContractError, Table, contract_of
from expectations.ddl import ROWS
from expectations.frames import conform, frame_schema

if TYPE_CHECKING:
    import pandas as pd

RESULT_SCHEMA = frame_schema("meta.checks", without=("run_id", "scope"))
# How many failing values a result names.
_EXAMPLES = 5

Outcome = tuple[Check, set[int], str | None]


@dataclass(frozen=True)
class Checked:
    """``passed`` has the contract's columns; ``failed`` the same and ``reason`` (names of the failed checks);
    ``results`` one row per check (RESULT_SCHEMA)."""

    passed: pl.DataFrame
    failed: pl.DataFrame
    results: pl.DataFrame


def check_frame(table_name: str, frame: pl.DataFrame) -> Checked:
    """Check a staged frame (``core.metrics``) with Great Expectations; rows failing a *fail* check are set aside.

    Of rows with the same key the first stays. Raises ContractError when the frame has not the contract's columns.
    The first call of a process takes 5 to 7 s to import Great Expectations.
    """
    from expectations.suite import ROW

    table = contract_of(table_name)
    rows = conform(frame, table).with_row_index(ROW)
    return _checked(table, rows, _test(table, rows))


def check_rules(table_name: str, values: pl.DataFrame, row_count: int) -> pl.DataFrame:
    """Check the rules of a table that no batch brings on the values that stand in it; one row per check.

    ``values`` is the result of expectations.ddl.values_sql, ``row_count`` how many rows the table has. Results have
    RESULT_SCHEMA and count rows of the table.
    """
    from expectations.suite import ROW

    table = contract_of(table_name)
    rows = values.with_row_index(ROW)
    results = []
    for check, failing, examples in _test(table, rows):
        failed = rows.filter(pl.col(ROW).is_in(list(failing)))[ROWS].sum()
        results.append((check.name, table.name, check.severity, row_count, failed, not failing, examples))
    return pl.DataFrame(results, schema=RESULT_SCHEMA, orient="row")


def _test(table: Table, rows: pl.DataFrame) -> list[Outcome]:
    """Each check of the table with the numbers of the rows that fail it."""
    from expectations.suite import checks_under_test, position_of, validate

    checks = checks_under_test(table)
    if rows.is_empty():
        return [(check, set(), None) for check in checks]
    outcome = validate(table, rows_under_test(rows, table, checks))
    results = {position_of(result): result for result in outcome.results}
    return [_read_result(table, rows, check, results[position]) for position, check in enumerate(checks)]


def rows_under_test(rows: pl.DataFrame, table: Table, checks: list[Check]) -> pd.DataFrame:
    """The columns under test as pandas: keys, checked columns, lengths for texts, and which required values miss."""
    from expectations.suite import MISSING, ROW, length_column, span_column

    plain = {c for check in checks if check.kind not in ("length_between", "span_is_text") for c in check.columns}
    spans = [check.columns for check in checks if check.kind == "span_is_text"]
    measured = {check.columns[0] for check in checks if check.kind == "length_between"} | {text for *_, text in spans}
    derived = [(pl.col(end) - pl.col(start)).alias(span_column(text)) for start, end, text in spans]
    derived += [pl.col(name).str.len_chars().cast(pl.Int64).alias(length_column(name)) for name in sorted(measured)]
    if any(check.kind == "complete" for check in checks):
        missing = [pl.when(pl.col(column).is_null()).then(pl.lit(column)) for column in _required(table)]
        names = pl.concat_str(missing, separator=", ", ignore_nulls=True)
        derived.append(pl.when(names != "").then(names).alias(MISSING))
    return rows.select(ROW, *sorted(plain), *derived).to_pandas()


def _read_result(table: Table, rows: pl.DataFrame, check: Check, result: Any) -> Outcome:
    """The numbers of the failing rows, and examples."""
    from expectations.suite import ROW

    if "unexpected_count" not in result.result:
        # A check that could not run must never look like one that passed.
        raise ContractError(f"check {check.name} could not run: {str(result.exception_info)[-500:]}")
    failing = {int(index[ROW]) for index in result.result.get("unexpected_index_list") or []}
    if check.kind == "unique":
        failing -= _firsts(rows, check, failing)
    columns = _required(table) if check.kind == "complete" else check.columns
    return check, failing, _examples(rows, columns, failing)


def _firsts(rows: pl.DataFrame, check: Check, failing: set[int]) -> set[int]:
    """Of each repeated key the first row: it stays."""
    from expectations.suite import ROW

    repeated = rows.filter(pl.col(ROW).is_in(list(failing)))
    return set(repeated.unique(check.columns, keep="first", maintain_order=True)[ROW].to_list())


def _required(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.staged_columns if not column.nullable)


def _examples(rows: pl.DataFrame, columns: tuple[str, ...], failing: set[int]) -> str | None:
    from expectations.suite import ROW

    if not failing:
        return None
    values = rows.filter(pl.col(ROW).is_in(sorted(failing)[:_EXAMPLES])).select(columns).rows()
    return "; ".join(", ".join(str(value)[:80] for value in row) for row in values)


def _checked(table: Table, rows: pl.DataFrame, outcomes: list[Outcome]) -> Checked:
    from expectations.suite import ROW

    reasons: dict[int, list[str]] = {}
    for check, failing, _ in outcomes:
        if check.severity == "fail":
            for row in failing:
                reasons.setdefault(row, []).append(check.name)
    why = pl.DataFrame(
        {ROW: list(reasons), "reason": [", ".join(names) for names in reasons.values()]},
        schema={ROW: rows.schema[ROW], "reason": pl.String},
    )
    failed = rows.join(why, on=ROW, how="inner", maintain_order="left").drop(ROW)
    passed = rows.join(why, on=ROW, how="anti", maintain_order="left").drop(ROW)
    results = [
        (c.name, table.name, c.severity, rows.height, len(failing), not failing, examples)
        for c, failing, examples in outcomes
    ]
    return Checked(passed, failed, pl.DataFrame(results, schema=RESULT_SCHEMA, orient="row"))
