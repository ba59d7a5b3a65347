-- one row per movement and participant that is linked to an entity
-- Everything an entity did and everything that was done to it.
select
    participants.entity_id,
    entities.name,
    entities.kind,
    participants.role,
    participants.ordinal,
    participants.country,
    participants.sector,
    evidence.type,
    evidence.mode,
    evidence.modality,
    evidence.has_happened,
    case participants.role when 'actor' then evidence.recipients else evidence.actors end as counterparts,
    evidence.date_start,
    evidence.date_end,
    evidence.place,
    evidence.confidence,
    evidence.sentence,
    evidence.movement_id,
    evidence.event_id,
    evidence.document_id,
    evidence.is_original,
    evidence.published_on
from core.movement_participants as participants
join core.entities as entities using (entity_id)
join mart.movement_evidence as evidence using (movement_id)
