-- one row per figure in a document
-- The figure as a sentence would read it: what, how much, for when, between whom, who says so, where it stands.
select
    metrics.metric_id,
    metrics.measure,
    metrics.kind,
    metrics.statistic,
    -- A fall may be written with its sign ("down -3.1%") or without; a level that was reached stays what it is.
    case
        when metrics.direction = 'down' and metrics.statistic is distinct from 'level' then 0 - abs(metrics.value)
        else metrics.value
    end as signed_value,
    metrics.value,
    metrics.value_low,
    metrics.value_high,
    metrics.unit,
    metrics.modifier,
    metrics.direction,
    metrics.comparison,
    metrics.from_country,
    metrics.to_country,
    metrics.entity_id,
    entities.name as entity_name,
    metrics.period_start,
    metrics.period_end,
    metrics.period_basis,
    metrics.compared_start,
    metrics.compared_end,
    metrics.confidence,
    metrics.reality,
    metrics.attributed_to,
    metrics.same_as is not null as is_conversion,
    metrics.movement_id,
    metrics.rule,
    metrics.text as figure_text,
    substr(documents.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence,
    metrics.document_id,
    documents.story_id,
    coalesce(documents.is_original, true) as is_original,
    documents.headline,
    documents.publisher,
    documents.published_on,
    documents.url
from core.metrics as metrics
join core.documents as documents using (document_id)
join core.sentences as sentences using (document_id, sentence_no)
left join core.entities as entities using (entity_id)
