-- severity: fail
-- table: core.metrics
-- A figure inside a movement is told by the same, and has happened only if the movement has.
select
    metrics.metric_id,
    metrics.reality,
    metrics.attributed_to,
    movements.type,
    movements.modality,
    movements.polarity,
    movements.attributed_to as movement_attributed_to
from core.metrics as metrics
join core.movements as movements using (movement_id)
where
    metrics.attributed_to is distinct from movements.attributed_to
    or case
        when movements.modality = 'denied' or movements.polarity = 'negative' then metrics.reality <> 'denied'
        when movements.modality in ('planned', 'possible', 'conditional', 'requested') then metrics.reality = 'reported'
        -- What is asked for, promised, threatened or refused has not happened, though the asking has.
        when movements.type in ('REQUEST', 'AGREE', 'THREATEN', 'REJECT') then false
        else metrics.reality not in ('reported', 'estimated')
    end
