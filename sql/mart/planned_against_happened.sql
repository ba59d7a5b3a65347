-- one row per announced event
-- An announcement is kept when its own reports, or a later event linked to it, say that it took place.
with linked as (
    select planned_event_id as event_id, event_id as happened_event_id, date_start, date_end, status
    from core.events
    where planned_event_id is not null
),
announced as (
    select events.*
    from core.events as events
    where events.planned_count > 0 or events.event_id in (select event_id from linked)
),
kept as (
    select event_id, happened_event_id, date_start, date_end
    from linked
    where status in ('happened', 'ongoing')
    qualify row_number() over (partition by event_id order by date_start nulls last, happened_event_id) = 1
),
reports as (
    select movements.event_id, min(documents.published_on) as announced_on
    from core.movements as movements
    join core.documents as documents using (document_id)
    where movements.modality = 'planned' and movements.event_id is not null
    group by movements.event_id
),
outcomes as (
    select
        announced.*,
        reports.announced_on,
        case
            when announced.status in ('happened', 'ongoing') then announced.event_id
            else kept.happened_event_id
        end as happened_event_id,
        case when announced.status in ('happened', 'ongoing') then announced.date_start else kept.date_start
        end as happened_start,
        case when announced.status in ('happened', 'ongoing') then announced.date_end else kept.date_end
        end as happened_end
    from announced
    left join kept using (event_id)
    left join reports using (event_id)
)
select
    outcomes.event_id,
    outcomes.type,
    outcomes.mode,
    outcomes.actors,
    outcomes.recipients,
    outcomes.place,
    outcomes.place_country,
    outcomes.announced_on,
    outcomes.date_start as planned_start,
    outcomes.date_end as planned_end,
    case
        when outcomes.happened_event_id is not null then 'happened'
        when outcomes.status in ('denied', 'cancelled', 'disputed') then outcomes.status
        when outcomes.date_end < (select max(published_on) from core.documents) then 'no report'
        else 'open'
    end as outcome,
    outcomes.happened_event_id,
    outcomes.happened_start,
    outcomes.happened_end,
    date_diff('day', outcomes.date_start, outcomes.happened_start) as days_moved,
    outcomes.story_count,
    evidence.sentence,
    outcomes.best_movement_id as movement_id
from outcomes
join mart.movement_evidence as evidence on outcomes.best_movement_id = evidence.movement_id
order by outcomes.announced_on, outcomes.event_id
