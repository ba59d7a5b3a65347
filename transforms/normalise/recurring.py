"""Lines that recur across the documents of a publisher: furniture that no rule knows yet."""

from __future__ import annotations

import polars as pl

from transforms.normalise.publisher import host_of
from transforms.normalise.rules import rules_for
from transforms.normalise.text import clean_text, squash

# A sentence that addresses nobody and tells something is a paper's standing background, however often it is printed.
_SHORTEST_SENTENCE = 60
# A line recurs when this many documents of a publisher carry it and they are this share of its documents. Longer
# lines are article text that a publisher printed twice, not page furniture.
_FEWEST_DOCUMENTS = 4
_LEAST_SHARE = 0.15
_LONGEST_LINE = 240


def count_lines(raw: pl.DataFrame) -> pl.DataFrame:
    """In how many documents of a publisher each line stands: frame (publisher, line, documents).

    ``publisher`` is the host of the address; the row with a null line counts the publisher's documents. Counts of
    several batches are put together by concatenating. Pages are left out: their furniture is gone already.
    """
    texts = raw.filter(pl.col("reason").is_null() & pl.col("text").is_not_null() & pl.col("url").is_not_null())
    lines = (
        texts.select(
            publisher=pl.col("url").map_elements(host_of, return_dtype=pl.String),
            raw_hash="raw_hash",
            line=clean_text(pl.col("text")).str.split("\n"),
        )
        .explode("line")
        .with_columns(pl.col("line").map_elements(squash, return_dtype=pl.String))
        .filter(pl.col("line").str.len_chars().is_between(1, _LONGEST_LINE) & pl.col("publisher").is_not_null())
        .unique(["publisher", "raw_hash", "line"])
    )
    each = lines.group_by("publisher", "line").agg(documents=pl.len().cast(pl.Int64))
    totals = lines.group_by("publisher").agg(documents=pl.col("raw_hash").n_unique().cast(pl.Int64))
    totals = totals.select("publisher", pl.lit(None, pl.String).alias("line"), "documents")
    return pl.concat([totals, each]).sort("publisher", "line")


def recurring_lines(counts: pl.DataFrame) -> pl.DataFrame:
    """The lines that are page furniture, for ``normalise``: frame (publisher, line, documents)."""
    together = counts.group_by("publisher", "line").agg(pl.col("documents").sum())
    totals = together.filter(pl.col("line").is_null()).select("publisher", of="documents")
    return (
        together.filter(pl.col("line").is_not_null())
        .join(totals, on="publisher")
        .filter((pl.col("documents") >= _FEWEST_DOCUMENTS) & (pl.col("documents") >= _LEAST_SHARE * pl.col("of")))
        .filter(~pl.col("line").map_elements(_is_background, return_dtype=pl.Boolean))
        .select("publisher", "line", "documents")
        .sort("publisher", "line")
    )


def _is_background(line: str) -> bool:
    """True for a whole sentence about the world, which belongs to every article that prints it."""
    is_sentence = len(line) >= _SHORTEST_SENTENCE and line[:1].isupper() and line[-1] in ".!?\"')"
    return is_sentence and not rules_for(None).addressed.fullmatch(line)
