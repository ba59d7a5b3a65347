-- severity: fail
-- table: core.documents
-- Of the copies of one story exactly one is the original.
select story_id, count(*) filter (where is_original) as original_count
from core.documents
where story_id is not null
group by story_id
having count(*) filter (where is_original) <> 1
