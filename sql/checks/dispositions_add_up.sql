-- severity: fail
-- table: meta.runs
-- The dispositions of the run of this build add up to the records it read; what an earlier run left is its own affair.
with counted as (
    select run_id, count(*) as disposition_count
    from meta.dispositions
    where disposition <> 'withdrawn'
    group by run_id
)
select runs.run_id, runs.records_read, coalesce(counted.disposition_count, 0) as disposition_count
from meta.runs as runs
semi join meta.builds as builds on runs.run_id = builds.run_id
left join counted using (run_id)
where runs.records_read <> coalesce(counted.disposition_count, 0)
