-- severity: fail
-- table: meta.runs
-- The dispositions of a run add up to the records it read; a run that failed may have been broken off between.
with counted as (
    select run_id, count(*) as disposition_count from meta.dispositions group by run_id
)
select runs.run_id, runs.records_read, coalesce(counted.disposition_count, 0) as disposition_count
from meta.runs as runs
left join counted using (run_id)
where runs.status <> 'failed' and runs.records_read <> coalesce(counted.disposition_count, 0)
