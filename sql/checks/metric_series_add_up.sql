-- severity: fail
-- table: mart.metric_series
-- Every figure with a measure, a value and a period, conversions aside, stands in one point of its unit.
with core_counts as (
    select unit, count(*) as figure_count
    from core.metrics
    where measure is not null and value is not null and period_start is not null and same_as is null
    group by all
),
mart_counts as (
    select unit, sum(figure_count) as figure_count from mart.metric_series group by all
)
select
    coalesce(mart_counts.unit, core_counts.unit) as unit,
    mart_counts.figure_count,
    core_counts.figure_count as core_figure_count
from mart_counts
full join core_counts on mart_counts.unit is not distinct from core_counts.unit
where mart_counts.figure_count is distinct from core_counts.figure_count
