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
    files = {_file_of(path) for path in refused}
    return sorted(path for path in files if path.exists())


def _file_of(source_path: str) -> Path:
    """The file itself, or the archive that it lies in. A folder may have a "!" in its name, too."""
    parts = source_path.split("!")
    cuts = (Path("!".join(parts[:size])) for size in range(len(parts), 0, -1))
    return next((path for path in cuts if path.is_file()), Path(source_path))
