-- severity: fail
-- table: mart.entity_movements
-- An entity has one row for each time that it takes part in a movement.
with core_counts as (
    select entity_id, role, count(*) as row_count
    from core.movement_participants
    where entity_id is not null
    group by all
),
mart_counts as (
    select entity_id, role, count(*) as row_count from mart.entity_movements group by all
)
select entity_id, role, mart_counts.row_count, core_counts.row_count as core_row_count
from mart_counts
full join core_counts using (entity_id, role)
where mart_counts.row_count is distinct from core_counts.row_count
