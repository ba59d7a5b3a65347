-- one row per entity
-- Who is in the news this week more than in the four weeks before?
with last_day as (
    select max(published_on) as day from mart.daily_entity_mentions
),
counted as (
    select
        entity_id,
        any_value(name) as name,
        any_value(kind) as kind,
        sum(story_count) filter (where published_on > day - 7) as this_week,
        sum(story_count) filter (where published_on <= day - 7 and published_on > day - 35) / 4 as weekly_before
    from mart.daily_entity_mentions
    cross join last_day
    where kind in ('person', 'organization')
    group by entity_id
)
select name, kind, this_week, round(weekly_before, 1) as weekly_before
from counted
where this_week > 2 * coalesce(weekly_before, 0)
order by this_week desc, name
limit 20
