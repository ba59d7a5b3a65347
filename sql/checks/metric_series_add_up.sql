-- severity: fail
-- table: mart.metric_series
-- Every figure with a measure, a value and a period, conversions aside, stands in one point of its measure and unit.
with core_counts as (
    select measure, unit, count(*) as figure_count
    from core.metrics
    where measure is not null and value is not null and period_start is not null and same_as is null
    group by all
),
mart_counts as (
    select measure, unit, sum(figure_count) as figure_count from mart.metric_series group by all
)
select measure, unit, figure_count, core_figure_count
from (
    select measure, unit, sum(figure_count) as figure_count, sum(core_figure_count) as core_figure_count
    from (
        select measure, unit, figure_count, 0 as core_figure_count from mart_counts
        union all
        select measure, unit, 0 as figure_count, figure_count as core_figure_count from core_counts
    )
    group by all
)
where figure_count <> core_figure_count
