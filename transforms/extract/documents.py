"""The extract stage over frames: documents in, one frame per derived table out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from transforms.extract.frames import to_frames
from transforms.extract.readers import Readers
from transforms.extract.reading import read_each
from transforms.extract.rows import Context, Part, Reading
from transforms.limits import Guard, no_guard, tell_failure

# The model and the rules read English; other languages are kept as documents without derived rows.
READ_LANGUAGES = ("en",)

_NEEDED = ("document_id", "text", "headline", "published_on", "publisher_country")

UNREAD_SCHEMA = pl.Schema({"document_id": pl.String, "reason": pl.String, "detail": pl.String})

Item = tuple[str, str, Context]


@dataclass(frozen=True)
class Extracted:
    """What was read out of a batch of documents.

    ``frames`` are the rows by table; ``unread`` (document_id, reason, detail) lists documents whose reading raised;
    ``refusals`` counts the candidates that each (reader, rule) refused.
    """

    frames: dict[str, pl.DataFrame]
    unread: pl.DataFrame
    refusals: Counter[tuple[str, str]]


def extract(
    readers: Readers,
    documents: pl.DataFrame,
    captions: pl.DataFrame,
    schemas: dict[str, pl.Schema],
    guard: Guard = no_guard,
    refused: Mapping[str, tuple[str, str]] | None = None,
    is_single: bool = False,
) -> Extracted:
    """Sentences, entities, aliases, mentions, dates, metrics, movements and participants of the given documents.

    ``documents`` needs document_id, text, headline, language, published_on, publisher_country; ``captions``
    document_id, char_start, char_end, taken_on. Rows come out in document order, then text order. One bad text never
    costs its batch. Reading happens inside ``guard``; ``refused`` maps documents that must not be read to
    (reason, detail); ``is_single`` reads them one by one.
    """
    readable = documents.filter(pl.col("language").is_in(READ_LANGUAGES) | pl.col("language").is_null())
    unread = dict(refused or {})
    items = [item for item in _texts(readable, captions) if item[0] not in unread]
    refusals = Counter[tuple[str, str]]()
    frames = to_frames(_readings(read_each(readers, items, guard, is_single), unread, refusals), schemas)
    rows = [(document, *why) for document, why in unread.items()]
    return Extracted(frames, pl.DataFrame(rows, schema=UNREAD_SCHEMA, orient="row"), refusals)


def _readings(
    readings: Iterator[tuple[str, Reading | Exception]],
    unread: dict[str, tuple[str, str]],
    refusals: Counter[tuple[str, str]],
) -> Iterator[tuple[str, Reading]]:
    """The readings; why a document has none goes to ``unread``, what its readers refused to ``refusals``."""
    for document_id, reading in readings:
        if isinstance(reading, Exception):
            unread[document_id] = tell_failure(reading)
        else:
            refusals.update(reading.trace.count_refusals())
            yield document_id, reading


def _texts(documents: pl.DataFrame, captions: pl.DataFrame) -> Iterator[Item]:
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for caption in captions.sort("document_id", "char_start").iter_rows(named=True):
        by_document[caption["document_id"]].append(caption)
    for row in documents.select(_NEEDED).iter_rows(named=True):
        yield row["document_id"], row["text"], _context(row, by_document[row["document_id"]])


def _context(row: dict[str, Any], captions: list[dict[str, Any]]) -> Context:
    """The parts follow from how the text was frozen: headline, body, captions."""
    text, headline = row["text"], row["headline"]
    body_start = len(headline) if headline and text.startswith(headline) else 0
    body_end = captions[0]["char_start"] if captions else len(text)
    parts = [Part("headline", 0, body_start)] if body_start else []
    parts.append(Part("body", body_start, body_end))
    parts += [Part("caption", c["char_start"], c["char_end"], c["taken_on"]) for c in captions]
    return Context(row["published_on"], row["publisher_country"], tuple(parts))
