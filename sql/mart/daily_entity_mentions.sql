-- one row per day of publication and entity
-- Documents without a day stand under a null day: left out of charts, not lost from sums.
select
    documents.published_on,
    mentions.entity_id,
    entities.name,
    entities.kind,
    entities.country,
    count(*) as mention_count,
    count(distinct mentions.document_id) as document_count,
    count(distinct coalesce(documents.story_id, documents.document_id)) as story_count
from core.mentions as mentions
join core.documents as documents using (document_id)
join core.entities as entities using (entity_id)
group by all
order by documents.published_on, mention_count desc, mentions.entity_id
