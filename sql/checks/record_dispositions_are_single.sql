-- severity: fail
-- table: meta.dispositions
-- Every input record of the run of this build ends in exactly one disposition.
select run_id, record_id, count(*) as row_count
from meta.dispositions as dispositions
semi join meta.builds as builds on dispositions.run_id = builds.run_id
group by run_id, record_id
having count(*) <> 1
