"""Frames against contracts: an incoming frame becomes exactly the table's columns, or a clear error."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from expectations.contract import ContractError, Table, contract_of, polars_schema


def conform(frame: pl.DataFrame, table: Table, optional: Iterable[str] = (), drop: Iterable[str] = ()) -> pl.DataFrame:
    """The frame with the table's columns, types and order, for tables that frames fill.

    ``optional`` columns become null when missing; ``drop`` columns may be there and are left out. Times with a zone
    become UTC. Raises ContractError naming every missing or unknown column, or the column that cannot be cast.
    """
    schema = polars_schema(table)
    missing = [name for name in schema if name not in frame.columns and name not in set(optional)]
    extra = [name for name in frame.columns if name not in schema and name not in set(drop)]
    if missing or extra:
        raise ContractError(
            f"a frame for {table.name} lacks {missing or 'nothing'} and has unknown {extra or 'nothing'}; "
            f"the contract is expectations/{table.schema}/{table.table}.toml"
        )
    return frame.select(_cast(frame, table, name, dtype) for name, dtype in schema.items())


def _cast(frame: pl.DataFrame, table: Table, name: str, dtype: pl.DataType) -> pl.Series:
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype)
    column = frame.get_column(name)
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    try:
        return column.cast(dtype)
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise ContractError(f"{table.name}.{name} must be {dtype}, the frame has {column.dtype}: {reason}") from error


def empty_frame(table: Table) -> pl.DataFrame:
    """No rows, the right columns."""
    return pl.DataFrame(schema=polars_schema(table))


def frame_schema(name: str, without: Iterable[str] = ()) -> pl.Schema:
    """The schema of a frame for a table (``core.documents``), without columns that are filled later."""
    left_out = set(without)
    schema = polars_schema(contract_of(name))
    return pl.Schema({column: dtype for column, dtype in schema.items() if column not in left_out})
