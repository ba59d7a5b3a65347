"""May this build be published? Its own checks, its gates and the share of records it had to refuse decide."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.night import Night


def check_build(night: Night, build: Path) -> list[str]:
    """Run every check and gate on the build, write the results into the run's records; those that stop a publish."""
    from warehouse.checks import failed_checks, run_checks
    from warehouse.connect import open_database
    from warehouse.gates import SCOPE, run_gates
    from warehouse.staging import write_run

    with open_database(build) as con:
        results = run_checks(con)
        gates = run_gates(con, night.run_id, night.settings.gates, _is_night(night))
    results = pl.concat([results, _refused_share(night, results.schema)]).with_columns(scope=pl.lit("build"))
    results = pl.concat([results, gates.results.with_columns(scope=pl.lit(SCOPE))])
    earlier = pl.read_parquet(night.home / "staged" / "runs" / night.run_id / "checks.parquet", glob=False).drop(
        "run_id"
    )
    tables = {"checks": pl.concat([earlier, results.select(earlier.columns)]), "gates": gates.counts}
    write_run(night.home, night.run_id, tables)
    return failed_checks(results)


def _is_night(night: Night) -> bool:
    """True if the run read all that its input holds, as nights do; False for a backfill."""
    return night.days == (None, None) and (night.work / "index.parquet").exists()


def _refused_share(night: Night, schema: pl.Schema) -> pl.DataFrame:
    """A night that refuses most of what it reads has a broken source, not a few broken files."""
    dispositions = pl.read_parquet(night.home / "staged" / "runs" / night.run_id / "dispositions.parquet", glob=False)
    refused = dispositions.filter(pl.col("disposition") == "quarantined").height
    allowed = night.settings.max_quarantined_share
    row = {
        "check_name": "quarantined_share",
        "table_name": "meta.dispositions",
        "severity": "fail",
        "checked_count": dispositions.height,
        "failed_count": refused,
        "passed": refused <= allowed * dispositions.height,
        "detail": f"at most {allowed:.0%} of the records may be refused (NEWSLEDGER_MAX_QUARANTINED_SHARE)",
    }
    return pl.DataFrame([row], schema=schema)
