-- severity: fail
-- table: core.movements
-- Every movement has its evidence: the sentence it names is there and its trigger begins inside.
select movements.movement_id, movements.document_id, movements.sentence_no
from core.movements as movements
left join core.sentences as sentences using (document_id, sentence_no)
where
    sentences.char_start is null
    or movements.char_start < sentences.char_start
    or movements.char_start >= sentences.char_end
