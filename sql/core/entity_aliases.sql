-- one row per entity and spelling
-- White space inside a name is one space: a name broken over two lines is the same name.
select
    entity_id,
    trim(regexp_replace(text, '\s+', ' ', 'g')) as alias,
    count(*) as mention_count
from core.mentions
where entity_id is not null
group by all
order by entity_id, alias
