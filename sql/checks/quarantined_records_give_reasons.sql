-- severity: fail
-- table: meta.dispositions
-- A record that was set aside says why.
select run_id, record_id, source_path
from meta.dispositions
where disposition = 'quarantined' and reason is null
