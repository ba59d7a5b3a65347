"""``run --prune``: documents whose file is gone from the inputs leave the warehouse, counted and listed."""

from __future__ import annotations

import glob
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

import polars as pl

from warehouse.connect import WarehouseError, open_database
from warehouse.quarantine import file_of
from warehouse.staging import remove_documents, staged_documents, write_run

WITHDRAWN = "withdrawn"


def find_gone(home: Path, inputs: tuple[str, ...], read: pl.DataFrame, allowed: float) -> pl.DataFrame:
    """The documents to withdraw: read before from a file below the inputs that is gone, and not read tonight from
    another one. ``read`` names tonight's documents (document_id).

    Raises WarehouseError when more than the ``allowed`` share is gone: a missing disk is the likelier reason then.
    """
    live = staged_documents(home, ["document_id", "source_path", "record_id"])
    live = live.unique("document_id", keep="last", maintain_order=True)
    below = pl.col("source_path").map_elements(lambda path: _lies_below(path, inputs), return_dtype=pl.Boolean)
    ours = live.filter(below)
    known = read.select("document_id").drop_nulls()
    missing = ours.join(known, on="document_id", how="anti", maintain_order="left")
    is_gone = {path: not file_of(path).exists() for path in missing["source_path"].unique()}
    gone = missing.filter(pl.col("source_path").replace_strict(is_gone, return_dtype=pl.Boolean, default=False))
    if gone.height > allowed * ours.height:
        raise WarehouseError(
            f"--prune would withdraw {gone.height:,} of {ours.height:,} documents, more than {allowed:.0%}: bring the "
            "files back, or raise NEWSLEDGER_MAX_WITHDRAWN_SHARE if they are meant to go"
        )
    return gone.select("document_id", "source_path", "record_id")


def withdraw(home: Path, run_id: str, gone: pl.DataFrame) -> None:
    """Record what is withdrawn among the run's dispositions, then take it out of the staged batches."""
    if gone.is_empty():
        return
    path = home / "staged" / "runs" / run_id / "dispositions.parquet"
    told = pl.read_parquet(path, glob=False)
    rows = gone.join(_places(home, gone), on="record_id", how="left", maintain_order="left").select(
        "record_id",
        "source_path",
        pl.col("record_no").fill_null(0),
        disposition=pl.lit(WITHDRAWN),
        document_id="document_id",
        reason=pl.lit("source_gone"),
        detail=pl.format("{}: is gone; its document was withdrawn (--prune)", "source_path"),
    )
    told = told.drop("run_id").filter(~pl.col("record_id").is_in(rows["record_id"].to_list()))
    write_run(home, run_id, {"dispositions": pl.concat([told, rows.select(told.columns)])})
    remove_documents(home, set(gone["document_id"]))


def list_withdrawn(published: Path, run_id: str) -> list[tuple[str, str]]:
    """The documents that a run withdrew and where they were read from, as the published warehouse tells."""
    with open_database(published, read_only=True) as con:
        return con.execute(
            "select document_id, source_path from meta.dispositions where run_id = ? and disposition = ? "
            "order by source_path, record_no",
            [run_id, WITHDRAWN],
        ).fetchall()


def _places(home: Path, gone: pl.DataFrame) -> pl.DataFrame:
    """Where in its file each record stood, as earlier runs tell."""
    runs = sorted((home / "staged" / "runs").glob("*/dispositions.parquet"))
    frames = [pl.read_parquet(path, columns=["record_id", "record_no"], glob=False) for path in runs]
    return pl.concat(frames).join(gone, on="record_id", how="semi").unique("record_id")


def _lies_below(source_path: str, inputs: tuple[str, ...]) -> bool:
    """True if a file is one of the inputs or lies below one. Example: /in/b/a.zip!c.txt below /in → True."""
    return any(_is_below(PurePath(source_path).parts, PurePath(given).parts) for given in inputs)


def _is_below(parts: tuple[str, ...], given: tuple[str, ...]) -> bool:
    if not given:
        return True
    if given[0] == "**":
        return any(_is_below(parts[skipped:], given[1:]) for skipped in range(len(parts) + 1))
    if not parts:
        return False
    # A file in an archive ("a.zip!b.txt") lies below the archive.
    names = {parts[0], parts[0].split("!")[0]}
    fits = given[0] in names or (glob.has_magic(given[0]) and any(fnmatchcase(name, given[0]) for name in names))
    return fits and _is_below(parts[1:], given[1:])
