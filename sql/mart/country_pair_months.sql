-- one row per ordered pair of countries, month and basis of the month
-- An event counts once, in the month of its own date, however many movements tell it. What both sides do (meetings,
-- agreements) has no direction and stands in both orders of a pair; visits and trade stand in theirs. What has no month
-- stands in a row without one: nothing is lost from the sums. What only opinion, sport or advertisements tell is left out.
with told as (
    select
        evidence.movement_id,
        coalesce(evidence.event_id, evidence.movement_id) as event_id,
        evidence.type,
        coalesce(evidence.mode, '') as mode,
        evidence.has_happened,
        evidence.modality = 'planned' and evidence.polarity = 'positive' as is_planned,
        evidence.modality = 'denied' or evidence.polarity = 'negative' as is_denied,
        coalesce(evidence.story_id, evidence.document_id) as story_id,
        evidence.type = 'AGREE'
            or movements.is_reciprocal
            or coalesce(evidence.mode, '') in ('meeting', 'summit', 'phone', 'talks', 'multilateral', 'sign')
            as is_mutual,
        case when evidence.event_id is null then evidence.date_start else events.date_start end as date_start,
        case when evidence.event_id is null then evidence.date_end else events.date_end end as date_end,
        case when evidence.event_id is null then evidence.intensity else reports.intensity end as intensity,
        min(evidence.published_on) filter (where movements.is_news is not false and evidence.date_start is null)
            over (partition by coalesce(evidence.event_id, evidence.movement_id)) as told_on
    from mart.movement_evidence as evidence
    join core.movements as movements using (movement_id)
    left join core.events as events on evidence.event_id = events.event_id
    left join mart.event_reports as reports on evidence.event_id = reports.event_id
    where coalesce(evidence.genre, '') not in ('opinion', 'sport', 'advertisement')
),
dated as (
    select
        *,
        case
            when date_start is null then date_trunc('month', told_on)
            when date_trunc('month', date_start) = date_trunc('month', coalesce(date_end, date_start))
                then date_trunc('month', date_start)
        end as month,
        case
            when date_start is null and told_on is not null then 'published'
            when date_trunc('month', date_start) = date_trunc('month', coalesce(date_end, date_start)) then 'date'
            else 'none'
        end as month_basis
    from told
),
-- A town that stands for a body gives way to it where the event names the body: sanctions of "Brussels" that are those of
-- the European Union are not Belgium's.
bodies as (
    select distinct movements.event_id, participants.role
    from core.movement_participants as participants
    join core.movements as movements using (movement_id)
    where movements.event_id is not null and participants.kind = 'organization' and participants.country is null
),
countries as (
    select distinct participants.movement_id, participants.role, participants.country
    from core.movement_participants as participants
    join core.movements as movements using (movement_id)
    left join core.events as events using (event_id)
    left join bodies on movements.event_id = bodies.event_id and participants.role = bodies.role
    where
        participants.country is not null
        and (
            bodies.event_id is null
            or participants.kind is distinct from 'place'
            or list_contains(
                string_split(case participants.role when 'actor' then events.actors else events.recipients end, '; '),
                participants.country
            ) is not false
        )
),
-- An event has the direction of its best report: who sells and who buys tell one sale.
directions as (
    select distinct
        events.event_id,
        coalesce(movements.mode, '') as mode,
        one.country as from_country,
        other.country as to_country
    from core.events as events
    join core.movements as movements on events.best_movement_id = movements.movement_id
    join countries as one on one.movement_id = movements.movement_id and one.role = 'actor'
    join countries as other on other.movement_id = movements.movement_id and other.role = 'recipient'
),
pairs as (
    select distinct
        first.movement_id,
        case when turned.event_id is null then first.country else second.country end as from_country,
        case when turned.event_id is null then second.country else first.country end as to_country
    from dated
    join countries as first using (movement_id)
    join countries as second using (movement_id)
    left join directions as turned
        on not dated.is_mutual
        and dated.event_id = turned.event_id
        and dated.mode = turned.mode
        and first.country = turned.to_country
        and second.country = turned.from_country
    where first.country <> second.country and (dated.is_mutual or (first.role = 'actor' and second.role = 'recipient'))
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
    group by all
),
-- Each event that happened weighs once.
grades as (
    select from_country, to_country, month::date as month, month_basis, avg(intensity) as mean_intensity
    from (
        select distinct from_country, to_country, month, month_basis, event_id, intensity
        from pairs
        join dated using (movement_id)
        where has_happened
    )
    group by all
),
figures as (
    select
        from_country,
        to_country,
        value,
        statistic = 'level' and unit = 'usd' and reality = 'reported' and period_end < period_start + interval 32 day
            as is_trade,
        case when date_trunc('month', period_start) = date_trunc('month', coalesce(period_end, period_start))
                then date_trunc('month', period_start)
        end as month
    from core.metrics
    where from_country is not null and to_country is not null and from_country <> to_country and same_as is null
),
trade as (
    select
        from_country,
        to_country,
        month::date as month,
        case when month is null then 'none' else 'date' end as month_basis,
        count(*) as figure_count,
        -- Documents that copy or repeat each other report one figure: the largest monthly level in dollars stands.
        max(value) filter (where is_trade and month is not null) as trade_usd
    from figures
    group by all
)
select
    from_country,
    to_country,
    least(from_country, to_country) || '-' || greatest(from_country, to_country) as country_pair,
    month,
    month_basis,
    coalesce(max(visit_count), 0) as visit_count,
    coalesce(max(planned_visit_count), 0) as planned_visit_count,
    coalesce(max(meeting_count), 0) as meeting_count,
    coalesce(max(planned_meeting_count), 0) as planned_meeting_count,
    coalesce(max(agreement_count), 0) as agreement_count,
    coalesce(max(planned_agreement_count), 0) as planned_agreement_count,
    coalesce(max(cooperation_count), 0) as cooperation_count,
    coalesce(max(conflict_count), 0) as conflict_count,
    coalesce(max(happened_count), 0) as happened_count,
    max(mean_intensity) as mean_intensity,
    coalesce(max(planned_count), 0) as planned_count,
    coalesce(max(denied_count), 0) as denied_count,
    coalesce(max(story_count), 0) as story_count,
    coalesce(max(figure_count), 0) as figure_count,
    max(trade_usd) as trade_usd
from (
    select * from movement_counts
    union all by name
    select * from grades
    union all by name
    select * from trade
)
group by from_country, to_country, month, month_basis
order by country_pair, month, month_basis, from_country
