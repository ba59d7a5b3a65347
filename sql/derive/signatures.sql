-- One row per band of a document's signature: what stories are clustered by.
select document_id, band_no, band_hash
from core.signatures
