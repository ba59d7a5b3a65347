"""What is learnt about recurring lines from night to night: how many staged documents of a publisher carry a line.

A line counts once its document is staged, whether or not its night was published: a night that is killed and run again
knows what a calm night knows. Lines are kept as digests; their text is that of the documents at hand.

``state/lines/<batch_id>.parquet`` holds the counts of one staged batch until a publish adds them to
``state/line_counts.parquet``, whose metadata names the batches it added last: those do not count twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from transforms.ingest import RAW_SCHEMA
from transforms.normalise import count_lines, recurring_lines
from warehouse.staging import read_batches, write_atomically

_SCHEMA = pl.Schema({"publisher": pl.String(), "line_digest": pl.String(), "documents": pl.Int64()})


def find_recurring_lines(home: Path, tonight: list[pl.DataFrame]) -> pl.DataFrame:
    """The lines that recur over all staged documents and this night's, given this night's counts of lines."""
    fresh = pl.concat([count_lines(pl.DataFrame(schema=RAW_SCHEMA)), *tonight])
    fresh = fresh.group_by("publisher", "line").agg(pl.col("documents").sum())
    digests = _digested(fresh)
    # A line that stands in none of tonight's documents need not be known tonight.
    known = _learnt(home, _covered(home)).join(
        digests.with_columns(line=fresh["line"]).drop("documents"), on=["publisher", "line_digest"], nulls_equal=True
    )
    together = pl.concat(
        [fresh.select("publisher", "line", "documents"), known.select("publisher", "line", "documents")]
    )
    return recurring_lines(together)


def keep_lines(home: Path, batch_id: str, raw: pl.DataFrame, documents: pl.DataFrame) -> None:
    """Keep the counts of the raw records that became documents; called before their batch is staged."""
    staged = raw.join(documents, on="record_id", how="semi")
    if staged.height:
        folder = _pending(home)
        folder.mkdir(exist_ok=True)
        write_atomically(_digested(count_lines(staged)), folder / f"{batch_id}.parquet")


def add_up_lines(home: Path) -> None:
    """Add the counts of staged batches to those of earlier nights; called once a night is published."""
    added = [path.stem for path in _countable(home, _covered(home))]
    total = _learnt(home, _covered(home)).group_by("publisher", "line_digest").agg(pl.col("documents").sum())
    path = _total(home)
    unfinished = path.with_name(f".{path.name}")
    total.sort("publisher", "line_digest").write_parquet(unfinished, metadata={"added": json.dumps(added)})
    unfinished.replace(path)
    for counted in _pending(home).glob("*.parquet"):
        counted.unlink()


def _learnt(home: Path, covered: set[str]) -> pl.DataFrame:
    frames = [pl.read_parquet(path, glob=False) for path in _countable(home, covered)]
    if _total(home).exists():
        earlier = pl.read_parquet(_total(home), glob=False)
        frames.append(_digested(earlier) if "line" in earlier.columns else earlier)
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *frames])


def _countable(home: Path, covered: set[str]) -> Iterator[Path]:
    """Counts of batches that were staged to their end and are not in the total yet."""
    staged = {batch.batch_id for batch in read_batches(home)} - covered
    return (path for path in sorted(_pending(home).glob("[!.]*.parquet")) if path.stem in staged)


def _covered(home: Path) -> set[str]:
    if not _total(home).exists():
        return set()
    return set(json.loads(pl.read_parquet_metadata(_total(home)).get("added", "[]")))


def _digested(counts: pl.DataFrame) -> pl.DataFrame:
    digests = pl.col("line").map_elements(_digest, return_dtype=pl.String)
    return counts.select("publisher", line_digest=digests, documents=pl.col("documents"))


def _digest(line: str) -> str:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _total(home: Path) -> Path:
    return home / "state" / "line_counts.parquet"


def _pending(home: Path) -> Path:
    return home / "state" / "lines"
