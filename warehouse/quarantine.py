"""What was set aside and not yet mended: by reason, one by one, and which files may be read again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from warehouse.staging import staged_documents

_REFUSED_RECORD = "input record"
_DECIDED = ("run_id", "record_id", "source_path", "record_no", "disposition", "reason", "detail")
# Reading these again by name would open what the night refused to open.
_NOT_TO_OPEN = ("outside_input", "not_a_file")
_SCHEMA = pl.Schema(
    dict.fromkeys(("reason", "what", "id", "document_id", "file", "detail", "run_id"), pl.String())
    | {"record_no": pl.Int64(), "is_there": pl.Boolean()}
)


def latest_dispositions(home: Path) -> pl.DataFrame:
    """The last disposition of every input record that any run read."""
    runs = sorted((home / "staged" / "runs").glob("*/dispositions.parquet"))
    if not runs:
        return pl.DataFrame(schema=dict.fromkeys(_DECIDED, pl.String()) | {"record_no": pl.Int64()})
    decided = pl.concat([pl.read_parquet(path, columns=list(_DECIDED), glob=False) for path in runs])
    return decided.unique("record_id", keep="last", maintain_order=True)


def read_quarantine(home: Path) -> pl.DataFrame:
    """What is set aside now: input records whose latest disposition is quarantined, and rows of documents as they were
    last read. One row each: reason, what, id, document_id, file, record_no, detail, run_id, is_there (the file)."""
    latest = latest_dispositions(home)
    records = latest.filter(pl.col("disposition") == "quarantined").with_columns(
        what=pl.lit(_REFUSED_RECORD), id="record_id", document_id=pl.lit(None, pl.String), file="source_path"
    )
    there = {path: file_of(path).exists() for path in records["file"].unique()}
    records = records.with_columns(is_there=pl.col("file").replace_strict(there, return_dtype=pl.Boolean, default=None))
    rows = _rows_set_aside(home)
    together = pl.concat([frame.select(list(_SCHEMA)) for frame in (records, rows)], how="vertical_relaxed")
    return together.sort("reason", "file", "record_no", "id", nulls_last=True)


def by_reason(quarantine: pl.DataFrame) -> pl.DataFrame:
    """Counts and a sample for each reason, the most frequent first."""
    is_record = pl.col("what") == _REFUSED_RECORD
    return (
        quarantine.group_by("reason", maintain_order=True)
        .agg(
            records=is_record.sum(),
            rows=(~is_record).sum(),
            files_there=pl.col("file").filter(is_record & pl.col("is_there")).n_unique(),
            for_example=pl.col("detail").drop_nulls().first(),
        )
        .sort(pl.col("records") + pl.col("rows"), "reason", descending=[True, False])
    )


def of_reason(quarantine: pl.DataFrame, reason: str) -> pl.DataFrame:
    """What was set aside for a reason; of a row that broke several checks any of them is one."""
    return quarantine.filter(
        (pl.col("reason") == reason) | pl.col("reason").str.split(", ").list.contains(pl.lit(reason))
    )


def quarantined_files(home: Path) -> list[Path]:
    """The files of records whose latest disposition is quarantined and that are still there, in order of path.

    Of a record in an archive ("a.zip!b.txt") the archive is named. Links and what lies outside the inputs is left out.
    """
    latest = latest_dispositions(home).filter(pl.col("disposition") == "quarantined")
    refused = latest.filter(~pl.col("reason").is_in(_NOT_TO_OPEN))["source_path"]
    files = {file_of(path) for path in refused}
    return sorted(path for path in files if path.is_file() and not path.is_symlink())


@dataclass(frozen=True)
class Replayed:
    """What a replay did to the records that were refused before it. ``now`` counts them by disposition, ``refused``
    those refused again by reason; ``not_there`` stand no more in the files that were read; ``not_read`` lie in files
    that are gone or must not be opened; ``new`` records of those files were never seen before."""

    before: int
    now: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    not_there: int = 0
    not_read: int = 0
    new: int = 0

    def lines(self) -> list[str]:
        """The replay in words, one line for each thing that happened."""
        told = [f"replayed: {self.before} refused before"]
        told += [f"  {count} now {name}" for name, count in sorted(self.now.items())]
        if self.refused:
            reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self.refused.items()))
            told.append(f"  {sum(self.refused.values())} still refused: {reasons}")
        if self.not_there:
            told.append(f"  {self.not_there} no longer in their files")
        if self.not_read:
            told.append(f"  {self.not_read} not read again: their files are gone, or lead out of the inputs")
        return [*told, f"  {self.new} more found in these files"] if self.new else told


def compare_replay(home: Path, before: pl.DataFrame, read: list[Path], run_id: str) -> Replayed:
    """What the run that read the files did to the records of ``before`` (latest_dispositions, taken before it)."""
    path = home / "staged" / "runs" / run_id / "dispositions.parquet"
    after = pl.read_parquet(path, columns=["record_id", "disposition", "reason"], glob=False)
    refused = before.filter(pl.col("disposition") == "quarantined").select("record_id", "source_path")
    files = set(read)
    was_read = pl.Series([file_of(path) in files for path in refused["source_path"]], dtype=pl.Boolean)
    again = refused.filter(was_read).join(after, on="record_id", how="inner")
    still = pl.col("disposition") == "quarantined"
    return Replayed(
        refused.height,
        _counts(again.filter(~still)["disposition"]),
        _counts(again.filter(still)["reason"]),
        int(was_read.sum()) - again.height,
        refused.height - int(was_read.sum()),
        after.join(before, on="record_id", how="anti").height,
    )


def file_of(source_path: str) -> Path:
    """The file itself, or the archive that it lies in. A folder may have a "!" in its name, too."""
    parts = source_path.split("!")
    cuts = (Path("!".join(parts[:size])) for size in range(len(parts), 0, -1))
    return next((path for path in cuts if path.is_file()), Path(source_path))


def _rows_set_aside(home: Path) -> pl.DataFrame:
    """Rows of documents, from the run that read the document last: what earlier runs set aside is replaced."""
    runs = sorted((home / "staged" / "runs").glob("*/quarantine.parquet"))
    if not runs:
        return pl.DataFrame(schema=_SCHEMA)
    rows = pl.concat([pl.read_parquet(path, glob=False) for path in runs], how="diagonal_relaxed")
    live = staged_documents(home, ["document_id", "run_id", "source_path"]).unique("document_id", keep="last")
    current = live.select("document_id", "source_path", is_current_run="run_id")
    return (
        rows.filter(pl.col("table_name") != "raw")
        .join(current, on="document_id", how="inner", maintain_order="left")
        .filter(pl.col("run_id") == pl.col("is_current_run"))
        .with_columns(
            what="table_name",
            id="row_id",
            file="source_path",
            record_no=pl.lit(None, pl.Int64),
            is_there=pl.lit(None, pl.Boolean),
        )
    )


def _counts(values: pl.Series) -> dict[str, int]:
    counted = values.value_counts()
    return dict(counted.iter_rows())
