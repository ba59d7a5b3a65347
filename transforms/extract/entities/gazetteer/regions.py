"""States and provinces whose towns news writes with them: "Paris, Texas", "Cambridge, Mass."."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.extract.entities.gazetteer.entries import Entry, Origin
from transforms.extract.entities.gazetteer.tables import Tables
from transforms.extract.entities.text.tokens import name_key


@dataclass(frozen=True, slots=True)
class Regions:
    """States by folded name, their abbreviations (longest first), and the towns known to lie in them.

    ``shared`` are the folded names of states which alone mean a town or a country.
    """

    by_name: Mapping[str, Entry]
    abbreviations: tuple[tuple[str, Entry], ...]
    short_forms: frozenset[str]
    shared: frozenset[str]
    towns: Mapping[str, frozenset[str]]

    @classmethod
    def build(cls, tables: Tables) -> Regions:
        """The states of regions.csv and the towns of region_towns.csv."""
        by_name: dict[str, Entry] = {}
        for row in tables["regions"]:
            entry = Entry("place", row["name"], row["country"], None, Origin.REGIONS)
            by_name.setdefault(name_key(row["name"]), entry)
        short = [
            (form, by_name[name_key(row["name"])]) for row in tables["regions"] for form in row.split("abbreviations")
        ]
        return cls(
            by_name,
            tuple(sorted(short, key=lambda item: -len(item[0]))),
            frozenset(form for form, _ in short),
            frozenset(name_key(row["name"]) for row in tables["regions"] if row["shared"]),
            {row["name"]: frozenset(row.split("regions")) for row in reversed(tables["region_towns"])},
        )

    def lies_in(self, town: str, region: str) -> bool:
        """True if a town of this folded name is known to lie in the state; only region_towns.csv knows."""
        return region in self.towns.get(town, ())
