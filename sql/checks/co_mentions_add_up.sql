-- severity: fail
-- table: mart.co_mentions
-- A sentence that names n entities stands in n (n - 1) / 2 pairs, and in no more.
with named as (
    select document_id, sentence_no, count(distinct entity_id) as entity_count
    from core.mentions
    where entity_id is not null
    group by all
),
core_total as (
    select coalesce(sum(entity_count * (entity_count - 1) // 2), 0) as sentence_count from named
),
mart_total as (
    select coalesce(sum(sentence_count), 0) as sentence_count from mart.co_mentions
)
select mart_total.sentence_count, core_total.sentence_count as core_sentence_count
from mart_total
cross join core_total
where mart_total.sentence_count <> core_total.sentence_count
