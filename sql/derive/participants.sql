-- One row per participant of a movement.
select *
from core.movement_participants
