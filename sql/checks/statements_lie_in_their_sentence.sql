-- severity: fail
-- table: core.statements
-- Every statement has its evidence: the sentence it names is there and its cue begins inside.
select statements.statement_id, statements.document_id, statements.sentence_no
from core.statements as statements
left join core.sentences as sentences using (document_id, sentence_no)
where
    sentences.char_start is null
    or statements.char_start < sentences.char_start
    or statements.char_start >= sentences.char_end
