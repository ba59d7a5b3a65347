"""Every name of the gazetteers with the entry it stands for, put into one trie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from transforms.extract.entities.gazetteer.entries import Entry, Origin, Role
from transforms.extract.entities.gazetteer.tables import Row, Tables, split
from transforms.extract.entities.gazetteer.trie import Trie
from transforms.extract.entities.text.tokens import fold


@dataclass(frozen=True, slots=True)
class Person:
    """A person of people.csv as one entry with all roles, the names, and whether a user's file holds it."""

    entry: Entry
    aliases: tuple[str, ...]
    is_own: bool


def build_names(tables: Tables, people: tuple[Person, ...], countries: Mapping[str, str]) -> Trie:
    """All names in one trie; of two bearers of a name the earlier one counts, a user's before a built-in one."""
    trie = Trie()
    weak = {fold(row["name"]) for row in tables["weak_names"]}
    for is_own in (True, False):
        for alias, entry in _names(tables, people, countries, is_own):
            trie.add(alias, replace(entry, weak=True) if not entry.weak and fold(alias) in weak else entry)
    return trie


def read_countries(tables: Tables) -> dict[str, str]:
    """The one canonical name of each country by alpha-3: that of countries.csv, else that of pycountry."""
    import pycountry

    found = {country.alpha_3: country.name for country in pycountry.countries}
    return found | {row["alpha3"]: row["name"] for row in reversed(tables["countries"])}


def read_people(rows: Iterable[Row]) -> tuple[Person, ...]:
    """The people of people.csv, in the order in which they are first named."""
    people: dict[str, list[Row]] = {}
    for row in rows:
        people.setdefault(row["name"], []).append(row)
    found = []
    for name, held in people.items():
        roles = tuple(_role(row) for row in held)
        aliases = dict.fromkeys([name, *(alias for row in held for alias in row.split("aliases"))])
        first = held[0]
        entry = Entry("person", name, first["country"] or None, first["sector"] or None, Origin.PEOPLE, roles=roles)
        found.append(Person(entry, tuple(aliases), first.is_own))
    return tuple(found)


def _role(row: Row) -> Role:
    return Role(row["role"], row["country"] or None, row["sector"] or None, row.date("start"), row.date("end", True))


def _names(
    tables: Tables, people: tuple[Person, ...], countries: Mapping[str, str], is_own: bool
) -> Iterator[tuple[str, Entry]]:
    yield from _country_names(tables, is_own)
    if not is_own:
        yield from _library_country_names(countries)
    # The surname alone is not a name of theirs.
    yield from ((alias, person.entry) for person in people if person.is_own == is_own for alias in person.aliases)
    yield from _organization_names(tables, is_own)
    yield from _place_names(tables, is_own)
    yield from _group_names(tables, is_own)
    yield from _event_names(tables, is_own)


def _country_names(tables: Tables, is_own: bool) -> Iterator[tuple[str, Entry]]:
    for row in tables.half("countries", is_own):
        code, name = row["alpha3"], row["name"]
        place = Entry("place", name, code, "GOV", Origin.COUNTRIES)
        for alias in [name, *row.split("aliases")]:
            yield alias, place
        for capital in filter(None, map(split, row["capitals"].split(";"))):
            yield from ((spelling, Entry("place", capital[0], code, None, Origin.CAPITALS)) for spelling in capital)
        for seat in row.split("seats"):
            yield seat, Entry("place", seat, code, "GOV", Origin.SEATS)
        adjective = Entry("nationality", (row.split("adjectives") or [name])[0], code, None, Origin.COUNTRIES)
        for word in row.split("adjectives") + row.split("people"):
            yield word, adjective
            yield from ((plural, adjective) for plural in _plurals(word))


def _plurals(word: str) -> list[str]:
    if word.endswith(("ese", "ish", "ch", "ss", "men", "s", "lic", "sh")) or word in ("US", "UK", "EU", "UAE"):
        return []
    return [word + "s"]


def _library_country_names(canonical: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    """Names of pycountry and CLDR that the curated file lacks; the canonical name stays the curated one."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        names = [country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")]
        names.append(territories.get(country.alpha_2, ""))
        for name in names:
            if name and "," not in name and "&" not in name:
                yield name, Entry("place", canonical[country.alpha_3], country.alpha_3, "GOV", Origin.LIBRARY)


def _organization_names(tables: Tables, is_own: bool) -> Iterator[tuple[str, Entry]]:
    for file in (Origin.ORGANIZATIONS, Origin.COMPANIES):
        for row in tables.half(file, is_own):
            weak = row.get("weak") == "1"
            entry = Entry("organization", row["name"], row["country"] or None, row["sector"] or None, file, weak)
            for alias in [row["name"], *row.split("aliases")]:
                yield alias, entry
    for row in tables.half("bodies", is_own):
        weak = row["lone"] != "1"
        entry = Entry("organization", row["name"], None, row["sector"] or None, Origin.BODIES, weak, generic=True)
        for alias in [row["name"], *row.split("aliases")]:
            yield alias, entry


def _place_names(tables: Tables, is_own: bool) -> Iterator[tuple[str, Entry]]:
    for row in tables.half("regions", is_own):
        if not row["shared"]:
            yield row["name"], Entry("place", row["name"], row["country"], None, Origin.REGIONS)
    for row in tables.half("places", is_own):
        is_region = row["sort"] in ("region", "disputed") and row["country"]
        origin = Origin.REGIONS if is_region else Origin.PLACES
        entry = Entry("place", row["name"], row["country"] or None, None, origin)
        for alias in [row["name"], *row.split("aliases")]:
            yield alias, entry
    for file in (Origin.CITIES, Origin.SUBDIVISIONS):
        for row in tables.half(file, is_own):
            name = row.get("city") or row["name"]
            yield row["name"], Entry("place", name, row["country"] or None, None, file, weak=row["weak"] == "1")


def _group_names(tables: Tables, is_own: bool) -> Iterator[tuple[str, Entry]]:
    for row in tables.half("groups", is_own):
        for alias in [row["name"], *row.split("aliases")]:
            yield alias, Entry("nationality", row["name"], row["country"] or None, None, Origin.GROUPS)


def _event_names(tables: Tables, is_own: bool) -> Iterator[tuple[str, Entry]]:
    for row in tables.half("events", is_own):
        for alias in [row["name"], *row.split("aliases")]:
            name = row["name"] if row["kind"] == "event" else alias
            yield alias, Entry(row["kind"], name, row["country"] or None, None, Origin.EVENTS)
