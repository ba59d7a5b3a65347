-- severity: warn
-- table: meta.corrections
-- A line of corrections.csv that has expired or whose document is not here can be deleted.
select
    'corrections.csv line ' || line_no as line,
    state,
    table_name || '.' || column_name as corrected
from meta.corrections
where state in ('expired', 'absent')
order by line_no
