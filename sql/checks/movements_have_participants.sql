-- severity: warn
-- table: core.movements
-- A movement of which nobody is known to take part is of little use; many of them point to a broken rule.
select movements.movement_id, movements.document_id, movements.text, movements.rule
from core.movements as movements
anti join core.movement_participants as participants on movements.movement_id = participants.movement_id
