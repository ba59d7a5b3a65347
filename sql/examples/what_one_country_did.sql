-- one row per movement; put your own country in the place of 'BOL'
-- What did one government's people do, with the sentence that says so?
select date_start, type, mode, actors, recipients, place, confidence, sentence
from mart.movement_evidence
where actor_countries like '%BOL%' and actor_sectors like '%GOV%' and has_happened and is_original
order by date_start desc nulls last, movement_id
limit 20
