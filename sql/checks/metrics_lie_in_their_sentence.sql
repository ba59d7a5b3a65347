-- severity: fail
-- table: core.metrics
-- Every figure has its evidence: the sentence it names is there and it begins inside.
select metrics.metric_id, metrics.document_id, metrics.sentence_no
from core.metrics as metrics
left join core.sentences as sentences using (document_id, sentence_no)
where
    sentences.char_start is null
    or metrics.char_start < sentences.char_start
    or metrics.char_start >= sentences.char_end
