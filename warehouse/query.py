"""Questions to the published warehouse, from people and programs that must not be able to do anything else."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connect import WarehouseError, open_sandbox, read_published

# Characters of an error message that a terminal shows without hiding the question above it.
_ONE_LINE = 300


class QueryError(WarehouseError):
    """SQL that cannot be answered; the message is one line."""


@dataclass(frozen=True)
class Answer:
    """The rows of a query. ``is_cut`` when there were more rows than the limit."""

    rows: pl.DataFrame
    is_cut: bool


def query(
    home: Path,
    sql: str,
    row_limit: int = 10_000,
    memory_limit: str = "1GB",
    threads: int = 2,
    timeout_seconds: float = 60.0,
) -> Answer:
    """Answer one select over the published warehouse of a home; read-only, without files, network or settings.

    Raises WarehouseError when nothing is published and QueryError (one line) when the SQL is wrong, is no question,
    takes longer than ``timeout_seconds`` or more memory than ``memory_limit``.
    """
    with open_sandbox(read_published(home), memory_limit, threads) as con:
        statement = _only_question(con, sql)
        timer = threading.Timer(timeout_seconds, con.interrupt)
        timer.start()
        try:
            return _fetch(con, statement, row_limit)
        except duckdb.InterruptException:
            raise QueryError(f"the query took longer than {timeout_seconds:g} s; ask for less") from None
        except duckdb.Error as error:
            raise QueryError(_one_line(error)) from error
        finally:
            timer.cancel()


def _only_question(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error
    if len(statements) != 1:
        raise QueryError(f"give one SQL statement, not {len(statements)}")
    if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise QueryError("the warehouse is read-only: ask with select, describe, show or summarize")
    return str(statements[0].query)


def _fetch(con: duckdb.DuckDBPyConnection, statement: str, row_limit: int) -> Answer:
    """Read batch by batch and stop after the limit: a cross join of everything must not fill the memory."""
    reader = con.sql(statement).to_arrow_reader(max(1, min(row_limit + 1, 10_000)))
    batches, count = [], 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if count > row_limit:
            break
    rows = pl.from_arrow(reader.schema.empty_table()) if not batches else pl.from_arrow(batches)
    assert isinstance(rows, pl.DataFrame)
    return Answer(rows.head(row_limit), count > row_limit)


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.strip().startswith("^")]
    hint = [line for line in lines[1:] if line.startswith(("Candidate bindings", "Did you mean"))]
    return " ".join(lines[:1] + hint)[:_ONE_LINE]
