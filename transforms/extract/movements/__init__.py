"""Movements: who did what to whom, where, when, and did it happen.

``reading`` lists the steps; each sub-package is one of them. README.md traces a sentence through them.
"""

from __future__ import annotations

from transforms.extract.movements.pairs import directed_sides
from transforms.extract.movements.reading import read_movements

__all__ = ["directed_sides", "read_movements"]
