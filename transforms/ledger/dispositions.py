"""Dispositions: every input record of a run ends in exactly one of them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from expectations.frames import frame_schema
from transforms import ids
from transforms.ingest import RAW_SCHEMA
from transforms.normalise import canonical_url

PENDING = "pending"
FORGOTTEN = "forgotten"
OUT_OF_RANGE = "out_of_range"
# What of a record is kept while its night goes on; its text lies in the chunks.
INDEX = ("record_id", "source_path", "record_no", "document_id", "raw_hash", "reason", "detail")
# Why records did not become documents.
REFUSED_SCHEMA = pl.Schema({name: pl.String() for name in ("record_id", "why", "what")})
_SUPERSEDED = pl.lit("a later record of this input has the same address and other content")


def identify(raw: pl.DataFrame) -> pl.DataFrame:
    """Raw records with the ``document_id`` that each becomes; null for a record without content."""
    identity = raw.select("url", "raw_hash").iter_rows()
    document_ids = [ids.document_id(canonical_url(url), content) if content else None for url, content in identity]
    return raw.with_columns(document_id=pl.Series(document_ids, dtype=pl.String))


def index_of(records: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The INDEX columns of identified raw records, in their order."""
    empty = pl.DataFrame(schema=RAW_SCHEMA).with_columns(document_id=pl.lit(None, pl.String))
    return pl.concat([frame.select(INDEX) for frame in (empty, *records)])


def empty_decisions() -> pl.DataFrame:
    """What decide gives when no record was read."""
    known = pl.DataFrame(schema={"document_id": pl.String, "content_hash": pl.String})
    return decide(index_of(()), known)


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


def pending_of(raw: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The raw records that go on to normalise, in their order."""
    pending = decided.filter(pl.col("disposition") == PENDING).select("record_id")
    return raw.join(pending, on="record_id", how="semi", maintain_order="left")


def refused_by_normalise(rejected: pl.DataFrame) -> pl.DataFrame:
    """Records in which no article was found, in the shape of REFUSED_SCHEMA."""
    return rejected.select("record_id", why="reason", what="detail")


def refused_by_contract(quarantine: pl.DataFrame) -> pl.DataFrame:
    """Records whose document broke its contract, in the shape of REFUSED_SCHEMA."""
    return refused_by_normalise(quarantine.filter(pl.col("record_id").is_not_null()))


def refused_with_batch(raw: pl.DataFrame, error: str) -> pl.DataFrame:
    """Records of a batch that failed for good, in the shape of REFUSED_SCHEMA."""
    return raw.select("record_id", why=pl.lit("batch_failed"), what=pl.lit(error))


def settle(index: pl.DataFrame, staged: list[pl.DataFrame], refused: list[pl.DataFrame], replay: str) -> pl.DataFrame:
    """Decided INDEX rows in which no record is pending any more.

    A pending record is loaded (or updated) when its document is in a ``staged`` frame, else quarantined with the reason
    in the first ``refused`` frame that names it, or as ``batch_failed``; ``replay`` is the command that reads it again.
    """
    known = pl.concat([pl.DataFrame(schema={"record_id": pl.String}), *(frame.select("record_id") for frame in staged)])
    reasons = pl.concat([pl.DataFrame(schema=REFUSED_SCHEMA), *refused]).unique("record_id", keep="first")
    pending = pl.col("disposition") == PENDING
    arrived = pl.col("record_id").is_in(known["record_id"].to_list())
    advice = f"not read to the end; see the orchestrator's log, then run: {replay}"
    unread = pl.format("{}: {}", "source_path", pl.lit(advice))
    settled = (
        pl.when(pending & arrived & pl.col("is_known"))
        .then(pl.lit("updated"))
        .when(pending & arrived)
        .then(pl.lit("loaded"))
        .when(pending & (pl.col("why") == OUT_OF_RANGE))
        .then(pl.lit(OUT_OF_RANGE))
        .when(pending)
        .then(pl.lit("quarantined"))
        .otherwise(pl.col("disposition"))
    )
    lost = pending & ~arrived
    return index.join(reasons, on="record_id", how="left", maintain_order="left").with_columns(
        disposition=settled,
        reason=pl.when(lost).then(pl.col("why").fill_null("batch_failed")).otherwise(pl.col("reason")),
        detail=pl.when(lost).then(pl.coalesce(pl.col("what"), unread)).otherwise(pl.col("detail")),
        document_id=pl.when(lost | (pl.col("disposition") == "quarantined"))
        .then(None)
        .otherwise(pl.col("document_id")),
    )


def disposition_rows(settled: pl.DataFrame) -> pl.DataFrame:
    """Settled records as rows of meta.dispositions, without the run."""
    return settled.select(frame_schema("meta.dispositions", without=("run_id",)).names())
