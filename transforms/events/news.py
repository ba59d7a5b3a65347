"""Whether an act without a date is news of the day it was published, or recalled."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from transforms.events.repeats import find_repeats

_RULES = tomllib.loads(Path(__file__).with_name("recalled.toml").read_text("utf-8"))
_RECALLED = re.compile(rf"\b(?:{'|'.join(_RULES['patterns'])})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:\b|(?<=\w))(?:{'|'.join(_RULES['before'])})\s*$", re.IGNORECASE)
NEWS_SCHEMA = pl.Schema({"movement_id": pl.String, "is_news": pl.Boolean})
_NEWS = timedelta(days=_RULES["days_of_news"])


def find_news(movements: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """(movement_id, is_news) of every movement; is_news is null for a dated one, and false in a repeated sentence.

    ``movements`` are rows of core.movements with what ``is_told_as_news`` asks for.
    """
    days = dict(documents.select("document_id", "published_on").iter_rows())
    repeats = find_repeats(movements, documents)
    told = [
        (row["movement_id"], None if row["date_start"] else _is_news(row, days, repeats))
        for row in movements.iter_rows(named=True)
    ]
    return pl.DataFrame(told, schema=NEWS_SCHEMA, orient="row")


def _is_news(row: dict[str, Any], days: dict[str, date | None], repeats: dict[str, str]) -> bool:
    return row["movement_id"] not in repeats and is_told_as_news(row, days.get(row["document_id"]))


def is_told_as_news(row: dict[str, Any], published_on: date | None) -> bool:
    """True if an undated act may be counted in the month of its publication.

    ``row`` is a movement with what is known of its sentence: ``sentence``, ``before`` (its words before the act),
    ``sentence_no`` and ``named_until`` (the last day the sentence names). What is unknown speaks against nothing.
    A plan is always news: it is told when it is announced.
    """
    if published_on is None or row["date_start"] is not None:
        return False
    if row["modality"] == "planned":
        return True
    if row.get("date_basis") == "past":
        return False
    named_until = row.get("named_until")
    if named_until is not None and named_until < published_on - _NEWS:
        return False
    if (row.get("sentence_no") or 0) > _RULES["opening_sentences"]:
        return False
    return not (_RECALLED.search(row.get("sentence") or "") or _BEFORE.search(row.get("before") or ""))
