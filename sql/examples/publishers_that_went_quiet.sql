-- one row per publisher
-- Whose documents stopped coming, or stopped giving rows?
select
    publisher,
    max(published_on) as last_published_on,
    sum(document_count) as document_count,
    round(sum(mention_count) / sum(document_count), 1) as mentions_per_document,
    round(sum(movement_count) / sum(document_count), 1) as movements_per_document
from mart.daily_publisher_documents
group by publisher
order by last_published_on nulls first, publisher
