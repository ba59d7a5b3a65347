-- severity: warn
-- table: core.documents
-- The frozen text begins with the headline and holds the body.
select document_id, headline
from core.documents
where (headline is not null and not starts_with(text, headline)) or (body is not null and not contains(text, body))
