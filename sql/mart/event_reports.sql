-- one row per event
-- Who reported it, when first, how often apart from copies, how grave it is, and when the like was last reported.
with reported as (
    select
        movements.event_id,
        min(documents.published_on) as first_reported_on,
        max(documents.published_on) as last_reported_on,
        count(distinct documents.publisher) as publisher_count,
        count(distinct coalesce(documents.story_id, documents.document_id)) as independent_story_count
    from core.movements as movements
    join core.documents as documents using (document_id)
    where movements.event_id is not null
    group by movements.event_id
)
select
    events.event_id,
    events.type,
    events.mode,
    events.status,
    events.actors,
    events.recipients,
    events.date_start,
    events.date_end,
    events.place,
    events.place_country,
    evidence.intensity,
    reported.first_reported_on,
    reported.last_reported_on,
    date_diff(
        'day',
        lag(reported.first_reported_on) over (
            partition by events.type, coalesce(events.mode, ''), events.actors, events.recipients,
                events.actors is not null and events.recipients is not null, events.status
            order by reported.first_reported_on, events.event_id
        ),
        reported.first_reported_on
    ) as days_since_similar,
    events.document_count,
    reported.publisher_count,
    reported.independent_story_count,
    -- Copies of one agency text are one story; two papers that each tell it in their own words are two witnesses.
    reported.independent_story_count > 1 and reported.publisher_count > 1 as is_corroborated,
    events.confidence,
    evidence.sentence,
    evidence.publisher,
    evidence.published_on,
    evidence.url,
    events.best_movement_id as movement_id
from core.events as events
join reported using (event_id)
join mart.movement_evidence as evidence on events.best_movement_id = evidence.movement_id
order by events.event_id
