"""Sentences that a paper prints again and again: what they tell was news once, and is one event."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl

# Shorter sentences ("Police arrested two men.") are told of many things.
_SHORTEST = 60
_SAME = ("sentence", "before", "type", "mode", "modality", "polarity", "date_start", "date_end")


def find_repeats(movements: pl.DataFrame, documents: pl.DataFrame) -> dict[str, str]:
    """Movements read from a sentence that an earlier story of the same publisher has, and the first one read from it.

    The same words with other dates ("on Monday") are another act. ``movements`` may have the columns ``sentence`` and
    ``before`` (its words before the act), ``documents`` has publisher; without them nothing is known to be repeated.
    """
    told: defaultdict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    known = {row["document_id"]: row for row in documents.iter_rows(named=True)}
    for row in movements.iter_rows(named=True):
        document = known.get(row["document_id"], {})
        if document.get("publisher") and len(row.get("sentence") or "") >= _SHORTEST:
            key = (document["publisher"], *(row.get(name) for name in _SAME))
            told[key].append(document | {"movement_id": row["movement_id"]})
    repeats: dict[str, str] = {}
    for rows in told.values():
        first, *later = sorted(rows, key=_order)
        repeats |= {row["movement_id"]: first["movement_id"] for row in later if _story(row) != _story(first)}
    return repeats


def _order(row: dict[str, Any]) -> tuple[date, str, str]:
    return row.get("published_on") or date.max, row["document_id"], row["movement_id"]


def _story(row: dict[str, Any]) -> str:
    story: str = row.get("story_id") or row["document_id"]
    return story
