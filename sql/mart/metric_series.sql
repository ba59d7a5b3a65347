-- one row per measure, subject, flow, unit, statistic, comparison, reality, period and compared period
-- A point of a chart. Where reports differ, the value of most independent stories stands; low and high show the spread.
-- Stories dispute a point when no figure of one can be a figure of the other: rounded numbers, "about" and "at least"
-- are as wide as they say, and a number that may have moved between two days of publication is not disputed.
-- "Zambia inflation" and "inflation, Zambia" are one measure: its words without order, case and the subject's name.
with named as (
    select
        *,
        list_sort(list_filter(
            string_split_regex(lower(measure), '[\s,]+'),
            lambda word: word <> '' and not list_contains(
                string_split_regex(lower(coalesce(entity_name, '')), '[\s,]+'), word
            )
        )) as words
    from mart.figures_with_evidence
    where measure is not null and signed_value is not null and period_start is not null and not is_conversion
),
figures as (
    select
        dense_rank() over (
            order by
                words, kind, unit, statistic, comparison, reality, entity_id, from_country, to_country,
                period_start, period_end, compared_start, compared_end
        ) as point_no,
        * replace (
            min(measure) over (
                partition by
                    words, kind, unit, statistic, comparison, reality, entity_id, from_country, to_country
            ) as measure
        ),
        coalesce(story_id, document_id) as story
    from named
),
-- To half of its last digit: "2.6 billion" is 2.55 to 2.65 billion, "34" is 34. Zeros that end a number below 1000 are
-- told, above they are rounded.
written as (
    select
        *,
        rtrim(rtrim(format('{:.6f}', abs(signed_value)), '0'), '.') as digits
    from figures
),
stepped as (
    select
        *,
        case
            when contains(digits, '.') then power(10, -length(split_part(digits, '.', 2)))
            when abs(signed_value) >= 1000 then power(10, least(length(digits) - length(rtrim(digits, '0')), length(digits) - 2))
            else 0
        end as step
    from written
),
bounded as (
    select
        point_no, story, published_on, period_end, kind,
        coalesce(entity_id, from_country, to_country) is not null as has_subject,
        signed_value,
        case
            when value_low is not null and signed_value >= 0 then value_low
            when modifier in ('less_than', 'at_most') and signed_value >= 0 then 0
            when modifier in ('more_than', 'at_least') and signed_value < 0 then '-infinity'::double
            when modifier = 'approximately' then signed_value - abs(signed_value) / 10
            else signed_value - step / 2
        end as low,
        case
            when value_high is not null and signed_value >= 0 then value_high
            when modifier in ('less_than', 'at_most') and signed_value < 0 then 0
            when modifier in ('more_than', 'at_least') and signed_value >= 0 then 'infinity'::double
            when modifier = 'approximately' then signed_value + abs(signed_value) / 10
            else signed_value + step / 2
        end as high
    from stepped
),
contradictions as (
    select one.point_no, one.story, other.story as other_story
    from bounded as one
    join bounded as other on one.point_no = other.point_no and one.story < other.story
    group by all
    having
        bool_and(one.low > other.high or one.high < other.low)
        -- Told on one day, or of a period that was over: tolls rise and a running year grows.
        and bool_and(
            coalesce(one.published_on = other.published_on, false)
            or (one.kind <> 'count' and coalesce(one.period_end < least(one.published_on, other.published_on), false))
        )
        -- Ten killed and twelve killed, we do not know where, are two accidents.
        and bool_and(one.kind <> 'count' or one.has_subject)
),
votes as (
    select point_no, signed_value, count(distinct story) as vote_count, max(published_on) as last_published_on
    from figures
    group by all
),
chosen as (
    select point_no, signed_value
    from votes
    qualify row_number() over (
        partition by point_no
        order by vote_count desc, last_published_on desc nulls last, signed_value desc
    ) = 1
)
select
    figures.measure,
    figures.entity_id,
    any_value(figures.entity_name) as entity_name,
    figures.from_country,
    figures.to_country,
    figures.kind,
    figures.unit,
    figures.statistic,
    figures.comparison,
    figures.reality,
    figures.period_start,
    figures.period_end,
    figures.compared_start,
    figures.compared_end,
    chosen.signed_value as value,
    min(figures.signed_value) as value_low,
    max(figures.signed_value) as value_high,
    figures.point_no in (select point_no from contradictions) as is_disputed,
    count(*) as figure_count,
    count(distinct figures.document_id) as document_count,
    count(distinct figures.story) as story_count,
    min(figures.published_on) as first_published_on,
    max(figures.published_on) as last_published_on,
    min(figures.metric_id) as example_metric_id
from figures
join chosen using (point_no)
group by all
order by all
