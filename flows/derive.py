"""What is computed over all documents when a build is loaded: stories (copies of one text) and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.events import cluster_events, find_news
from transforms.normalise.stories import cluster_stories
from warehouse.build import fill_columns, read_frame, replace_table

if TYPE_CHECKING:
    import duckdb

_DOCUMENTS = "select document_id, url, publisher, published_on, story_id from core.documents"
# Whether an undated act is news or recalled stands in its sentence: in its words and in the days it names.
_MOVEMENTS = """
    with named as (
        select document_id, sentence_no, max(coalesce(date_end, date_start)) as named_until
        from core.date_expressions
        group by all
    )
    select
        movements.* exclude (event_id, is_news),
        sentences.part,
        named.named_until,
        substr(documents.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence,
        substr(documents.text, sentences.char_start + 1, movements.char_start - sentences.char_start) as before
    from core.movements as movements
    join core.documents as documents using (document_id)
    join core.sentences as sentences using (document_id, sentence_no)
    left join named using (document_id, sentence_no)
"""


def derive_stories_and_events(con: duckdb.DuckDBPyConnection) -> None:
    """Fill story_id and is_original of core.documents, event_id and is_news of core.movements, and core.events.

    Both are functions of all rows and not of the order they came in, so folding and rebuilding agree.
    """
    signatures = read_frame(con, "select document_id, band_no, band_hash from core.signatures")
    fill_columns(con, "core.documents", cluster_stories(signatures, read_frame(con, _DOCUMENTS)))
    movements, documents = read_frame(con, _MOVEMENTS), read_frame(con, _DOCUMENTS)
    participants = read_frame(con, "select * from core.movement_participants")
    events, members = cluster_events(movements, participants, documents)
    replace_table(con, "core.events", events)
    fill_columns(con, "core.movements", members.join(find_news(movements, documents), on="movement_id"))
