"""The normalise stage: raw records in, one clean document each out, with captions and story signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from courlan import normalize_url

from expectations.frames import frame_schema
from transforms import ids
from transforms.limits import Guard, no_guard, tell_failure
from transforms.normalise.articles import Article, read_article
from transforms.normalise.genre import find_genre
from transforms.normalise.language import clean_language, detect_language
from transforms.normalise.publisher import host_of
from transforms.normalise.recurring import count_lines, recurring_lines
from transforms.normalise.stories import SIGNATURES_SCHEMA, cluster_stories, sign_documents
from transforms.normalise.text import clean_text

__all__ = [
    "CAPTIONS_SCHEMA",
    "DOCUMENTS_SCHEMA",
    "REJECTED_SCHEMA",
    "SIGNATURES_SCHEMA",
    "Normalised",
    "canonical_url",
    "cluster_stories",
    "count_lines",
    "normalise",
    "recurring_lines",
]

DOCUMENTS_SCHEMA = frame_schema("core.documents", without=("run_id",))
CAPTIONS_SCHEMA = frame_schema("core.captions")
REJECTED_SCHEMA = pl.Schema({"record_id": pl.String, "reason": pl.String, "detail": pl.String})

_PARAGRAPH_BREAK = "\n\n"


Row = dict[str, Any]


@dataclass(frozen=True)
class Normalised:
    """Frames of DOCUMENTS_SCHEMA, CAPTIONS_SCHEMA, SIGNATURES_SCHEMA and REJECTED_SCHEMA.

    Every record of the input is in ``documents`` or in ``rejected``. Records of one address, or of one text without
    an address, share their document_id: which of them counts is for the caller to decide.
    """

    documents: pl.DataFrame
    captions: pl.DataFrame
    signatures: pl.DataFrame
    rejected: pl.DataFrame


def normalise(
    raw: pl.DataFrame,
    recurring: pl.DataFrame | None = None,
    latest: date = date.max,
    guard: Guard = no_guard,
    refused: Mapping[str, tuple[str, str]] | None = None,
) -> Normalised:
    """Documents of the raw records (RAW_SCHEMA). ``recurring``: lines of recurring_lines (publisher, line).

    No document can be published after ``latest``: such a day is unknown. Each record is read inside ``guard``; one that
    raises is rejected alone. ``refused`` maps record ids that must not be read to (reason, detail).
    """
    furniture = _lines_by_host(recurring)
    documents, captions = [], []
    rejected = raw.filter(pl.col("reason").is_not_null()).select(REJECTED_SCHEMA.names()).rows()
    readable = raw.filter(pl.col("reason").is_null()).with_columns(clean_text(pl.col("text")))
    for record in readable.iter_rows(named=True):
        record_id = record["record_id"]
        if refused and record_id in refused:
            rejected.append((record_id, *refused[record_id]))
            continue
        try:
            with guard(record_id):
                article = read_article(record, furniture.get(host_of(record["url"]) or "", frozenset()), latest)
                frozen = _freeze(record, article) if article.body or article.captions else None
        except Exception as error:  # noqa: BLE001 - whatever one page makes a library raise, the others are read
            reason, what = tell_failure(error)
            rejected.append((record_id, reason, f"{_where(record)}: {what}"))
            continue
        if frozen is None:
            rejected.append((record_id, "no_text", _no_text(record)))
        else:
            documents.append(frozen[0])
            captions += frozen[1]
    frame = pl.DataFrame(documents, schema=DOCUMENTS_SCHEMA)
    return Normalised(
        documents=frame.with_columns(word_count=_count_words(pl.col("text"))),
        captions=pl.DataFrame(captions, schema=CAPTIONS_SCHEMA),
        signatures=sign_documents(frame),
        rejected=pl.DataFrame(rejected, schema=REJECTED_SCHEMA, orient="row"),
    )


def _lines_by_host(recurring: pl.DataFrame | None) -> dict[str, frozenset[str]]:
    lines: dict[str, set[str]] = defaultdict(set)
    for publisher, line in recurring.select("publisher", "line").iter_rows() if recurring is not None else ():
        lines[publisher].add(line)
    return {publisher: frozenset(its) for publisher, its in lines.items()}


def _freeze(record: dict[str, Any], article: Article) -> tuple[Row, list[Row]]:
    """The rows of a document and its captions; offsets count code points into the text put together here."""
    body = _PARAGRAPH_BREAK.join(article.body)
    text = _PARAGRAPH_BREAK.join(filter(None, (article.headline, body)))
    url = canonical_url(article.url)
    document_id = record.get("document_id") or ids.document_id(url, record["raw_hash"])
    captions = []
    for number, caption in enumerate(article.captions):
        start = len(text) + len(_PARAGRAPH_BREAK) if text else 0
        text = f"{text}{_PARAGRAPH_BREAK}{caption.text}" if text else caption.text
        captions.append(
            {
                "document_id": document_id,
                "caption_no": number,
                "text": caption.text,
                "credit": caption.credit,
                "taken_on": caption.taken_on,
                "char_start": start,
                "char_end": len(text),
            }
        )
    genre, genre_basis = find_genre(url, article.section, article.headline)
    document = {
        "document_id": document_id,
        "url": url,
        "publisher": article.publisher.name,
        "publisher_country": article.publisher.country,
        "publisher_country_basis": article.publisher.country_basis,
        "section": article.section,
        "genre": genre,
        "genre_basis": genre_basis,
        "headline": article.headline,
        "byline": article.byline,
        "published_on": article.published_on,
        "published_basis": article.published_basis,
        "published_grain": "day" if article.published_on else "month" if article.published_month else None,
        "published_month": article.published_on.replace(day=1) if article.published_on else article.published_month,
        "language": clean_language(record["language"]) or detect_language(body or text),
        "is_machine_translated": article.is_machine_translated,
        "text": text,
        "body": body,
        "word_count": 0,
        "content_hash": record["raw_hash"],
        "source_path": record["source_path"],
        "record_id": record["record_id"],
    }
    return document, captions


def canonical_url(url: str | None) -> str | None:
    """The address without tracking parameters, host in lower case: links to one article from two places are equal."""
    try:
        return (normalize_url(url) or url) if url else None
    except ValueError:  # no program can take it apart
        return url


def _count_words(text: pl.Expr) -> pl.Expr:
    return text.str.count_matches(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*").cast(pl.Int64)


def _no_text(record: dict[str, Any]) -> str:
    what = "no article was found on this page" if record["html"] else "nothing but page furniture is in this text"
    return f"{_where(record)}: {what}; check the file, or leave it out"


def _where(record: dict[str, Any]) -> str:
    return f"{record['source_path']} record {record['record_no'] + 1}"
