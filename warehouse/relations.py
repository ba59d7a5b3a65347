"""Tables made by SQL: each file under sql/core and sql/mart is one select, named like its table."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from expectations.contract import Table, contract_of
from expectations.ddl import create_table_sql
from warehouse.connect import WarehouseError

SQL = Path(__file__).resolve().parents[1] / "sql"


def relation_files(schema: str) -> dict[str, Path]:
    """SQL files by ``schema.table``, each after the tables of the same schema that it reads."""
    files = {f"{schema}.{path.stem}": path for path in sorted((SQL / schema).glob("*.sql"))}
    reads = {name: _names_in(path) & set(files) - {name} for name, path in files.items()}
    return {name: files[name] for name in TopologicalSorter(reads).static_order()}


def derive_relations(con: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make every table of a schema that has a SQL file. Raises WarehouseError naming the file that does not fit."""
    for name, path in relation_files(schema).items():
        table, select = contract_of(name), path.read_text("utf-8").rstrip().rstrip(";")
        try:
            _require_contract_columns(con, table, path, select)
            con.execute(create_table_sql(table, replace=True))
            con.execute(f"insert into {name} by name {select}")
        except duckdb.Error as error:
            raise WarehouseError(f"sql/{schema}/{path.name}: {error}") from error


def _require_contract_columns(con: duckdb.DuckDBPyConnection, table: Table, path: Path, select: str) -> None:
    selected = tuple(row[0] for row in con.execute(f"describe {select}").fetchall())
    if selected != table.column_names:
        raise WarehouseError(
            f"sql/{table.schema}/{path.name} selects {selected}, "
            f"expectations/{table.schema}/{table.table}.toml wants {table.column_names}"
        )


def read_sql(folder: str, name: str) -> str:
    """The select of one file below sql/."""
    return (SQL / folder / f"{name}.sql").read_text("utf-8").rstrip().rstrip(";")


def _names_in(path: Path) -> set[str]:
    code = re.sub(r"--.*", "", path.read_text("utf-8"))
    return set(re.findall(r"\b(?:core|mart|meta)\.\w+", code))
