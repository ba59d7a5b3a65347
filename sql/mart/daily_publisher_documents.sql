-- one row per day of publication and publisher
-- What came in, and how much could be read out of it: a publisher whose rows dry up needs a look.
with mention_counts as (
    select document_id, count(*) as mention_count from core.mentions group by document_id
),
metric_counts as (
    select document_id, count(*) as metric_count from core.metrics group by document_id
),
movement_counts as (
    select document_id, count(*) as movement_count from core.movements group by document_id
)
select
    documents.published_on,
    documents.publisher,
    count(*) as document_count,
    count(*) filter (where documents.is_original is not false) as original_count,
    count(distinct coalesce(documents.story_id, documents.document_id)) as story_count,
    sum(documents.word_count) as word_count,
    coalesce(sum(mention_count), 0) as mention_count,
    coalesce(sum(metric_count), 0) as metric_count,
    coalesce(sum(movement_count), 0) as movement_count
from core.documents as documents
left join mention_counts using (document_id)
left join metric_counts using (document_id)
left join movement_counts using (document_id)
group by documents.published_on, documents.publisher
order by documents.published_on, documents.publisher
