"""What is known about names before a text is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from transforms.extract.entities.gazetteer.cues import Cues, RoleWords, read_heads
from transforms.extract.entities.gazetteer.entries import Entry, Head, Origin
from transforms.extract.entities.gazetteer.names import build_names, read_countries, read_people
from transforms.extract.entities.gazetteer.office_holders import OfficeHolders
from transforms.extract.entities.gazetteer.personal_names import PersonalNames
from transforms.extract.entities.gazetteer.regions import Regions
from transforms.extract.entities.gazetteer.tables import Row, Tables
from transforms.extract.entities.gazetteer.titles import Titles
from transforms.extract.entities.gazetteer.trie import Trie
from transforms.extract.entities.text.tokens import name_key, name_words


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All name lists in force. Built once per process from the data files; never changes.

    ``countries`` is the one canonical name of a country by its alpha-3 code. ``namesakes`` are the countries with a
    town of a folded name, the largest town first. ``homonyms`` are folded names that a country and a state share, with
    the code of the country. ``not_names`` are capitalised words and acronyms that are no names, as written.
    """

    names: Trie
    countries: Mapping[str, str]
    regions: Regions
    homonyms: Mapping[str, str]
    towns: Mapping[str, Entry]
    namesakes: Mapping[str, tuple[str, ...]]
    holders: OfficeHolders
    personal: PersonalNames
    titles: Titles
    heads: Mapping[str, Head]
    cues: Cues
    role_words: RoleWords
    common_words: frozenset[str]
    not_names: frozenset[str]
    files: tuple[Path, ...]

    @classmethod
    def load(cls, own: Path | None = None) -> Self:
        """Read the built-in name lists and those of a user's folder, which come first.

        Loading is the check of the user's files: raises GazetteerError naming file, line and fix.
        """
        tables = Tables.read(own)
        countries, regions = read_countries(tables), Regions.build(tables)
        people, personal = read_people(tables["people"]), PersonalNames.build(tables["personal_names"])
        titles = Titles.build(tables["titles"])
        offices = {row["role"]: row["at_home"] == "1" for row in reversed(tables["leading_offices"])}
        return cls(
            names=build_names(tables, people, countries),
            countries=countries,
            regions=regions,
            homonyms={key: code for code, name in countries.items() if (key := name_key(name)) in regions.by_name},
            towns=_read_towns(tables["towns"]),
            namesakes={row["name"]: tuple(row.split("countries")) for row in reversed(tables["namesakes"])},
            holders=OfficeHolders.build(people, offices, personal, titles),
            personal=personal,
            titles=titles,
            heads=read_heads(tables["org_heads"]),
            cues=Cues.build(tables["cues"]),
            role_words=RoleWords.build(tables),
            common_words=frozenset(row["word"] for row in tables["common_words"]),
            not_names=frozenset(" ".join(name_words(row["word"])[0]) for row in tables["not_names"]),
            files=tables.files,
        )

    def has_place(self, name: str) -> bool:
        """True if a place of this name is known, with or without what it lies in ("Goma, DR Congo")."""
        city = name.partition(",")[0].partition("/")[0].strip()
        return name_key(city) in self.towns or any(entry.kind == "place" for entry in self.names.called(city))


def _read_towns(rows: tuple[Row, ...]) -> dict[str, Entry]:
    """Towns by the folded words of their names: too small and too many to search for in every text."""
    found: dict[str, Entry] = {}
    for row in rows:
        entry = Entry("place", row["town"] or row["name"], row["country"] or None, None, Origin.TOWNS, weak=True)
        found.setdefault(name_key(row["name"]), entry)
    return found
