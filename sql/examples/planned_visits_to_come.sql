-- one row per announced event
-- Which visits and meetings are announced, and who says so?
select planned_start, mode, actors, recipients, place, story_count, sentence
from mart.planned_against_happened
where outcome = 'open' and mode in ('visit', 'meeting', 'summit')
order by planned_start nulls last, event_id
limit 20
