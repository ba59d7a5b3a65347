-- one row per announced event
-- Which visits and meetings are announced and not yet reported, and who says so?
select planned_start, mode, actors, recipients, place, story_count, sentence
from mart.planned_against_happened
where outcome in ('open', 'no report') and mode in ('visit', 'meeting', 'summit')
order by planned_start nulls last, event_id
limit 20
