-- one row per other entity
-- Who is named in the same sentences as one person or body?
select
    case when name = 'Xi Jinping' then other_name else name end as named_with,
    case when name = 'Xi Jinping' then other_kind else kind end as kind,
    sentence_count,
    story_count
from mart.co_mentions
where 'Xi Jinping' in (name, other_name)
order by sentence_count desc, named_with
limit 20
