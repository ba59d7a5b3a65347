-- one row per movement
-- Everything an analyst needs to believe or doubt a movement, on one line.
with participants as (
    select
        participants.movement_id,
        participants.role,
        participants.ordinal,
        -- a country or people that acts itself goes by its name; its police or its lawmakers as they are written
        case
            when entities.kind = 'place' and participants.sector <> 'GOV' then participants.text
            when entities.kind = 'nationality' and participants.sector is not null then participants.text
            else coalesce(entities.name, participants.text)
        end as name,
        participants.country,
        participants.sector
    from core.movement_participants as participants
    left join core.entities as entities using (entity_id)
),
-- Lists are gathered first and ordered after: ordered and distinct aggregates take several times as long.
gathered as (
    select
        movement_id,
        list({'ordinal': ordinal, 'name': name}) filter (where role = 'actor') as actors,
        list(country) filter (where role = 'actor' and country is not null) as actor_countries,
        list(sector) filter (where role = 'actor' and sector is not null) as actor_sectors,
        list({'ordinal': ordinal, 'name': name}) filter (where role = 'recipient') as recipients,
        list(country) filter (where role = 'recipient' and country is not null) as recipient_countries,
        list(sector) filter (where role = 'recipient' and sector is not null) as recipient_sectors
    from participants
    group by movement_id
),
sides as (
    select
        movement_id,
        array_to_string(list_transform(list_sort(actors), lambda actor: actor.name), '; ') as actors,
        array_to_string(list_sort(list_distinct(actor_countries)), '; ') as actor_countries,
        array_to_string(list_sort(list_distinct(actor_sectors)), '; ') as actor_sectors,
        array_to_string(list_transform(list_sort(recipients), lambda recipient: recipient.name), '; ') as recipients,
        array_to_string(list_sort(list_distinct(recipient_countries)), '; ') as recipient_countries,
        array_to_string(list_sort(list_distinct(recipient_sectors)), '; ') as recipient_sectors
    from gathered
)
select
    movements.movement_id,
    movements.event_id,
    movements.type,
    movements.mode,
    movements.modality,
    movements.polarity,
    movements.modality in ('actual', 'ongoing') and movements.polarity = 'positive' as has_happened,
    movements.cue,
    coalesce(by_mode.intensity, by_type.intensity) as intensity,
    sides.actors,
    sides.actor_countries,
    sides.actor_sectors,
    sides.recipients,
    sides.recipient_countries,
    sides.recipient_sectors,
    movements.date_start,
    movements.date_end,
    movements.date_grain,
    movements.date_basis,
    movements.place,
    movements.place_country,
    movements.attributed_to,
    movements.confidence,
    movements.rule,
    movements.text as trigger_text,
    substr(documents.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence,
    movements.document_id,
    documents.story_id,
    coalesce(documents.is_original, true) as is_original,
    dense_rank() over (
        partition by movements.event_id order by stories.first_published_on nulls last, stories.story_id
    ) as report_no,
    report_no = 1 as is_first_report,
    documents.genre,
    documents.headline,
    documents.publisher,
    documents.published_on,
    documents.url
from core.movements as movements
join core.documents as documents using (document_id)
join core.sentences as sentences using (document_id, sentence_no)
join mart.document_stories as stories on coalesce(documents.story_id, documents.document_id) = stories.story_id
left join core.intensities as by_mode on movements.type = by_mode.type and movements.mode = by_mode.mode
left join core.intensities as by_type on movements.type = by_type.type and by_type.mode is null
left join sides using (movement_id)
