-- severity: fail
-- table: core.events
-- An event counts exactly the movements that point to it.
with counted as (
    select event_id, count(*) as movement_count, count(distinct document_id) as document_count
    from core.movements
    where event_id is not null
    group by event_id
)
select events.event_id, events.movement_count, events.document_count
from core.events as events
left join counted using (event_id)
where
    events.movement_count is distinct from counted.movement_count
    or events.document_count is distinct from counted.document_count
