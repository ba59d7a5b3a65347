-- One row per figure that says what it measures: those of the newest documents.
select
    metrics.measure,
    coalesce(metrics.value::varchar, metrics.value_low || '–' || metrics.value_high) as value,
    metrics.unit,
    metrics.statistic,
    metrics.direction,
    metrics.from_country,
    metrics.to_country,
    metrics.period_start,
    metrics.period_end,
    metrics.text
from core.metrics as metrics
join core.documents as documents using (document_id)
where metrics.measure is not null
order by documents.published_on desc nulls last, metrics.metric_id
limit 25
