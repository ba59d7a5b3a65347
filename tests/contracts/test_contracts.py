"""Contracts: complete, and refused with a clear line when they are not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from expectations.contract import (
    FOLDER,
    POLARS_TYPES,
    SCHEMAS,
    ContractError,
    _read_table,
    contract_of,
    load_contracts,
    polars_schema,
)
from expectations.dictionary import dictionary_markdown
from expectations.frames import conform, empty_frame
from warehouse.connect import open_database
from warehouse.relations import SQL

TABLES = list(load_contracts().values())
SUFFIXES = {"_id": ("varchar",), "_on": ("date",), "_at": ("timestamp",), "_count": ("bigint", "integer")}


def read(tmp_path: Path, text: str):
    path = tmp_path / "core" / "things.toml"
    path.parent.mkdir()
    path.write_text(text)
    return _read_table(path, {})


HEAD = 'description = "d"\ngrain = "g"\nkey = ["a"]\nfilled_by = "staged"\n'


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_it_is(table) -> None:
    assert table.description.endswith(".")
    assert table.grain.startswith(("one row", "one row,"))
    assert len(set(table.column_names)) == len(table.columns)
    for column in table.columns:
        assert column.meaning
        assert column.nullable is bool(column.null_meaning), f"{table.name}.{column.name}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_tell_types(table) -> None:
    for column in table.columns:
        for suffix, types in SUFFIXES.items():
            if column.name.endswith(suffix):
                assert column.type in types, f"{table.name}.{column.name}"
        assert (column.type == "boolean") is (column.name.startswith(("is_", "has_")) or column.name == "passed")


def test_every_file_is_a_contract() -> None:
    files = {f"{path.parent.name}.{path.stem}" for schema in SCHEMAS for path in (FOLDER / schema).glob("*.toml")}
    assert files == set(load_contracts())


def test_sql_files_and_contracts_agree_on_what_sql_makes() -> None:
    by_sql = {table.name for table in TABLES if table.filled_by == "sql"}
    assert {f"{path.parent.name}.{path.stem}" for path in SQL.glob("*/*.sql") if path.parent.name in SCHEMAS} == by_sql


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + '[columns.a]\ntype = "varchar"\nmeaning = "m"\n', "add null_meaning"),
        (HEAD + '[columns.a]\ntype = "text"\nmeaning = "m"\nnullable = false\n', "unknown type 'text'"),
        (HEAD + '[columns.a]\ntype = "date"\nmeaning = "m"\nnullable = false\nfail.odd = 1\n', "unknown checks"),
        (HEAD + '[columns.a]\nmeaning = "m"\nnullable = false\n', "column a"),
        (HEAD + '[columns.b]\ntype = "date"\nmeaning = "m"\nnullable = false\n', "unknown columns"),
        ('grain = "g"\nfilled_by = "staged"\n', "description"),
    ],
)
def test_a_faulty_contract_names_its_file(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ContractError, match=message) as caught:
        read(tmp_path, text)
    assert "expectations/core/things.toml" in str(caught.value)


def test_an_unknown_table_names_the_file_to_add() -> None:
    with pytest.raises(ContractError, match=r"add expectations/core/thing\.toml"):
        contract_of("core.thing")


def test_duckdb_makes_the_types_of_every_contract(tmp_path: Path) -> None:
    from expectations.ddl import comment_sql, create_table_sql

    with open_database(tmp_path / "types.duckdb") as con:
        for table in TABLES:
            con.execute(f"create schema if not exists {table.schema}")
            con.execute(create_table_sql(table))
            for statement in comment_sql(table):
                con.execute(statement)
            described = con.execute(f"describe {table.name}").fetchall()
            assert [(row[0], row[1].lower()) for row in described] == [(c.name, c.type) for c in table.columns]
            assert [row[2] == "YES" for row in described] == [column.nullable for column in table.columns]


def test_frames_leave_out_what_the_load_fills() -> None:
    columns = polars_schema(contract_of("core.documents"))
    assert "story_id" not in columns
    assert columns["published_on"] == POLARS_TYPES["date"]


def test_conform_orders_and_casts() -> None:
    table = contract_of("core.signatures")
    frame = pl.DataFrame({"band_hash": [7], "band_no": ["3"], "document_id": ["d"]})
    assert conform(frame, table).rows() == [("d", 3, "7")]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pl.DataFrame({"document_id": ["d"], "band_no": [1]}), r"lacks \['band_hash'\]"),
        (pl.DataFrame({"document_id": ["d"], "band_no": [1], "band_hash": ["x"], "y": [1]}), r"unknown \['y'\]"),
        (pl.DataFrame({"document_id": ["d"], "band_no": ["one"], "band_hash": ["x"]}), r"core\.signatures\.band_no"),
    ],
)
def test_conform_names_what_is_wrong(frame: pl.DataFrame, message: str) -> None:
    with pytest.raises(ContractError, match=message):
        conform(frame, contract_of("core.signatures"))


def test_conform_turns_times_into_utc() -> None:
    table = contract_of("meta.stages")
    row = {"run_id": "r", "stage": "load", "seconds": 1, "rows_in": 1, "rows_out": 1, "status": "succeeded"}
    seoul = datetime.fromisoformat("2025-10-26T02:00:00+09:00")
    stages = conform(pl.DataFrame([row | {"started_at": seoul}]), table, optional=["detail"])
    assert stages["started_at"][0].replace(tzinfo=UTC) == seoul
    assert stages["detail"][0] is None


def test_the_dictionary_tells_every_column() -> None:
    page = dictionary_markdown()
    for table in TABLES:
        section = page.split(f"### {table.name}\n")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in section


def test_an_empty_frame_has_the_right_columns() -> None:
    assert empty_frame(contract_of("core.captions")).columns[:2] == ["document_id", "caption_no"]
