-- severity: fail
-- table: core.sentences
-- Sentences of a document follow each other in the order of their numbers.
with followed as (
    select
        document_id, sentence_no, char_end,
        lead(char_start) over (partition by document_id order by sentence_no) as next_start
    from core.sentences
)
select document_id, sentence_no, char_end, next_start
from followed
where next_start < char_end
