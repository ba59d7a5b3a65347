-- one row per reason
-- Which input could not be used, and why?
select reason, count(*) as record_count, min(detail) as example
from meta.dispositions
where disposition = 'quarantined'
group by reason
order by record_count desc, reason
