-- severity: fail
-- table: core.sentences
-- No sentence reaches past the end of its document.
with ends as (
    select document_id, max(char_end) as last_end from core.sentences group by document_id
)
select ends.document_id, ends.last_end, length(documents.text) as text_length
from ends
join core.documents as documents using (document_id)
where ends.last_end > length(documents.text)
