"""The only place that opens DuckDB.

Every connection is an in-memory DuckDB with the file attached as ``newsledger``: a process that opened the path
before a publish replaced it would otherwise be given the old file again.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# The oldest format of the 1.x line: BI drivers built on any DuckDB since 1.0 open the published file.
STORAGE_VERSION = "v1.0.0"

_SANDBOX = (
    "enable_progress_bar = false",
    # Nothing may spill to disk either: the sandbox would have to touch files for it.
    "temp_directory = ''",
    "python_enable_replacements = false",
    # "show tables" lists everything, and "from movement_evidence" is enough.
    "search_path = 'newsledger.mart,newsledger.core,newsledger.meta'",
)


class WarehouseError(Exception):
    """Something about the warehouse that the user can mend; the message is one line that says how."""


def published_path(home: Path) -> Path:
    """The file that readers open."""
    return home / "published" / "newsledger.duckdb"


def hint(home: Path, command: str) -> str:
    """A command to paste: ``newsledger COMMAND --home HOME``."""
    return f"newsledger {command} --home {shlex.quote(str(home))}"


def read_published(home: Path) -> Path:
    """The published file. Raises WarehouseError when nothing was published yet."""
    path = published_path(home)
    if not path.exists():
        raise WarehouseError(f"nothing is published in {home}; run: {hint(home, 'run --input PATH')}")
    return path


@contextmanager
def open_database(path: Path, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose default database is the file; a missing file is made unless ``read_only``.

    Raises WarehouseError when the file is held by a writer or is no DuckDB database.
    """
    connection = duckdb.connect(":memory:")
    try:
        _attach(connection, path, read_only)
        connection.execute("use newsledger")
        connection.execute("set enable_progress_bar = false")
        if not read_only:
            # Else it would spill into the folder that the command was called from.
            connection.execute(f"set temp_directory = {_quote(f'{path}.tmp')}")
        yield connection
    finally:
        connection.close()


def current_run(home: Path) -> str | None:
    """The run whose build is published now, or None."""
    path = published_path(home)
    if not path.exists():
        return None
    with open_database(path, read_only=True) as con:
        rows = con.execute("select run_id from meta.builds").fetchall()
    return rows[0][0] if rows else None


@contextmanager
def open_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a published file; a publish meanwhile does not disturb it."""
    with open_database(path, read_only=True) as connection:
        yield connection


@contextmanager
def open_sandbox(path: Path, memory_limit: str, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection for SQL that strangers wrote: no files, no network, no settings, no Python variables.

    One path is left open even to "copy … to": that of the attached file. Who lets strangers ask must see to it.
    """
    connection = duckdb.connect(":memory:")
    try:
        _attach(connection, path, True)
        connection.execute("use newsledger")
        connection.execute("detach memory")
        for setting in _SANDBOX:
            connection.execute(f"set {setting}")
        connection.execute(f"set memory_limit = '{memory_limit}'")
        connection.execute(f"set threads = {int(threads)}")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def copy_afresh(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the whole database of a connection into a new file, in the oldest format, and nothing but what it holds.

    A file that was changed again and again keeps room and leftovers of what it held before; drivers older than the
    DuckDB that changed it may stumble over them, whatever version the file says it has.
    """
    _attach(connection, path, False, "fresh")
    try:
        connection.execute("copy from database newsledger to fresh")
        connection.execute("checkpoint fresh")
    finally:
        connection.execute("detach fresh")


@contextmanager
def attach_beside(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> Iterator[None]:
    """Attach a second file, read-only, under a name while the body runs. Raises WarehouseError like open_database."""
    _attach(connection, path, True, name)
    connection.execute("use newsledger")
    try:
        yield
    finally:
        connection.execute(f"detach {name}")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool, name: str = "newsledger") -> None:
    options = "read_only" if read_only else f"storage_version '{STORAGE_VERSION}'"
    try:
        connection.execute(f"attach {_quote(str(path))} as {name} ({options})")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise WarehouseError(f"cannot open {path}: {reason}") from error


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
