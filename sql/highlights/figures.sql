-- One row per figure that says what it measures: those of the newest documents, flows between countries first.
select
    metrics.measure,
    metrics.value,
    metrics.value_low,
    metrics.value_high,
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
order by
    documents.published_on desc nulls last,
    metrics.from_country is null,
    metrics.period_start is null,
    metrics.metric_id
limit 25
