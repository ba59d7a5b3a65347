-- one row per measure, subject, flow, unit, statistic, comparison, reality and period
-- A point of a chart. Where reports differ, the value of most independent stories stands; low and high show the spread.
with figures as (
    select
        measure, kind, unit, statistic, comparison, reality, entity_id, entity_name, from_country, to_country,
        period_start, period_end, signed_value, metric_id, document_id,
        coalesce(story_id, document_id) as story_id, published_on
    from mart.figures_with_evidence
    where measure is not null and signed_value is not null and period_start is not null and not is_conversion
),
votes as (
    select
        measure, kind, unit, statistic, comparison, reality, entity_id, from_country, to_country,
        period_start, period_end, signed_value,
        count(distinct story_id) as vote_count,
        max(published_on) as last_published_on
    from figures
    group by all
),
chosen as (
    select
        measure, kind, unit, statistic, comparison, reality, entity_id, from_country, to_country,
        period_start, period_end, signed_value
    from votes
    qualify row_number() over (
        partition by
            measure, kind, unit, statistic, comparison, reality, entity_id, from_country, to_country,
            period_start, period_end
        order by vote_count desc, last_published_on desc nulls last, signed_value desc
    ) = 1
),
spread as (
    select
        measure, kind, unit, statistic, comparison, reality, entity_id, any_value(entity_name) as entity_name,
        from_country, to_country, period_start, period_end,
        min(signed_value) as value_low,
        max(signed_value) as value_high,
        count(*) as figure_count,
        count(distinct document_id) as document_count,
        count(distinct story_id) as story_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on,
        min(metric_id) as example_metric_id
    from figures
    group by all
)
select
    spread.measure,
    spread.entity_id,
    spread.entity_name,
    spread.from_country,
    spread.to_country,
    spread.kind,
    spread.unit,
    spread.statistic,
    spread.comparison,
    spread.reality,
    spread.period_start,
    spread.period_end,
    chosen.signed_value as value,
    spread.value_low,
    spread.value_high,
    spread.value_low <> spread.value_high as is_disputed,
    spread.figure_count,
    spread.document_count,
    spread.story_count,
    spread.first_published_on,
    spread.last_published_on,
    spread.example_metric_id
from spread
join chosen
    on spread.measure = chosen.measure
    and spread.kind = chosen.kind
    and spread.unit is not distinct from chosen.unit
    and spread.statistic is not distinct from chosen.statistic
    and spread.comparison is not distinct from chosen.comparison
    and spread.reality = chosen.reality
    and spread.entity_id is not distinct from chosen.entity_id
    and spread.from_country is not distinct from chosen.from_country
    and spread.to_country is not distinct from chosen.to_country
    and spread.period_start = chosen.period_start
    and spread.period_end is not distinct from chosen.period_end
order by all
