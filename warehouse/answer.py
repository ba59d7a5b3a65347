"""The process that answers one question: what a query may take of the machine is taken from this process alone.

``python -m warehouse.answer`` reads the question as one JSON object from standard input. It writes one JSON line,
``{"error": …}`` or ``{"is_cut": …}``, and after the latter the rows as an Arrow stream. ``warehouse.query`` starts it.
"""

from __future__ import annotations

import itertools
import json
import re
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from warehouse.connect import WarehouseError, open_sandbox

# What the engine needs beside its own limit: buffers of results, and room that allocators only reserve.
_SPARE_MB = 512
# Characters of an error message that a terminal shows without hiding the question above it.
_ONE_LINE = 300
# How DuckDB's parser calls what only reads; inside a "with" it also takes statements that write.
_READING = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_NO_QUESTION = "the warehouse is read-only: ask with select, describe, show or summarize"
# They run SQL that stands in a text, where the parser does not see it.
_RUNNING_TEXT = {"query", "json_execute_serialized_sql"}


class RefusedError(Exception):
    """A question that is not answered; the message is one line."""


def answer(path: Path, sql: str, row_limit: int, memory_mb: int, threads: int) -> tuple[pyarrow.Table, bool]:
    """The first rows of a select, and whether there were more. Raises RefusedError."""
    try:
        with open_sandbox(path, f"{memory_mb}MiB", threads) as con:
            _limit_process(memory_mb + _SPARE_MB)
            return _fetch(con, _only_question(con, sql), row_limit)
    except WarehouseError as error:
        raise RefusedError(str(error)) from None
    # What DuckDB raises while it hands over rows, Arrow raises again in its own words.
    except (duckdb.Error, pyarrow.ArrowException, OSError, MemoryError) as error:
        if isinstance(error, MemoryError) or re.search("out of memory|bad.alloc", str(error), re.IGNORECASE):
            raise RefusedError(f"the query took more than {memory_mb} MB of memory; ask for less") from None
        raise RefusedError(_one_line(error)) from None


def _limit_process(more_mb: int) -> None:
    """From here on this process may take so much more address space, and open no file and no connection any more."""
    taken = Path("/proc/self/statm")
    # Where the system does not tell what is taken, the engine's own limit and the time limit must do.
    if taken.exists():
        _lower_limit(resource.RLIMIT_AS, int(taken.read_text().split()[0]) * resource.getpagesize() + more_mb * 2**20)
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        _lower_limit(kind, 0)


def _lower_limit(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (lower, lower))


def _only_question(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    statements = con.extract_statements(sql)
    if len(statements) != 1:
        raise RefusedError(f"give one SQL statement, not {len(statements)}")
    [statement] = statements
    asked = statement.query
    if statement.type == duckdb.StatementType.EXPLAIN:
        asked = next((rest for rest in _explained(asked) if _is_select(con, rest)), "")
    if not _is_select(con, asked) or not _only_reads(con, asked):
        raise RefusedError(_NO_QUESTION)
    return str(statement.query)


def _explained(statement: str) -> Iterator[str]:
    """What may be the statement behind "explain": all of it, or what follows "analyze" or options in brackets."""
    words = _words(statement)[1:]
    yield "".join(words)
    if not words:
        return
    if re.match(r"analyze\b", words[0], re.IGNORECASE):
        yield "".join(words[1:])
    if words[0].startswith("("):
        depths = list(itertools.accumulate(word.startswith("(") - word.startswith(")") for word in words))
        yield "".join(words[depths.index(0) + 1 :] if 0 in depths else [])


def _words(statement: str) -> list[str]:
    """The statement cut where the parser's words begin; comments hang on the word before them."""
    raw = statement.encode()
    starts = [at for at, kind in duckdb.tokenize(statement) if kind != duckdb.token_type.comment]
    return [raw[at:end].decode() for at, end in itertools.pairwise([*starts, len(raw)])]


def _is_select(con: duckdb.DuckDBPyConnection, sql: str) -> bool:
    """True if the parser finds exactly one select."""
    try:
        return [statement.type for statement in con.extract_statements(sql)] == [duckdb.StatementType.SELECT]
    except duckdb.Error:
        return False


def _only_reads(con: duckdb.DuckDBPyConnection, select: str) -> bool:
    """True if no part of a select writes, as in "with written as (copy … to …) from written"."""
    parsed = json.loads(con.execute("select json_serialize_sql(?)", [select]).fetchall()[0][0])
    return not parsed["error"] and all(map(_reads, _parts(parsed["statements"])))


def _parts(parsed: Any) -> Iterator[dict[str, Any]]:
    if isinstance(parsed, dict):
        yield parsed
    for inner in parsed.values() if isinstance(parsed, dict) else parsed if isinstance(parsed, list) else ():
        yield from _parts(inner)


def _reads(part: dict[str, Any]) -> bool:
    kind, function = part.get("type"), part.get("function_name")
    if isinstance(kind, str) and kind.endswith("_NODE") and kind not in _READING:
        return False
    return not (isinstance(function, str) and function.lower() in _RUNNING_TEXT)


def _fetch(con: duckdb.DuckDBPyConnection, statement: str, row_limit: int) -> tuple[pyarrow.Table, bool]:
    """Read batch by batch and stop after the limit: a cross join of everything must not fill the memory."""
    reader = con.sql(statement).to_arrow_reader(max(1, min(row_limit + 1, 10_000)))
    batches, count = [], 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if count > row_limit:
            break
    return pyarrow.Table.from_batches(batches, reader.schema).slice(0, row_limit), count > row_limit


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.strip().startswith("^")]
    hint = [line for line in lines[1:] if line.startswith(("Candidate bindings", "Did you mean"))]
    return " ".join(lines[:1] + hint)[:_ONE_LINE]


def main() -> None:
    """Answer the question on standard input."""
    question = json.loads(sys.stdin.buffer.read())
    # Should the asking process die, this one ends by itself.
    signal.setitimer(signal.ITIMER_REAL, question.pop("timeout_seconds") + 1)
    out = sys.stdout.buffer
    try:
        rows, is_cut = answer(Path(question.pop("path")), **question)
    except RefusedError as error:
        out.write(json.dumps({"error": str(error)}).encode() + b"\n")
        return
    out.write(json.dumps({"is_cut": is_cut}).encode() + b"\n")
    with pyarrow.ipc.new_stream(out, rows.schema) as stream:
        stream.write_table(rows)


if __name__ == "__main__":
    main()
