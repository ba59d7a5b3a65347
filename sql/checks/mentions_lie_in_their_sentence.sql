-- severity: warn
-- table: core.mentions
-- A name lies in the sentence it names; where it does not, a sentence was cut in the middle of a name.
select mentions.mention_id, mentions.document_id, mentions.sentence_no
from core.mentions as mentions
left join core.sentences as sentences using (document_id, sentence_no)
where
    sentences.char_start is null
    or mentions.char_start < sentences.char_start
    or mentions.char_end > sentences.char_end
