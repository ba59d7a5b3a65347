"""What a build changes against another, table by table: rows added, removed and changed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from expectations.contract import Table, load_contracts
from warehouse.connect import WarehouseError, attach_beside, hint, open_database, published_path
from warehouse.publish import earlier_builds

_COUNTS = ("added", "removed", "changed", "unchanged")
DIFF_SCHEMA = pl.Schema({"table_name": pl.String(), **{count: pl.Int64() for count in _COUNTS}})


def diff_builds(home: Path, build_path: Path | None = None) -> pl.DataFrame:
    """Rows of core and mart in the build against the published file; one row per table (DIFF_SCHEMA).

    Without ``build_path`` the published file is compared with the build before it. Rows are told apart by the keys
    of the contracts; rows that stand more than once under a key count as changed when their number changes.
    Raises WarehouseError when one of the two is missing.
    """
    new, old = build_path, published_path(home)
    if new is None:
        earlier = earlier_builds(home)
        if not earlier:
            raise WarehouseError(f"there is no earlier build in {home / 'builds'} to compare with")
        new, old = published_path(home), earlier[-1]
    for path in (new, old):
        if not path.exists():
            raise WarehouseError(f"there is no warehouse at {path}; run: {hint(home, 'run')}")
    with open_database(new, read_only=True) as con, attach_beside(con, old, "earlier"):
        tables = [table for table in load_contracts().values() if table.schema in ("core", "mart")]
        return pl.DataFrame([_compare(con, table) for table in tables], schema=DIFF_SCHEMA, orient="row")


def _compare(con: duckdb.DuckDBPyConnection, table: Table) -> tuple[str, int, int, int, int]:
    if not _exists(con, table):
        rows = con.execute(f"select count(*) from newsledger.{table.name}").fetchall()[0][0]
        return table.name, rows, 0, 0, 0
    key = ", ".join(f'"{column}"' for column in table.key)
    columns = ", ".join(f'"{column}"' for column in table.column_names)
    # Keys may be null (days without a date), hence the join with "is not distinct from" on their hash.
    digests = f"select hash({key}) as key_hash, bit_xor(hash({columns})) as row_hash, count(*) as row_count"
    counts = con.execute(
        f"""
        with new_rows as ({digests} from newsledger.{table.name} group by key_hash),
        old_rows as ({digests} from earlier.{table.name} group by key_hash)
        select
            count(*) filter (where old_rows.key_hash is null) as added,
            count(*) filter (where new_rows.key_hash is null) as removed,
            count(*) filter (where new_rows.row_hash <> old_rows.row_hash
                or new_rows.row_count <> old_rows.row_count) as changed,
            count(*) filter (where new_rows.row_hash = old_rows.row_hash
                and new_rows.row_count = old_rows.row_count) as unchanged
        from new_rows full join old_rows using (key_hash)
        """
    ).fetchall()[0]
    return table.name, *counts


def _exists(con: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether the earlier build has the table with all its columns; a contract that grew makes every row new."""
    found = con.execute(
        "select column_name from duckdb_columns() "
        "where database_name = 'earlier' and schema_name = ? and table_name = ?",
        [table.schema, table.table],
    ).fetchall()
    return {name for (name,) in found} >= set(table.column_names)
