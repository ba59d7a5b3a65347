-- one row per pair of entities that share a sentence
-- Each pair stands once, the smaller id first.
with named as (
    select distinct document_id, sentence_no, entity_id from core.mentions where entity_id is not null
),
pairs as (
    select
        one.entity_id,
        other.entity_id as other_entity_id,
        count(*) as sentence_count,
        count(distinct one.document_id) as document_count,
        count(distinct coalesce(documents.story_id, documents.document_id)) as story_count,
        min(documents.published_on) as first_published_on,
        max(documents.published_on) as last_published_on
    from named as one
    join named as other
        on one.document_id = other.document_id
        and one.sentence_no = other.sentence_no
        and one.entity_id < other.entity_id
    join core.documents as documents on one.document_id = documents.document_id
    group by all
)
select
    pairs.entity_id,
    entities.name,
    entities.kind,
    entities.country,
    pairs.other_entity_id,
    others.name as other_name,
    others.kind as other_kind,
    others.country as other_country,
    pairs.sentence_count,
    pairs.document_count,
    pairs.story_count,
    pairs.first_published_on,
    pairs.last_published_on
from pairs
join core.entities as entities on pairs.entity_id = entities.entity_id
join core.entities as others on pairs.other_entity_id = others.entity_id
order by pairs.sentence_count desc, pairs.entity_id, pairs.other_entity_id
