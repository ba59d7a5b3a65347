"""The ingest stage: read everything, decide what is new, and cut what is new into batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from flows.batches import Batch
from flows.line_counts import find_recurring_lines
from flows.night import Night, NightError
from flows.progress import progress
from transforms import ids
from transforms.ingest import RAW_SCHEMA, InputError, expand_inputs, read_inputs
from transforms.normalise import canonical_url, count_lines
from warehouse.forgotten import FORGOTTEN, keep_out_forgotten, read_forgotten
from warehouse.staging import known_documents

INDEX = ("record_id", "source_path", "record_no", "document_id", "raw_hash", "reason", "detail")
PENDING = "pending"
_SUPERSEDED = pl.lit("a later record of this input has the same address and other content")


def admit(night: Night) -> list[Batch]:
    """Write raw chunks, the decided ``index`` and one folder per batch of new records into the work folder.

    Raises NightError when an input path does not exist or holds nothing.
    """
    night.work.mkdir(parents=True, exist_ok=True)
    try:
        forgotten = read_forgotten(night.home)
        kept = [_keep(night, number, raw, forgotten) for number, raw in enumerate(_read(night))]
    except InputError as error:
        raise NightError(str(error)) from error
    index = pl.concat([_empty_index(), *kept])
    decided = decide(index, known_documents(night.home))
    decided.write_parquet(night.work / "index.parquet")
    batches = [_batch(night, number, raw) for number, raw in enumerate(_rebatch(night, decided))]
    find_recurring_lines(night, batches)
    return batches


def _read(night: Night) -> Iterator[pl.DataFrame]:
    paths = [Path(path) for path in night.inputs]
    expand_inputs(paths)
    yield from read_inputs(paths, night.settings.batch_size)


def _keep(night: Night, number: int, raw: pl.DataFrame, forgotten: frozenset[str]) -> pl.DataFrame:
    identity = raw.select("url", "raw_hash").iter_rows()
    document_ids = [ids.document_id(canonical_url(url), content) if content else None for url, content in identity]
    raw = keep_out_forgotten(raw.with_columns(document_id=pl.Series(document_ids, dtype=pl.String)), forgotten)
    raw.write_parquet(_chunk(night, number))
    progress.read(raw.height)
    return raw.select(INDEX)


def _empty_index() -> pl.DataFrame:
    return pl.DataFrame(schema=RAW_SCHEMA).with_columns(document_id=pl.lit(None, pl.String)).select(INDEX)


def _chunk(night: Night, number: int) -> Path:
    folder = night.work / "raw"
    folder.mkdir(exist_ok=True)
    return folder / f"{number:05}.parquet"


def decide(index: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add ``disposition`` and ``is_known`` to INDEX rows, given the staged documents (document_id, content_hash).

    forgotten: its document must not come again. quarantined: the reader gave another reason. unchanged: staged before
    with the same content. duplicate: the same content stood earlier in this input. superseded: another content of the
    same document follows in this input. All others are ``pending``: they go on to normalise.
    """
    known = known.select("document_id", known_hash="content_hash", is_known=pl.lit(True)).unique("document_id")
    readable = pl.col("reason").is_null()
    repeated = pl.struct("document_id", "raw_hash").is_first_distinct().not_()
    last_hash = pl.col("raw_hash").last().over("document_id")
    return (
        index.join(known, on="document_id", how="left", maintain_order="left")
        .with_columns(pl.col("is_known").fill_null(False))
        .with_columns(
            pl.when(pl.col("reason") == FORGOTTEN)
            .then(pl.lit(FORGOTTEN))
            .when(~readable)
            .then(pl.lit("quarantined"))
            .when(pl.col("known_hash") == pl.col("raw_hash"))
            .then(pl.lit("unchanged"))
            .when(pl.col("raw_hash") != last_hash)
            .then(pl.lit("superseded"))
            .when(repeated)
            .then(pl.lit("duplicate"))
            .otherwise(pl.lit(PENDING))
            .alias("disposition")
        )
        .with_columns(
            detail=pl.when(pl.col("disposition") == "superseded").then(_SUPERSEDED).otherwise(pl.col("detail"))
        )
        .drop("known_hash")
    )


def _rebatch(night: Night, decided: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Full batches of pending records, in input order, without holding more than a batch and a chunk."""
    pending = decided.filter(pl.col("disposition") == PENDING).select("record_id")
    size, held = night.settings.batch_size, pl.DataFrame()
    for chunk in sorted((night.work / "raw").glob("*.parquet")):
        fresh = pl.read_parquet(chunk, glob=False).join(pending, on="record_id", how="semi", maintain_order="left")
        held = pl.concat([held, fresh]) if held.height else fresh
        while held.height >= size:
            yield held.head(size)
            held = held.slice(size)
    if held.height:
        yield held


def _batch(night: Night, number: int, raw: pl.DataFrame) -> Batch:
    folder = night.work / f"batch-{number:05}"
    folder.mkdir()
    batch = Batch(number, folder, raw.height)
    batch.write("raw", raw)
    batch.write("lines", count_lines(raw))
    return batch
