"""Copies of one story: MinHash signatures of documents, and clusters of documents that share a band of them."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from hashlib import blake2b

import numpy as np
import polars as pl
from datasketch import MinHash
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from expectations.frames import frame_schema

# 16 bands of 8 rows: two texts that share 80 % of their five-word runs meet in a band in 95 of 100 cases, two that
# share 40 % (weather reports, dividend notices from one template) in 1 of 100.
BANDS, ROWS = 16, 8
_SEED = 20250506
_SHINGLE_WORDS = 5
# A text with fewer five-word runs than this is a notice, and equal notices are no copies of each other.
_FEWEST_SHINGLES = 20
# Copies of a story appear within days; the same words months later are a new story from the same template.
_LONGEST_GAP = timedelta(days=5)
_WORD = re.compile(r"\w+")

SIGNATURES_SCHEMA = frame_schema("core.signatures")


def sign_documents(documents: pl.DataFrame) -> pl.DataFrame:
    """Bands (document_id, band_no, band_hash) of ``documents`` (document_id, body); short bodies have none."""
    ids_, bands, hashes = [], [], []
    for document_id, body in documents.select("document_id", "body").iter_rows():
        for band_no, band_hash in enumerate(_bands(body)):
            ids_.append(document_id)
            bands.append(band_no)
            hashes.append(band_hash)
    return pl.DataFrame({"document_id": ids_, "band_no": bands, "band_hash": hashes}, schema=SIGNATURES_SCHEMA)


@cache
def _empty_signature() -> MinHash:
    """Copied for each text: drawing the permutations again would take longer than reading it."""
    return MinHash(num_perm=BANDS * ROWS, seed=_SEED)


def _bands(body: str | None) -> list[str]:
    words = _WORD.findall((body or "").casefold())
    runs = {" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1)}
    if len(runs) < _FEWEST_SHINGLES:
        return []
    signature = _empty_signature().copy()
    signature.update_batch([run.encode("utf-8", "surrogatepass") for run in runs])
    values = signature.hashvalues.astype("<u8")
    return [blake2b(band.tobytes(), digest_size=8).hexdigest() for band in values.reshape(BANDS, ROWS)]


def cluster_stories(signatures: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Frame (document_id, story_id, is_original), one row per document, sorted by document_id.

    ``documents`` needs document_id, published_on, url, publisher. Documents that share a band and lie at most five days
    apart belong together, and so do those that are tied through others. A story is named after its original: the
    copy published first (undated ones last), then the one first by address and publisher. Neither the order of rows
    nor where the files lie changes anything.
    """
    order = ("published_on", "url", "publisher", "document_id")
    ordered = documents.unique("document_id").sort(*order, nulls_last=True)
    ordered = ordered.with_row_index("at")
    left, right = _ties(signatures, ordered)
    count = ordered.height
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(count, count))
    _, component = connected_components(graph, directed=False)
    return (
        ordered.with_columns(story=pl.Series(component))
        .with_columns(
            story_id=pl.col("document_id").first().over("story"),
            is_original=pl.col("at") == pl.col("at").min().over("story"),
        )
        .select("document_id", "story_id", "is_original")
        .sort("document_id")
    )


def _ties(signatures: pl.DataFrame, ordered: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Neighbours in time within each band: enough to connect a whole group, and far fewer than all its pairs."""
    dated = signatures.join(ordered.select("document_id", "at", "published_on"), on="document_id")
    pairs = (
        dated.sort("band_no", "band_hash", "at")
        .with_columns(
            before=pl.col("at").shift(1).over("band_no", "band_hash"),
            gap=(pl.col("published_on") - pl.col("published_on").shift(1).over("band_no", "band_hash")),
        )
        .filter(pl.col("before").is_not_null() & (pl.col("gap").is_null() | (pl.col("gap") <= _LONGEST_GAP)))
        .select("before", "at")
        .unique()
        .sort("before", "at")
    )
    return pairs["before"].to_numpy(), pairs["at"].to_numpy()
