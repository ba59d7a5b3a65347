-- one row per entity
-- Name, kind and country are voted by the rows that link to it, so no order of loading can change them. A participant
-- can be an entity that no mention names: "Moscow's Red Square" makes Russia the host of a parade.
with mentioned as (
    select mentions.entity_id, mentions.name, mentions.text, mentions.kind, mentions.country,
        mentions.document_id, documents.published_on, true as is_mention
    from core.mentions as mentions
    join core.documents as documents using (document_id)
    where mentions.entity_id is not null
),
implied as (
    select participants.entity_id, participants.name, participants.text, participants.kind, participants.country,
        participants.document_id, documents.published_on, false as is_mention
    from core.movement_participants as participants
    join core.documents as documents using (document_id)
    where participants.entity_id is not null
        and participants.entity_id not in (select entity_id from mentioned)
),
linked as (
    select * from mentioned
    union all
    select * from implied
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
        count(*) filter (where is_mention) as mention_count,
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
