-- severity: warn
-- table: core.documents
-- An English document without a sentence was not read.
select documents.document_id, documents.source_path
from core.documents as documents
anti join core.sentences as sentences on documents.document_id = sentences.document_id
where documents.language = 'en' or documents.language is null
