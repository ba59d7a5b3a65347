-- One row per entity: those that appear in most documents.
select
    entities.name,
    entities.kind,
    entities.country,
    count(distinct mentions.document_id) as documents,
    count(*) as mentions
from core.mentions as mentions
join core.entities as entities using (entity_id)
group by all
order by documents desc, mentions desc, entities.name
limit 25
