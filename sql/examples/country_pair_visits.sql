-- one row per month; put your own two countries in the place of 'FIN' and 'IDN'
-- How often did people of one country visit another, announced and done?
select month, month_basis, visit_count, planned_visit_count, meeting_count, agreement_count, trade_usd
from mart.country_pair_months
where from_country = 'FIN' and to_country = 'IDN'
order by month, month_basis
