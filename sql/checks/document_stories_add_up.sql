-- severity: fail
-- table: mart.document_stories
-- Every document stands in exactly one story: each story has the documents that point to it.
with core_counts as (
    select coalesce(story_id, document_id) as story_id, count(*) as document_count from core.documents group by all
),
mart_counts as (
    select story_id, sum(document_count) as document_count from mart.document_stories group by story_id
)
select story_id, mart_counts.document_count, core_counts.document_count as core_document_count
from mart_counts
full join core_counts using (story_id)
where mart_counts.document_count is distinct from core_counts.document_count
