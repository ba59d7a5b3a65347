-- severity: fail
-- table: mart.movement_evidence
-- Every movement stands once, and has happened where its modality and polarity say so.
select
    movement_id,
    evidence.has_happened,
    movements.modality,
    movements.polarity
from mart.movement_evidence as evidence
full join core.movements as movements using (movement_id)
where
    evidence.movement_id is null
    or movements.movement_id is null
    or evidence.has_happened
    is distinct from (movements.modality in ('actual', 'ongoing') and movements.polarity = 'positive')
