"""What was set aside and may be read again."""

from __future__ import annotations

from pathlib import Path

import polars as pl

_DECIDED = ("record_id", "source_path", "disposition")


def quarantined_files(home: Path) -> list[Path]:
    """The files of records whose latest disposition is quarantined and that are still there, in order of path.

    Of a record in an archive ("a.zip!b.txt") the archive is named.
    """
    runs = sorted((home / "staged" / "runs").glob("*/dispositions.parquet"))
    if not runs:
        return []
    decided = pl.concat([pl.read_parquet(path, columns=list(_DECIDED), glob=False) for path in runs])
    latest = decided.unique("record_id", keep="last", maintain_order=True)
    refused = latest.filter(pl.col("disposition") == "quarantined")["source_path"]
    files = {Path(path.split("!")[0]) for path in refused}
    return sorted(path for path in files if path.exists())
