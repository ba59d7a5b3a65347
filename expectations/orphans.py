"""When a row is set aside, what hangs on it must follow: a participant is nothing without its movement."""

from __future__ import annotations

from graphlib import TopologicalSorter

import polars as pl

from expectations.contract import Column, Table, contract_of

REASON = "orphan"


def set_aside_orphans(frames: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Make the references between the frames of one batch whole again, after some of their rows were set aside.

    ``frames`` by table name without schema (``movements``). Returns the frames, where rows whose required reference
    is gone are left out and optional references that are gone are null, and the rows left out with their ``reason``
    (only tables that lost some). References to tables that are not among the frames are not looked at.
    """
    kept = dict(frames)
    orphans: dict[str, pl.DataFrame] = {}
    for name in _parents_first(frames):
        table = contract_of(f"core.{name}")
        for column in table.columns:
            target = (column.references or "").removeprefix("core.")
            if target in kept and column.name in kept[name].columns:
                kept[name], lost = _follow(kept[name], column, kept[target], contract_of(f"core.{target}"))
                if lost.height:
                    orphans[name] = pl.concat([orphans[name], lost]) if name in orphans else lost
    return kept, orphans


def _follow(
    rows: pl.DataFrame, column: Column, targets: pl.DataFrame, target: Table
) -> tuple[pl.DataFrame, pl.DataFrame]:
    present = pl.col(column.name).is_null() | pl.col(column.name).is_in(targets[target.key[0]].implode())
    if column.nullable:
        return rows.with_columns(pl.when(present).then(pl.col(column.name))), rows.clear().with_columns(_reason(column))
    return rows.filter(present), rows.filter(~present).with_columns(_reason(column))


def _reason(column: Column) -> pl.Expr:
    return pl.lit(f"{column.name}_{REASON}").alias("reason")


def _parents_first(frames: dict[str, pl.DataFrame]) -> list[str]:
    """The tables in an order in which each follows those that it points to."""
    points_to = {
        name: {(column.references or "").removeprefix("core.") for column in contract_of(f"core.{name}").columns}
        for name in frames
    }
    return list(
        TopologicalSorter(
            {name: (targets & set(frames)) - {name} for name, targets in points_to.items()}
        ).static_order()
    )
