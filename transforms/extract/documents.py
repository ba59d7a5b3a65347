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

_NEEDED = ("document_id", "text", "headline", "published_on", "publisher_country")

Item = tuple[str, str, Context]


def extract(
    nlp: Language, documents: pl.DataFrame, captions: pl.DataFrame, schemas: dict[str, pl.Schema]
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Sentences, entities, aliases, mentions, dates, metrics, movements and participants of the given documents.

    ``documents`` needs document_id, text, headline, language, published_on, publisher_country; ``captions``
    document_id, char_start, char_end, taken_on. Rows come out in document order, then text order. The second frame
    (document_id, detail) lists documents whose reading raised: one bad text never costs its batch.
    """
    readable = documents.filter(pl.col("language").is_in(READ_LANGUAGES) | pl.col("language").is_null())
    items = list(_texts(readable, captions))
    failures: dict[str, str] = {}
    try:
        return to_frames(_readings(nlp, items), schemas), _unread(failures)
    except Exception:  # noqa: BLE001 - whatever a reader raises, the other documents must still be read
        return to_frames(_readings_singly(nlp, items, failures), schemas), _unread(failures)


def _readings(nlp: Language, items: list[Item]) -> Iterator[tuple[str, Reading]]:
    readings = read_texts(nlp, ((text, context) for _, text, context in items))
    return zip((document_id for document_id, _, _ in items), readings, strict=True)


def _readings_singly(nlp: Language, items: list[Item], failures: dict[str, str]) -> Iterator[tuple[str, Reading]]:
    for document_id, text, context in items:
        try:
            yield document_id, next(read_texts(nlp, [(text, context)]))
        except Exception as error:  # noqa: BLE001 - recorded per document, the night goes on
            failures[document_id] = f"{type(error).__name__}: {error}"


def _unread(failures: dict[str, str]) -> pl.DataFrame:
    columns = {"document_id": list(failures), "detail": list(failures.values())}
    return pl.DataFrame(columns, schema={"document_id": pl.String, "detail": pl.String})


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
