"""Given names and family names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.extract.entities.gazetteer.tables import Row
from transforms.extract.entities.text.tokens import fold


@dataclass(frozen=True, slots=True)
class PersonalNames:
    """Folded given and family names. ``widespread`` are all that many bear, among them everyday words (Hill)."""

    given: frozenset[str]
    family: frozenset[str]
    widespread: frozenset[str]

    @classmethod
    def build(cls, rows: Sequence[Row]) -> PersonalNames:
        """The names of personal_names.csv."""
        names = [(fold(row["name"]), row["sort"]) for row in rows]
        given = frozenset(name for name, sort in names if sort == "given")
        family = frozenset(name for name, sort in names if sort == "family")
        return cls(given, family, frozenset(name for name, _ in names))

    def __contains__(self, word: object) -> bool:
        """True for a folded given or family name."""
        return word in self.given or word in self.family
