-- one row per entity
-- Name, kind and country are voted by the mentions that link to it, so no order of loading can change them.
with linked as (
    select mentions.entity_id, mentions.name, mentions.text, mentions.kind, mentions.country,
        mentions.document_id, documents.published_on
    from core.mentions as mentions
    join core.documents as documents using (document_id)
    where mentions.entity_id is not null
),
name_votes as (
    select entity_id, coalesce(name, text) as name, count(*) as votes from linked group by all
),
names as (
    select entity_id, name from name_votes
    qualify row_number() over (partition by entity_id order by votes desc, name) = 1
),
kind_votes as (
    select entity_id, kind, count(*) as votes from linked group by all
),
kinds as (
    select entity_id, kind from kind_votes
    qualify row_number() over (partition by entity_id order by votes desc, kind) = 1
),
country_votes as (
    select entity_id, country, count(*) as votes from linked where country is not null group by all
),
countries as (
    select entity_id, country from country_votes
    qualify row_number() over (partition by entity_id order by votes desc, country) = 1
),
counts as (
    select
        entity_id,
        count(*) as mention_count,
        count(distinct document_id) as document_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from linked
    group by entity_id
)
select
    entity_id, names.name, kinds.kind, countries.country,
    counts.mention_count, counts.document_count, counts.first_published_on, counts.last_published_on
from counts
join names using (entity_id)
join kinds using (entity_id)
left join countries using (entity_id)
order by entity_id
