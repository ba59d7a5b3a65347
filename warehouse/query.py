"""Questions to the published warehouse, from people and programs that must not be able to do anything else."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow

from warehouse.connect import WarehouseError, read_published

# What the answering process needs to run at all; nothing else that lies in the environment is its business.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TZ", "LANG")


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
    memory_mb: int = 1024,
    threads: int = 2,
    timeout_seconds: float = 60.0,
) -> Answer:
    """Answer one select over the published warehouse of a home; read-only, without files, network or settings.

    The question is answered by a process of its own, which is killed when it takes longer than ``timeout_seconds``
    and cannot take more memory than ``memory_mb`` (and half a GB for the engine itself).
    Raises WarehouseError when nothing is published and QueryError (one line) when the SQL is wrong, is no question,
    or wants more than that.
    """
    question = {"path": str(read_published(home)), "sql": sql, "row_limit": row_limit}
    limits = {"memory_mb": memory_mb, "threads": threads, "timeout_seconds": timeout_seconds}
    told, rows = _ask(question | limits, timeout_seconds)
    if "error" in told:
        raise QueryError(told["error"])
    return Answer(_as_frame(rows), told["is_cut"])


def _ask(question: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
    # With -P no file of the present folder passes for a module.
    command = [sys.executable, "-P", "-m", "warehouse.answer"]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # Memory that allocators set aside for each thread would count like memory that is used.
    environment |= {"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    try:
        done = subprocess.run(
            command,
            input=json.dumps(question).encode(),
            capture_output=True,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(f"the query took longer than {seconds:g} s; ask for less") from None
    head, _, rows = done.stdout.partition(b"\n")
    if done.returncode or not head:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise QueryError(
            f"the query broke off ({last[0][:200] if last else f'exit {done.returncode}'}); perhaps it took more than "
            f"{question['memory_mb']} MB of memory: ask for less"
        )
    return json.loads(head), rows


def _as_frame(rows: bytes) -> pl.DataFrame:
    table = pyarrow.ipc.open_stream(io.BytesIO(rows)).read_all()
    for field in table.schema:
        if _has_no_counterpart(field.type):
            raise QueryError(
                f"{field.name[:60]} is of the type {field.type}, which cannot be shown: cast it to varchar"
            )
    frame = pl.from_arrow(table.rename_columns([*_told_apart(table.column_names)]))
    assert isinstance(frame, pl.DataFrame)
    return frame


def _has_no_counterpart(kind: pyarrow.DataType) -> bool:
    """True if a frame cannot hold values of the type."""
    if pyarrow.types.is_interval(kind) or pyarrow.types.is_union(kind):
        return True
    return any(_has_no_counterpart(kind.field(number).type) for number in range(kind.num_fields))


def _told_apart(names: list[str]) -> Iterator[str]:
    """Names as they are, but of two columns with one name the later is numbered."""
    taken: set[str] = set()
    for name in names:
        numbered = (name if number == 0 else f"{name}_{number}" for number in itertools.count())
        taken.add(free := next(new for new in numbered if new not in taken))
        yield free
