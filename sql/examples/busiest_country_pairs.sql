-- one row per pair of countries
-- Which countries had most to do with each other, and was it friendly?
select
    country_pair,
    sum(happened_count) as happened_count,
    sum(cooperation_count) as cooperation_count,
    sum(conflict_count) as conflict_count,
    round(sum(conflict_count) / nullif(sum(cooperation_count) + sum(conflict_count), 0), 2) as conflict_share
from mart.country_pair_months
group by country_pair
order by happened_count desc, country_pair
limit 20
