"""Contracts: what every table is, column by column. DDL, frames, checks and dictionary all come from these files.

``expectations/<schema>/<table>.toml`` is one table; ``columns.toml`` defines columns that several tables share.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

FOLDER = Path(__file__).parent
SCHEMAS = ("core", "mart", "meta")

# Who fills a table or column: "staged" Parquet of batches, "derived" frames of the load stage (stories, events),
# "sql" files, "run" records of the flow, or the "load" itself.
FILLED_BY = ("staged", "derived", "sql", "run", "load")
COLUMN_CHECKS = ("between", "in_set", "regex", "length_between")
TABLE_CHECKS = ("ordered", "ordered_or_equal", "span_is_text")
# What needs a second table: it is checked on the whole build, by SQL made from the contract.
CROSS_CHECKS = ("begins_in_sentence", "lies_in_sentence")

POLARS_TYPES: dict[str, pl.DataType] = {
    "varchar": pl.String(),
    "bigint": pl.Int64(),
    "integer": pl.Int32(),
    "double": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "timestamp": pl.Datetime("us"),
}


# What names a place in a sentence.
_SENTENCE_SPAN = ("document_id", "sentence_no", "char_start", "char_end")


class ContractError(Exception):
    """A contract file, or a frame, is not what it must be; the message names the file or table and the column."""


@dataclass(frozen=True)
class Check:
    """One rule on one table. ``severity`` is fail (rows are set aside) or warn (rows stay, the count is told)."""

    kind: str
    severity: str
    columns: tuple[str, ...]
    argument: Any = None

    @property
    def name(self) -> str:
        if self.kind == "span_is_text":
            text = self.columns[-1]
            return self.kind if text == "text" else f"{text}_{self.kind}"
        name = "_".join((*self.columns, self.kind))
        return f"{name}_warn" if self.severity == "warn" else name


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, in which unit, what null means, which table's key it points to."""

    name: str
    type: str
    meaning: str
    unit: str | None = None
    nullable: bool = True
    null_meaning: str | None = None
    references: str | None = None
    filled_by: str | None = None
    checks: tuple[Check, ...] = ()

    @property
    def comment(self) -> str:
        """Meaning, unit and null meaning in one line, as stored in the database."""
        unit = f" [{self.unit}]" if self.unit else ""
        null = f"; null: {self.null_meaning}" if self.nullable else ""
        return f"{self.meaning}{unit}{null}"


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, its columns in order, and the checks on them.

    ``checks`` need nothing but the row; ``cross_checks`` compare it with the sentence that it names.
    """

    schema: str
    table: str
    description: str
    grain: str
    key: tuple[str, ...]
    filled_by: str
    columns: tuple[Column, ...]
    table_checks: tuple[Check, ...] = ()
    cross_checks: tuple[Check, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.table}"

    @property
    def checks(self) -> tuple[Check, ...]:
        return tuple(check for column in self.columns for check in column.checks) + self.table_checks

    @property
    def rules_of_values(self) -> tuple[Check, ...]:
        """The checks on what stands in the table by itself: what points to a key is as right as the key."""
        pointing = {column.name for column in self.columns if column.references}
        return tuple(check for check in self.checks if not set(check.columns) <= pointing)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def staged_columns(self) -> tuple[Column, ...]:
        """The columns a frame brings; the load fills the others."""
        return tuple(column for column in self.columns if column.filled_by is None)

    @property
    def comment(self) -> str:
        return f"{self.description} Grain: {self.grain}."


@cache
def load_contracts() -> dict[str, Table]:
    """All contracts by ``schema.table``, in the order of schemas and file names. Raises ContractError."""
    shared = tomllib.loads((FOLDER / "columns.toml").read_text("utf-8"))
    paths = [path for schema in SCHEMAS for path in sorted((FOLDER / schema).glob("*.toml"))]
    tables = [_read_table(path, shared) for path in paths]
    contracts = {table.name: table for table in tables}
    for table in tables:
        _check_references(table, contracts)
    return contracts


def contract_of(name: str) -> Table:
    """The contract of one table, as ``core.documents``. Raises ContractError naming the file to add."""
    try:
        return load_contracts()[name]
    except KeyError:
        raise ContractError(f"no contract for {name}; add expectations/{name.replace('.', '/')}.toml") from None


def tables_filled_by(*sources: str, schema: str | None = None) -> list[Table]:
    """The contracts filled by one of the sources, of one schema if given."""
    tables = load_contracts().values()
    return [table for table in tables if table.filled_by in sources and schema in (None, table.schema)]


def polars_schema(table: Table) -> pl.Schema:
    """The schema of a frame that brings rows of the table: names, types and order; without what the load fills."""
    return pl.Schema({column.name: POLARS_TYPES[column.type] for column in table.staged_columns})


def _read_table(path: Path, shared: dict[str, Any]) -> Table:
    where = f"expectations/{path.parent.name}/{path.name}"
    content = tomllib.loads(path.read_text("utf-8"))
    sections = content.pop("columns", {})
    columns = tuple(_read_column(where, name, {**shared.get(name, {}), **own}) for name, own in sections.items())
    found = tuple(_read_table_checks(where, content))
    checks = tuple(check for check in found if check.kind in TABLE_CHECKS)
    cross = tuple(check for check in found if check.kind in CROSS_CHECKS)
    try:
        table = Table(path.parent.name, path.stem, columns=columns, table_checks=checks, **_plain(content))
    except TypeError as error:
        raise ContractError(f"{where}: {error}") from error
    table = replace(table, cross_checks=cross)
    unknown = (set(table.key) | {c for check in found for c in check.columns}) - set(table.column_names)
    if unknown or table.filled_by not in FILLED_BY:
        raise ContractError(f"{where}: unknown columns {sorted(unknown)} or unknown filled_by {table.filled_by!r}")
    return replace(table, columns=tuple(_without_self_reference(column, table) for column in columns))


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in content.items() if key not in ("fail", "warn")}
    return {**plain, "key": tuple(plain.get("key", ()))}


def _without_self_reference(column: Column, table: Table) -> Column:
    own_key = table.key == (column.name,)
    return replace(column, references=None) if own_key or column.references == "" else column


def _read_column(where: str, name: str, section: dict[str, Any]) -> Column:
    checks = tuple(
        Check(kind, severity, (name,), argument)
        for severity in ("fail", "warn")
        for kind, argument in section.get(severity, {}).items()
    )
    unknown = {check.kind for check in checks} - set(COLUMN_CHECKS)
    if unknown:
        raise ContractError(f"{where}: column {name} has unknown checks {sorted(unknown)}; known: {COLUMN_CHECKS}")
    plain = {key: value for key, value in section.items() if key not in ("fail", "warn")}
    try:
        column = Column(name, checks=checks, **plain)
    except TypeError as error:
        raise ContractError(f"{where}: column {name}: {error}") from error
    if column.type not in POLARS_TYPES:
        raise ContractError(f"{where}: column {name} has unknown type {column.type!r}; known: {list(POLARS_TYPES)}")
    if column.nullable and not column.null_meaning:
        raise ContractError(f"{where}: column {name} may be null but says not what null means: add null_meaning")
    return replace(column, null_meaning=column.null_meaning if column.nullable else None)


def _read_table_checks(where: str, content: dict[str, Any]) -> list[Check]:
    checks = []
    for severity in ("fail", "warn"):
        for kind, argument in content.get(severity, {}).items():
            if kind not in (*TABLE_CHECKS, *CROSS_CHECKS):
                raise ContractError(f"{where}: unknown check {kind!r}; known: {TABLE_CHECKS}, {CROSS_CHECKS}")
            groups = [_SENTENCE_SPAN] if kind in CROSS_CHECKS else argument
            checks += [Check(kind, severity, tuple(columns)) for columns in groups]
    return checks


def _check_references(table: Table, contracts: dict[str, Table]) -> None:
    for column in table.columns:
        target = contracts.get(column.references) if column.references else None
        if column.references and (target is None or len(target.key) != 1):
            raise ContractError(f"{table.name}.{column.name} references {column.references}, which has no single key")
