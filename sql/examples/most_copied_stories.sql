-- one row per story
-- Which stories did most publishers copy, and from whom?
select headline, original_publisher, first_published_on, publisher_count, document_count, publishers
from mart.document_stories
where document_count > 1
order by publisher_count desc, document_count desc, story_id
limit 20
