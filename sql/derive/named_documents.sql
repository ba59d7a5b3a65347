-- One row per document: when, where and in which story it was published, and the people, bodies and places it names.
with named as (
    select document_id, list(distinct coalesce(name, text)) as names
    from core.mentions
    where kind in ('person', 'organization', 'place')
    group by document_id
)
select documents.document_id, documents.url, documents.publisher, documents.published_on, documents.story_id, named.names
from core.documents as documents
left join named using (document_id)
