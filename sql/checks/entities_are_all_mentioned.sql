-- severity: fail
-- table: core.entities
-- Every entity that mentions link to is there, with the count of those mentions.
with counted as (
    select entity_id, count(*) as mention_count from core.mentions where entity_id is not null group by entity_id
)
select counted.entity_id, counted.mention_count
from counted
left join core.entities as entities using (entity_id)
where entities.mention_count is distinct from counted.mention_count
