-- severity: fail
-- table: meta.dispositions
-- A record that the run of this build set aside says why.
select dispositions.run_id, dispositions.record_id, dispositions.source_path
from meta.dispositions as dispositions
semi join meta.builds as builds on dispositions.run_id = builds.run_id
where disposition = 'quarantined' and reason is null
