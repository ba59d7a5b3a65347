"""What is computed over all documents when a build is loaded: stories (copies of one text) and events."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms.events import cluster_events, find_news
from transforms.normalise.stories import cluster_stories
from warehouse.build import fill_columns, read_frame, replace_table
from warehouse.relations import read_sql


def derive_stories_and_events(con: duckdb.DuckDBPyConnection) -> None:
    """Fill story_id and is_original of core.documents, event_id and is_news of core.movements, and core.events.

    Both are functions of all rows and not of the order they came in, so folding and rebuilding agree.
    """
    fill_columns(con, "core.documents", cluster_stories(_read(con, "signatures"), _read(con, "documents")))
    movements, documents = _read(con, "movements"), _read(con, "named_documents")
    events, members = cluster_events(movements, _read(con, "participants"), documents)
    replace_table(con, "core.events", events)
    fill_columns(con, "core.movements", members.join(find_news(movements, documents), on="movement_id"))


def _read(con: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    return read_frame(con, read_sql("derive", name))
