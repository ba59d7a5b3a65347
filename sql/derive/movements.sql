-- One row per movement, with its sentence: what events are clustered from.
-- Whether an undated act is news or recalled stands in its sentence: in its words and in the days it names.
with named as (
    select document_id, sentence_no, max(coalesce(date_end, date_start)) as named_until
    from core.date_expressions
    group by all
)
select
    movements.* exclude (event_id, is_news),
    sentences.part,
    named.named_until,
    substr(documents.text, sentences.char_start + 1, sentences.char_end - sentences.char_start) as sentence,
    substr(documents.text, sentences.char_start + 1, movements.char_start - sentences.char_start) as before
from core.movements as movements
join core.documents as documents using (document_id)
join core.sentences as sentences using (document_id, sentence_no)
left join named using (document_id, sentence_no)
