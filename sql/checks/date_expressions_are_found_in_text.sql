-- severity: fail
-- table: core.date_expressions
-- The offsets of a row lead back to its own words in the frozen text of its document.
select rows.document_id, rows.char_start, rows.char_end, rows.text
from core.date_expressions as rows
join core.documents as documents using (document_id)
where substr(documents.text, rows.char_start + 1, rows.char_end - rows.char_start) <> rows.text
