-- severity: fail
-- table: core.movement_participants
-- A participant stands in the document of its movement.
select participants.movement_id, participants.document_id, movements.document_id as movement_document_id
from core.movement_participants as participants
join core.movements as movements using (movement_id)
where participants.document_id <> movements.document_id
