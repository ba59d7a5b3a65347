-- severity: fail
-- table: mart.planned_against_happened
-- Every event that a movement announces, or that another event fulfils, stands once, and what fulfils it did happen.
with core_events as (
    select event_id
    from core.movements
    where modality = 'planned' and polarity = 'positive' and event_id is not null
    union
    select planned_event_id from core.events where planned_event_id is not null
)
select event_id, announced.outcome, happened.status as happened_status
from mart.planned_against_happened as announced
full join core_events using (event_id)
left join core.events as happened on announced.happened_event_id = happened.event_id
where
    announced.event_id is null
    or core_events.event_id is null
    or (announced.outcome = 'happened') is distinct from coalesce(happened.status in ('happened', 'ongoing'), false)
