"""May this build be published? Its own checks, its gates and the share of records it had to refuse decide."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from warehouse.checks import failed_checks, run_checks
from warehouse.connect import open_database
from warehouse.gates import SCOPE, run_gates
from warehouse.staging import write_run


def judge_build(build: Path, home: Path, run_id: str, gates: str, reads_all: bool, max_refused: float) -> list[str]:
    """Run every check and gate on a build and write the results into the run's records; those that stop a publish.

    ``gates`` is enforce, warn or off; ``reads_all`` is true for a run that read all that its input holds;
    ``max_refused`` is the share of its records that a run may set aside.
    """
    with open_database(build) as con:
        results = run_checks(con)
        gated = run_gates(con, run_id, gates, reads_all)
    records = home / "staged" / "runs" / run_id
    refused = _refused_share(records, max_refused, results.schema)
    results = pl.concat([results, refused]).with_columns(scope=pl.lit("build"))
    results = pl.concat([results, gated.results.with_columns(scope=pl.lit(SCOPE))])
    earlier = pl.read_parquet(records / "checks.parquet", glob=False).drop("run_id")
    tables = {"checks": pl.concat([earlier, results.select(earlier.columns)]), "gates": gated.counts}
    write_run(home, run_id, tables)
    return failed_checks(results)


def _refused_share(records: Path, allowed: float, schema: pl.Schema) -> pl.DataFrame:
    """A night that refuses most of what it reads has a broken source, not a few broken files."""
    dispositions = pl.read_parquet(records / "dispositions.parquet", glob=False)
    refused = dispositions.filter(pl.col("disposition") == "quarantined").height
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
