-- severity: fail
-- table: mart.daily_publisher_documents
-- Over all days and publishers stand all documents and everything that was read out of them.
with core_totals as (
    select
        (select count(*) from core.documents) as document_count,
        (select count(*) from core.mentions) as mention_count,
        (select count(*) from core.metrics) as metric_count,
        (select count(*) from core.movements) as movement_count
),
mart_totals as (
    select
        coalesce(sum(document_count), 0) as document_count,
        coalesce(sum(mention_count), 0) as mention_count,
        coalesce(sum(metric_count), 0) as metric_count,
        coalesce(sum(movement_count), 0) as movement_count
    from mart.daily_publisher_documents
)
select mart_totals.*, core_totals.*
from mart_totals
cross join core_totals
where
    mart_totals.document_count <> core_totals.document_count
    or mart_totals.mention_count <> core_totals.mention_count
    or mart_totals.metric_count <> core_totals.metric_count
    or mart_totals.movement_count <> core_totals.movement_count
