-- one row per period; put your own country in the place of 'VNM'
-- What was reported about exports from one country to another, month by month?
select period_start, period_end, statistic, comparison, value, unit, is_disputed, story_count
from mart.metric_series
where measure ilike '%export%' and from_country = 'VNM'
order by period_start, period_end, statistic, comparison
