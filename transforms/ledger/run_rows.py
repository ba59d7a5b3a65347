"""What a run says about itself, as rows of the tables of meta, without the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from expectations.batch import RESULT_SCHEMA
from expectations.frames import frame_schema


def stage_rows(stages: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows of meta.stages, without the run; their times know their zone."""
    schema = frame_schema("meta.stages", without=("run_id",))
    return pl.DataFrame(list(stages), schema=schema | {"started_at": pl.Datetime("us", "UTC")})


def run_row(run: Mapping[str, object]) -> pl.DataFrame:
    """One row of meta.runs, without the run's id."""
    return pl.DataFrame([run])


def with_run(documents: pl.DataFrame, run_id: str) -> pl.DataFrame:
    """Documents that name the run that read them."""
    return documents.with_columns(run_id=pl.lit(run_id))


def add_up_checks(results: list[pl.DataFrame]) -> pl.DataFrame:
    """Results of the contract checks of batches, added up over the batches of a run: rows of meta.checks."""
    summed = (
        pl.concat([pl.DataFrame(schema=RESULT_SCHEMA), *results])
        .group_by("check_name", "table_name", "severity", maintain_order=True)
        .agg(
            pl.col("checked_count").sum(),
            pl.col("failed_count").sum(),
            pl.col("passed").all(),
            pl.col("detail").drop_nulls().first(),
        )
    )
    return summed.with_columns(scope=pl.lit("batch"))


def refusal_rows(refusals: Mapping[tuple[str, str], int]) -> pl.DataFrame:
    """Counts of refusals by (reader, rule) as rows of meta.run_refusals, without the run."""
    rows = [(reader, rule, count) for (reader, rule), count in sorted(refusals.items())]
    return pl.DataFrame(rows, schema=frame_schema("meta.run_refusals", without=("run_id",)), orient="row")


def add_up_refusals(batches: list[pl.DataFrame]) -> pl.DataFrame:
    """Refusals of batches, added up over the batches of a run: rows of meta.run_refusals."""
    together = pl.concat([refusal_rows({}), *batches])
    return together.group_by("reader", "rule").agg(pl.col("refused_count").sum()).sort("reader", "rule")


def cut_batches(chunks: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """Full batches of ``size`` records, in order, holding no more than a batch and a chunk."""
    held = pl.DataFrame()
    for chunk in chunks:
        held = pl.concat([held, chunk]) if held.height else chunk
        while held.height >= size:
            yield held.head(size)
            held = held.slice(size)
    if held.height:
        yield held
