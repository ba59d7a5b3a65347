-- One row per movement: the surest ones of the newest documents.
select type, mode, modality, actors, recipients, date_start, place, sentence
from mart.movement_evidence
order by published_on desc nulls last, confidence desc, movement_id
limit 25
