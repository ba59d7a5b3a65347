"""A movement on its way through the steps."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.rows import Movement


@dataclass(frozen=True, slots=True)
class LocatedMovement:
    """A movement and the words of the text that name it."""

    movement: Movement
    trigger: Trigger
