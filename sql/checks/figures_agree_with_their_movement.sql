-- severity: fail
-- table: core.metrics
-- A figure inside a movement is told by the same, and has happened only if the movement has; of what is read by this code.
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
-- Rows of an older extractor wait to be read again; they keep nobody from publishing.
join core.documents as documents on documents.document_id = metrics.document_id
join meta.runs as reading_runs on reading_runs.run_id = documents.run_id
where
    reading_runs.extractor in (
        select building_runs.extractor from meta.builds join meta.runs as building_runs using (run_id)
    )
    and (
        metrics.attributed_to is distinct from movements.attributed_to
        or case
            when movements.modality = 'denied' or movements.polarity = 'negative' then metrics.reality <> 'denied'
            when movements.modality in ('planned', 'possible', 'conditional', 'requested')
                then metrics.reality = 'reported'
            -- What is asked for, promised, threatened or refused has not happened, though the asking has.
            when movements.type in ('REQUEST', 'AGREE', 'THREATEN', 'REJECT') then false
            else metrics.reality not in ('reported', 'estimated')
        end
    )
