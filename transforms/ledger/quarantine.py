"""Rows of meta.quarantine: what was set aside, why, and what is needed to read it again."""

from __future__ import annotations

import polars as pl

from expectations.contract import contract_of
from expectations.frames import frame_schema


def quarantine_rows(table: str, failed: pl.DataFrame) -> pl.DataFrame:
    """Failing rows of a core table as rows of meta.quarantine: key, reason, and the whole row as JSON payload."""
    key = contract_of(f"core.{table}").key
    columns = [name for name in failed.columns if name != "reason"]
    return failed.select(
        record_id=pl.col("record_id") if "record_id" in columns else pl.lit(None, pl.String),
        document_id=pl.col("document_id"),
        table_name=pl.lit(f"core.{table}"),
        row_id=pl.concat_str([pl.col(name).cast(pl.String) for name in key], separator="|"),
        reason=pl.col("reason"),
        detail=pl.lit(f"breaks the contract expectations/core/{table}.toml"),
        payload=pl.struct(columns).struct.json_encode(),
    )


def unread_rows(unread: pl.DataFrame) -> pl.DataFrame:
    """Documents that could not be read within the limits (document_id, reason, detail): they have no derived rows."""
    return unread.select(
        record_id=pl.lit(None, pl.String),
        document_id=pl.col("document_id"),
        table_name=pl.lit("core.sentences"),
        row_id=pl.col("document_id"),
        reason=pl.col("reason"),
        detail=pl.col("detail"),
        payload=pl.lit(None, pl.String),
    )


def quarantine_of(settled: pl.DataFrame, rows: list[pl.DataFrame]) -> pl.DataFrame:
    """Refused records and the rows set aside; a record's payload is its file, a row's payload the row itself."""
    records = settled.filter(pl.col("disposition") == "quarantined").select(
        "record_id",
        pl.lit(None, pl.String).alias("document_id"),
        pl.lit("raw").alias("table_name"),
        pl.col("record_id").alias("row_id"),
        "reason",
        "detail",
        pl.struct("source_path", "record_no").struct.json_encode().alias("payload"),
    )
    shape = pl.DataFrame(schema=frame_schema("meta.quarantine", without=("run_id",)))
    return pl.concat([shape, records, *rows], how="vertical_relaxed").unique(maintain_order=True)
