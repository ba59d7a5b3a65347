-- One row per document: when, where and in which story it was published.
select document_id, url, publisher, published_on, story_id
from core.documents
