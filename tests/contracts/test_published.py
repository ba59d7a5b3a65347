"""The published file against the contracts: no missing table, no extra table, every column commented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations.contract import load_contracts
from tests.sql.ledger import publish_ledger, small_ledger
from warehouse.connect import open_published
from warehouse.relations import SQL, relation_files

RELATIONS = [*relation_files("core").items(), *relation_files("mart").items()]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = publish_ledger(tmp_path_factory.mktemp("published"), small_ledger())
    with open_published(path) as con:
        yield con


def test_tables_are_those_of_the_contracts(published: duckdb.DuckDBPyConnection) -> None:
    found = published.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'newsledger'"
    ).fetchall()
    assert {name for (name,) in found} == set(load_contracts())
    assert published.execute("select count(*) from duckdb_views() where not internal").fetchall() == [(0,)]


@pytest.mark.parametrize("name", load_contracts())
def test_columns_types_and_comments_are_those_of_the_contract(published: duckdb.DuckDBPyConnection, name: str) -> None:
    table = load_contracts()[name]
    found = published.execute(
        """
        select column_name, lower(data_type), is_nullable, comment from duckdb_columns()
        where database_name = 'newsledger' and schema_name || '.' || table_name = ? order by column_index
        """,
        [name],
    ).fetchall()
    assert found == [(column.name, column.type, column.nullable, column.comment) for column in table.columns]
    comment = published.execute(
        "select comment from duckdb_tables() where schema_name || '.' || table_name = ?", [name]
    ).fetchall()
    assert comment == [(table.comment,)]


def test_the_dictionary_lies_in_the_file(published: duckdb.DuckDBPyConnection) -> None:
    columns = sum(len(table.columns) for table in load_contracts().values())
    assert published.execute("select count(*) from meta.columns").fetchall() == [(columns,)]
    for table, counted in published.execute("select table_name, row_count from meta.tables").fetchall():
        assert published.execute(f"select count(*) from {table}").fetchall() == [(counted,)], table


@pytest.mark.parametrize(("name", "path"), RELATIONS, ids=[name for name, _ in RELATIONS])
def test_a_sql_file_states_the_grain_of_its_contract_first(name: str, path: Path) -> None:
    lines = path.read_text().splitlines()
    assert lines[0] == f"-- {load_contracts()[name].grain}"
    assert lines[1].startswith("-- ")


@pytest.mark.parametrize("path", sorted(SQL.glob("*/*.sql")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sql_is_lower_case_and_fits_the_line(path: Path) -> None:
    for line in path.read_text().splitlines():
        assert len(line) <= 130, line
        code = line.split("--")[0]
        assert not {"SELECT", "FROM", "WHERE", "JOIN", "WITH"} & set(code.split()), line
