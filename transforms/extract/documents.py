"""The extract stage over frames: documents in, one frame per derived table out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl
from spacy.language import Language

from transforms.extract.frames import to_frames
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Part, Reading

# The model and the rules read English; other languages are kept as documents without derived rows.
READ_LANGUAGES = ("en",)


def extract(
    nlp: Language, documents: pl.DataFrame, captions: pl.DataFrame, schemas: dict[str, pl.Schema]
) -> dict[str, pl.DataFrame]:
    """Sentences, entities, aliases, mentions, dates, metrics, movements and participants of the given documents.

    ``documents`` needs document_id, text, headline, language, published_on, publisher_country; ``captions``
    document_id, char_start, char_end, taken_on. Rows come out in document order, then text order.
    """
    readable = documents.filter(pl.col("language").is_in(READ_LANGUAGES) | pl.col("language").is_null())
    return to_frames(_readings(nlp, readable, captions), schemas)


def _readings(nlp: Language, documents: pl.DataFrame, captions: pl.DataFrame) -> Iterator[tuple[str, Reading]]:
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for caption in captions.sort("document_id", "char_start").iter_rows(named=True):
        by_document[caption["document_id"]].append(caption)
    rows = documents.select("document_id", "text", "headline", "published_on", "publisher_country").to_dicts()
    texts = ((row["text"], _context(row, by_document[row["document_id"]])) for row in rows)
    return zip((row["document_id"] for row in rows), read_texts(nlp, texts), strict=True)


def _context(row: dict[str, Any], captions: list[dict[str, Any]]) -> Context:
    """The parts follow from how the text was frozen: headline, body, captions."""
    text, headline = row["text"], row["headline"]
    body_start = len(headline) if headline and text.startswith(headline) else 0
    body_end = captions[0]["char_start"] if captions else len(text)
    parts = [Part("headline", 0, body_start)] if body_start else []
    parts.append(Part("body", body_start, body_end))
    parts += [Part("caption", c["char_start"], c["char_end"], c["taken_on"]) for c in captions]
    return Context(row["published_on"], row["publisher_country"], tuple(parts))
