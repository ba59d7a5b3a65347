-- one row per point of a series
-- Where do independent stories give different numbers for the same thing?
select measure, entity_name, from_country, to_country, period_start, unit, value_low, value_high, story_count
from mart.metric_series
where is_disputed
order by story_count desc, measure, period_start
limit 20
