"""What a night leaves in the orchestrator: tables of counts and links to the report and the warehouse."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from prefect.artifacts import create_link_artifact, create_table_artifact

from flows.run.night import Night
from warehouse.retention import record_counts
from warehouse.staging import read_stages


def show_counts(night: Night) -> None:
    """Records by disposition and the stages with their seconds and rows, as table artifacts."""
    dispositions = night.home / "staged" / "runs" / night.run_id / "dispositions.parquet"
    create_table_artifact(
        key="dispositions",
        table=record_counts(pl.read_parquet(dispositions, glob=False)).to_dicts(),
        description=f"Records of run {night.run_id}: each ends in exactly one disposition.",
    )
    stages = read_stages(night.home, night.run_id).select("stage", "seconds", "rows_in", "rows_out", "status")
    create_table_artifact(key="stages", table=stages.to_dicts(), description=f"Stages of run {night.run_id}.")


def show_links(night: Night, report: Path, warehouse: Path) -> None:
    """Links to the night's report and to the published file."""
    create_link_artifact(key="report", link=report.as_uri(), link_text=f"Report of run {night.run_id}")
    create_link_artifact(key="warehouse", link=warehouse.as_uri(), link_text="The published DuckDB warehouse")
