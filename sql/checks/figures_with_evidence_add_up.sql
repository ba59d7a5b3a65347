-- severity: fail
-- table: mart.figures_with_evidence
-- Every figure stands once, with its value, and below zero where the text tells of a fall.
select metric_id, figures.value, metrics.value as core_value, figures.signed_value
from mart.figures_with_evidence as figures
full join core.metrics as metrics using (metric_id)
where
    figures.metric_id is null
    or metrics.metric_id is null
    or figures.value is distinct from metrics.value
    or abs(figures.signed_value) is distinct from abs(metrics.value)
    or (metrics.direction = 'down' and starts_with(metrics.statistic, 'change') and figures.signed_value > 0)
