-- one row per month
-- How often did people of one country visit another, announced and done?
select month, month_basis, visit_count, planned_visit_count, meeting_count, agreement_count, trade_usd
from mart.country_pair_months
where from_country = 'CHN' and to_country = 'PRK'
order by month, month_basis
