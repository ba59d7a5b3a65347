-- severity: fail
-- table: meta.corrections
-- Every line of corrections.csv finds its row saying the old value; mend or delete a line that does not.
select
    'corrections.csv line ' || line_no as line,
    state,
    table_name || '.' || column_name as corrected,
    row_id,
    detail
from meta.corrections
where state in ('stale', 'invalid')
order by line_no
