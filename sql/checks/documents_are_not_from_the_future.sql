-- severity: warn
-- table: core.documents
-- No document was published after the build was made; two days of grace for time zones.
select documents.document_id, documents.published_on, documents.published_basis
from core.documents as documents
cross join meta.builds as builds
where documents.published_on > builds.built_at::date + 2
