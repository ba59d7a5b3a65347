"""What is computed over all documents when a build is loaded: stories (copies of one text) and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.events import cluster_events
from transforms.normalise.stories import cluster_stories
from warehouse.build import fill_columns, read_frame, replace_table

if TYPE_CHECKING:
    import duckdb

_DOCUMENTS = "select document_id, url, source_path, publisher, published_on, story_id from core.documents"


def derive_stories_and_events(con: duckdb.DuckDBPyConnection) -> None:
    """Fill story_id and is_original of core.documents, event_id of core.movements, and core.events.

    Both are functions of all rows and not of the order they came in, so folding and rebuilding agree.
    """
    signatures = read_frame(con, "select document_id, band_no, band_hash from core.signatures")
    fill_columns(con, "core.documents", cluster_stories(signatures, read_frame(con, _DOCUMENTS)))
    events, members = cluster_events(
        read_frame(con, "select * exclude (event_id) from core.movements"),
        read_frame(con, "select * from core.movement_participants"),
        read_frame(con, _DOCUMENTS),
    )
    replace_table(con, "core.events", events)
    fill_columns(con, "core.movements", members)
