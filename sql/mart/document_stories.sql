-- one row per story
-- A story is one document or several near-identical ones; a document that was never clustered is its own story.
with told as (
    select
        coalesce(story_id, document_id) as story_id,
        document_id, headline, publisher, published_on, word_count, url,
        coalesce(is_original, true) as is_original
    from core.documents
),
originals as (
    select story_id, document_id, headline, publisher, published_on, word_count, url
    from told
    where is_original
),
counts as (
    select
        story_id,
        count(*) as document_count,
        count(distinct publisher) as publisher_count,
        string_agg(distinct publisher, '; ' order by publisher) as publishers,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from told
    group by story_id
)
select
    counts.story_id,
    originals.document_id as original_document_id,
    originals.headline,
    originals.publisher as original_publisher,
    counts.document_count,
    counts.publisher_count,
    counts.publishers,
    counts.first_published_on,
    counts.last_published_on,
    originals.word_count,
    originals.url
from counts
join originals using (story_id)
order by counts.document_count desc, counts.story_id
