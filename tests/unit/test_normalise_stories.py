"""Copies of a story find each other whatever the order of rows, and templates do not."""

from __future__ import annotations

from datetime import date

import polars as pl

from transforms.normalise.stories import cluster_stories, sign_documents

WORDS = (
    "the harbour council of the northern city decided late on a rainy tuesday after nine hours of talks to build "
    "a new pier beside the old fish market although fishermen traders and two small parties had asked it to wait until "
    "the state said how much of the cost it would carry and who would pay when the work took longer than was planned"
)


def documents() -> pl.DataFrame:
    other = " ".join(reversed(WORDS.split()))
    rows = [
        ("d1", date(2025, 3, 5), "b.txt", WORDS),
        ("d2", date(2025, 3, 4), "c.txt", WORDS + " it said"),
        ("d3", None, "a.txt", "Harbour Post: " + WORDS),
        ("d4", date(2025, 3, 4), "d.txt", other),
        ("d5", date(2025, 9, 4), "e.txt", other),
        ("d6", date(2025, 3, 4), "f.txt", "Shr 10 cts vs 5 cts"),
        ("d7", date(2025, 3, 4), "g.txt", "Shr 10 cts vs 5 cts"),
    ]
    return pl.DataFrame(rows, schema=["document_id", "published_on", "url", "body"], orient="row").with_columns(
        publisher=pl.lit("Harbour Post")
    )


def test_copies_share_a_story_named_after_the_first() -> None:
    frame = documents()
    stories = {row[0]: row[1:] for row in cluster_stories(sign_documents(frame), frame).iter_rows()}
    assert stories["d2"] == ("d2", True)
    assert stories["d1"] == ("d2", False)
    assert stories["d3"] == ("d2", False)


def test_old_stories_and_notices_stay_apart() -> None:
    frame = documents()
    stories = cluster_stories(sign_documents(frame), frame).filter(
        pl.col("document_id").is_in(["d4", "d5", "d6", "d7"])
    )
    assert stories["is_original"].all()


def test_order_and_batches_change_nothing() -> None:
    frame = documents()
    whole = cluster_stories(sign_documents(frame), frame)
    signatures = pl.concat([sign_documents(frame.tail(3)), sign_documents(frame.head(4).reverse())])
    assert cluster_stories(signatures.reverse(), frame.reverse()).equals(whole)


def test_no_documents_no_stories() -> None:
    frame = documents().clear()
    assert cluster_stories(sign_documents(frame), frame).is_empty()
