-- severity: fail
-- table: mart.daily_entity_mentions
-- Over all days, days unknown too, an entity has the mentions that link to it.
with core_counts as (
    select entity_id, count(*) as mention_count from core.mentions where entity_id is not null group by entity_id
),
mart_counts as (
    select entity_id, sum(mention_count) as mention_count from mart.daily_entity_mentions group by entity_id
)
select entity_id, mart_counts.mention_count, core_counts.mention_count as core_mention_count
from mart_counts
full join core_counts using (entity_id)
where mart_counts.mention_count is distinct from core_counts.mention_count
