-- severity: fail
-- table: meta.batches
-- Every document comes from one batch, and no batch holds fewer documents than are counted as live.
select batch_id, staged_count, live_count from meta.batches where live_count > staged_count
union all
select null, count(*), null
from core.documents as documents
anti join meta.document_batches as document_batches on documents.document_id = document_batches.document_id
having count(*) > 0
