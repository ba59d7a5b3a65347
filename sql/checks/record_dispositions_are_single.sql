-- severity: fail
-- table: meta.dispositions
-- Every input record of a run ends in exactly one disposition.
select run_id, record_id, count(*) as row_count
from meta.dispositions
group by run_id, record_id
having count(*) <> 1
