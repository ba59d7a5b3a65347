-- one row per other entity; put your own name in the place of 'Alexander Stubb' (three times)
-- Who is named in the same sentences as one person or body?
select
    case when name = 'Alexander Stubb' then other_name else name end as named_with,
    case when name = 'Alexander Stubb' then other_kind else kind end as kind,
    sentence_count,
    story_count
from mart.co_mentions
where 'Alexander Stubb' in (name, other_name)
order by sentence_count desc, named_with
limit 20
