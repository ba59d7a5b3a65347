-- severity: fail
-- table: core.mentions
-- The offsets of a row lead back to its own words in the frozen text of its document.
select rows.document_id, rows.char_start, rows.char_end, rows.text
from core.mentions as rows
join core.documents as documents using (document_id)
where substr(documents.text, rows.char_start + 1, rows.char_end - rows.char_start) <> rows.text
