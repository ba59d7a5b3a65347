-- severity: fail
-- table: mart.country_pair_months
-- Over all its rows a pair counts every cross-country event and figure of the core once, those of opinion, sport and
-- advertisements apart: none is lost, none doubled.
with bodies as (
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
between_countries as (
    select distinct
        case when turned.event_id is null then one.country else other.country end as from_country,
        case when turned.event_id is null then other.country else one.country end as to_country,
        movements.movement_id,
        coalesce(movements.event_id, movements.movement_id) as event_id,
        movements.modality in ('actual', 'ongoing') and movements.polarity = 'positive' as has_happened,
        movements.modality = 'planned' and movements.polarity = 'positive' as is_planned,
        movements.modality = 'denied' or movements.polarity = 'negative' as is_denied
    from core.movements as movements
    join core.documents as documents using (document_id)
    join countries as one using (movement_id)
    join countries as other using (movement_id)
    left join directions as turned
        on movements.event_id = turned.event_id
        and coalesce(movements.mode, '') = turned.mode
        and one.country = turned.to_country
        and other.country = turned.from_country
        and movements.type <> 'AGREE'
        and not movements.is_reciprocal
        and coalesce(movements.mode, '') not in ('meeting', 'summit', 'phone', 'talks', 'multilateral', 'sign')
    where
        one.country <> other.country
        and coalesce(documents.genre, '') not in ('opinion', 'sport', 'advertisement')
        and (
            (one.role = 'actor' and other.role = 'recipient')
            or movements.type = 'AGREE'
            or movements.is_reciprocal
            or movements.mode in ('meeting', 'summit', 'phone', 'talks', 'multilateral', 'sign')
        )
),
core_events as (
    select
        from_country,
        to_country,
        count(distinct event_id) filter (where has_happened) as happened_count,
        count(distinct event_id) filter (where is_planned) as planned_count,
        count(distinct event_id) filter (where is_denied) as denied_count
    from between_countries
    group by all
),
core_figures as (
    select from_country, to_country, count(*) as figure_count
    from core.metrics
    where from_country <> to_country and same_as is null
    group by all
),
mart_totals as (
    select
        from_country,
        to_country,
        sum(happened_count) as happened_count,
        sum(planned_count) as planned_count,
        sum(denied_count) as denied_count,
        sum(figure_count) as figure_count
    from mart.country_pair_months
    group by all
)
select
    from_country,
    to_country,
    mart_totals.happened_count,
    core_events.happened_count as core_happened_count,
    mart_totals.figure_count,
    core_figures.figure_count as core_figure_count
from mart_totals
full join core_events using (from_country, to_country)
full join core_figures using (from_country, to_country)
where
    mart_totals.happened_count is null
    or mart_totals.happened_count <> coalesce(core_events.happened_count, 0)
    or mart_totals.planned_count <> coalesce(core_events.planned_count, 0)
    or mart_totals.denied_count <> coalesce(core_events.denied_count, 0)
    or mart_totals.figure_count <> coalesce(core_figures.figure_count, 0)
