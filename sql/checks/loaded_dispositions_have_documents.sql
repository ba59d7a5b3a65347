-- severity: fail
-- table: meta.dispositions
-- A record that the run of this build counts as loaded, updated or unchanged has its document in the warehouse.
select dispositions.run_id, dispositions.record_id, dispositions.disposition, dispositions.document_id
from meta.dispositions as dispositions
semi join meta.builds as builds on dispositions.run_id = builds.run_id
anti join core.documents as documents on dispositions.document_id = documents.document_id
where dispositions.disposition in ('loaded', 'updated', 'unchanged')
