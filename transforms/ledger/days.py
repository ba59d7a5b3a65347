"""A backfill may be told which days it wants: documents of other days are left for another run."""

from __future__ import annotations

from datetime import date

import polars as pl

from transforms.ledger.dispositions import OUT_OF_RANGE
from transforms.normalise import Normalised


def only_days(result: Normalised, days: tuple[date | None, date | None]) -> Normalised:
    """The documents published from the first to the last day (inclusive; None is open); the others are rejected.

    A document without a day is in no range: nothing says that it belongs there.
    """
    first, last = days
    if first is None and last is None:
        return result
    wanted = pl.col("published_on").is_between(first or date.min, last or date.max).fill_null(False)
    documents, others = result.documents.filter(wanted), result.documents.filter(~wanted)
    rejected = others.select(
        "record_id",
        reason=pl.lit(OUT_OF_RANGE),
        detail=pl.format(
            "published on {}, not in the days asked for",
            pl.col("published_on").cast(pl.String).fill_null("an unknown day"),
        ),
    )
    kept = documents.select("document_id")
    return Normalised(
        documents,
        result.captions.join(kept, on="document_id", how="semi", maintain_order="left"),
        result.signatures.join(kept, on="document_id", how="semi", maintain_order="left"),
        pl.concat([result.rejected, rejected]),
    )
