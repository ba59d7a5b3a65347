-- one row per ordered pair of countries, month and basis of the month
-- Events count once however many movements tell them. Meetings and agreements have no direction, so they stand in both
-- orders of a pair; visits and trade stand in theirs.
with dated as (
    select
        movement_id,
        coalesce(event_id, movement_id) as event_id,
        type,
        mode,
        has_happened,
        modality = 'planned' and polarity = 'positive' as is_planned,
        modality = 'denied' or polarity = 'negative' as is_denied,
        document_id,
        coalesce(story_id, document_id) as story_id,
        type = 'AGREE' or mode in ('meeting', 'summit', 'phone', 'talks', 'multilateral', 'sign') as is_mutual,
        case
            when date_trunc('month', date_start) = date_trunc('month', date_end) then date_trunc('month', date_start)
            when date_start is null then date_trunc('month', published_on)
        end as month,
        case when date_start is null then 'published' else 'date' end as month_basis
    from mart.movement_evidence
),
countries as (
    select distinct movement_id, role, country from core.movement_participants where country is not null
),
directed as (
    select actors.movement_id, actors.country as from_country, recipients.country as to_country
    from countries as actors
    join countries as recipients using (movement_id)
    where actors.role = 'actor' and recipients.role = 'recipient' and actors.country <> recipients.country
),
together as (
    select first.movement_id, first.country as from_country, second.country as to_country
    from countries as first
    join countries as second using (movement_id)
    where first.country <> second.country
),
pairs as (
    select dated.movement_id, from_country, to_country
    from directed join dated using (movement_id)
    where not dated.is_mutual
    union
    select dated.movement_id, from_country, to_country
    from together join dated using (movement_id)
    where dated.is_mutual
),
movement_counts as (
    select
        from_country,
        to_country,
        month::date as month,
        month_basis,
        count(distinct event_id) filter (where mode = 'visit' and has_happened) as visit_count,
        count(distinct event_id) filter (where mode = 'visit' and is_planned) as planned_visit_count,
        count(distinct event_id) filter (
            where mode in ('meeting', 'summit', 'phone', 'talks', 'multilateral') and has_happened
        ) as meeting_count,
        count(distinct event_id) filter (
            where mode in ('meeting', 'summit', 'phone', 'talks', 'multilateral') and is_planned
        ) as planned_meeting_count,
        count(distinct event_id) filter (where (type = 'AGREE' or mode = 'sign') and has_happened) as agreement_count,
        count(distinct event_id) filter (where (type = 'AGREE' or mode = 'sign') and is_planned)
            as planned_agreement_count,
        count(distinct event_id) filter (
            where type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT') and has_happened
        ) as cooperation_count,
        count(distinct event_id) filter (
            where type in (
                'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
            ) and has_happened
        ) as conflict_count,
        count(distinct event_id) filter (where has_happened) as happened_count,
        count(distinct event_id) filter (where is_planned) as planned_count,
        count(distinct event_id) filter (where is_denied) as denied_count,
        count(distinct story_id) as story_count
    from pairs
    join dated using (movement_id)
    where month is not null
    group by all
),
trade as (
    select
        from_country,
        to_country,
        date_trunc('month', period_start)::date as month,
        'date' as month_basis,
        count(*) as figure_count,
        -- Documents that copy or repeat each other report one figure: the largest monthly level in dollars stands.
        max(value) filter (
            where statistic = 'level' and unit = 'usd' and reality = 'reported' and period_end < period_start + interval 32 day
        ) as trade_usd
    from mart.figures_with_evidence
    where
        from_country is not null and to_country is not null and from_country <> to_country
        and period_start is not null and not is_conversion
        and date_trunc('month', period_start) = date_trunc('month', coalesce(period_end, period_start))
    group by all
)
select
    coalesce(movement_counts.from_country, trade.from_country) as from_country,
    coalesce(movement_counts.to_country, trade.to_country) as to_country,
    least(coalesce(movement_counts.from_country, trade.from_country), coalesce(movement_counts.to_country, trade.to_country))
        || '-'
        || greatest(
            coalesce(movement_counts.from_country, trade.from_country), coalesce(movement_counts.to_country, trade.to_country)
        ) as country_pair,
    coalesce(movement_counts.month, trade.month) as month,
    coalesce(movement_counts.month_basis, trade.month_basis) as month_basis,
    coalesce(visit_count, 0) as visit_count,
    coalesce(planned_visit_count, 0) as planned_visit_count,
    coalesce(meeting_count, 0) as meeting_count,
    coalesce(planned_meeting_count, 0) as planned_meeting_count,
    coalesce(agreement_count, 0) as agreement_count,
    coalesce(planned_agreement_count, 0) as planned_agreement_count,
    coalesce(cooperation_count, 0) as cooperation_count,
    coalesce(conflict_count, 0) as conflict_count,
    coalesce(happened_count, 0) as happened_count,
    coalesce(planned_count, 0) as planned_count,
    coalesce(denied_count, 0) as denied_count,
    coalesce(story_count, 0) as story_count,
    coalesce(figure_count, 0) as figure_count,
    trade_usd
from movement_counts
full join trade
    on movement_counts.from_country = trade.from_country
    and movement_counts.to_country = trade.to_country
    and movement_counts.month = trade.month
    and movement_counts.month_basis = trade.month_basis
order by country_pair, month, month_basis, from_country
