-- severity: fail
-- table: core.statements
-- The offsets of cue, content and speaker lead back to their own words in the frozen text of their document.
select rows.statement_id, rows.document_id, rows.text, rows.content, rows.speaker
from core.statements as rows
join core.documents as documents using (document_id)
where
    substr(documents.text, rows.char_start + 1, rows.char_end - rows.char_start) <> rows.text
    or substr(documents.text, rows.content_start + 1, rows.content_end - rows.content_start) <> rows.content
    or substr(documents.text, rows.speaker_start + 1, rows.speaker_end - rows.speaker_start) <> rows.speaker
    or (rows.speaker is null) <> (rows.speaker_start is null)
