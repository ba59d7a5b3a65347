-- one row per kind of act
-- Of what was announced, how much took place?
select
    type,
    mode,
    count(*) as announced_count,
    count(*) filter (where outcome = 'happened') as happened_count,
    count(*) filter (where outcome in ('denied', 'cancelled')) as cancelled_count,
    median(days_moved) as median_days_moved
from mart.planned_against_happened
group by type, mode
order by announced_count desc, type, mode
