-- severity: fail
-- table: mart.event_reports
-- Every event stands once; no more publishers or stories report it than documents do.
select
    event_id,
    reports.document_count,
    reports.publisher_count,
    reports.independent_story_count
from mart.event_reports as reports
full join core.events as events using (event_id)
where
    reports.event_id is null
    or events.event_id is null
    or reports.independent_story_count <> events.story_count
    or reports.publisher_count > events.document_count
