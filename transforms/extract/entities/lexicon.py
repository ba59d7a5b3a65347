"""The names of all gazetteers in one trie over words, and the other look-ups that are made from the same files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from transforms.extract.entities.gazetteers import Entry, Role, read_date, read_rows, split
from transforms.extract.entities.trie import Trie
from transforms.extract.entities.words import fold


@cache
def lexicon() -> Trie:
    """All gazetteers in force, built once."""
    trie = Trie()
    weak = {fold(row["name"]) for row in read_rows("weak_names")}
    for alias, entry in _names():
        trie.add(alias, replace(entry, weak=True) if not entry.weak and fold(alias) in weak else entry)
    return trie


def _names() -> Iterator[tuple[str, Entry]]:
    """Name and entry of all gazetteers; of two bearers of a name the earlier one counts."""
    for own in ("1", ""):
        yield from _country_names(own)
        yield from _people_names(own)
        yield from _organization_names(own)
        yield from _place_names(own)
        yield from _group_names(own)
        yield from _event_names(own)


def _rows(name: str, own: str) -> Iterator[dict[str, str]]:
    return (row for row in read_rows(name) if row["is_own"] == own)


def _country_names(own: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows("countries", own):
        code, name = row["alpha3"], row["name"]
        place = Entry("place", name, code, "GOV", "countries")
        for alias in [name, *split(row["aliases"])]:
            yield alias, place
        for capital in filter(None, map(split, row["capitals"].split(";"))):
            yield from ((spelling, Entry("place", capital[0], code, None, "capitals")) for spelling in capital)
        for seat in split(row["seats"]):
            yield seat, Entry("place", seat, code, "GOV", "seats")
        adjective = Entry("nationality", (split(row["adjectives"]) or [name])[0], code, None, "countries")
        for word in split(row["adjectives"]) + split(row["people"]):
            yield word, adjective
            yield from ((plural, adjective) for plural in _plurals(word))
    if not own:
        yield from _library_country_names()


def _plurals(word: str) -> list[str]:
    if word.endswith(("ese", "ish", "ch", "ss", "men", "s", "lic", "sh")) or word in ("US", "UK", "EU", "UAE"):
        return []
    return [word + "s"]


def _library_country_names() -> Iterator[tuple[str, Entry]]:
    """Names of pycountry and CLDR that the curated file lacks; the canonical name stays the curated one."""
    import pycountry
    from babel import Locale

    curated = {row["alpha3"]: row["name"] for row in read_rows("countries")}
    territories = Locale("en").territories
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        names = [country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")]
        names.append(territories.get(country.alpha_2, ""))
        for name in names:
            if name and "," not in name and "&" not in name:
                canonical = curated.get(country.alpha_3, country.name)
                yield name, Entry("place", canonical, country.alpha_3, "GOV", "pycountry")


def _people_names(own: str) -> Iterator[tuple[str, Entry]]:
    """People of people.csv by all their names; the surname alone is not a name of theirs."""
    for entry, aliases, is_own in _people():
        if is_own == own:
            yield from ((alias, entry) for alias in aliases)


@cache
def _people() -> tuple[tuple[Entry, tuple[str, ...], str], ...]:
    """Each person as one entry with all roles, the names, and whether a user's file holds it."""
    people: dict[str, list[dict[str, str]]] = {}
    for row in read_rows("people"):
        people.setdefault(row["name"], []).append(row)
    found = []
    for name, rows in people.items():
        roles = tuple(_role(row) for row in rows)
        aliases = dict.fromkeys([name, *(alias for row in rows for alias in split(row["aliases"]))])
        entry = Entry("person", name, rows[0]["country"] or None, rows[0]["sector"] or None, "people", roles=roles)
        found.append((entry, tuple(aliases), rows[0]["is_own"]))
    return tuple(found)


def people_entries() -> list[tuple[Entry, tuple[str, ...]]]:
    """The people of the gazetteers in force, each with all names."""
    return [(entry, aliases) for entry, aliases, _ in _people()]


def _role(row: dict[str, str]) -> Role:
    start, end = read_date(row["start"], "people.csv"), read_date(row["end"], "people.csv", last=True)
    return Role(row["role"], row["country"] or None, row["sector"] or None, start, end)


def _organization_names(own: str) -> Iterator[tuple[str, Entry]]:
    for file in ("organizations", "companies"):
        for row in _rows(file, own):
            weak = row.get("weak") == "1"
            entry = Entry("organization", row["name"], row["country"] or None, row["sector"] or None, file, weak)
            for alias in [row["name"], *split(row["aliases"])]:
                yield alias, entry
    for row in _rows("bodies", own):
        weak = row["lone"] != "1"
        entry = Entry("organization", row["name"], None, row["sector"] or None, "bodies", weak=weak, generic=True)
        for alias in [row["name"], *split(row["aliases"])]:
            yield alias, entry


def _place_names(own: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows("regions", own):
        if not row["shared"]:
            yield row["name"], Entry("place", row["name"], row["country"], None, "regions")
    for row in _rows("places", own):
        is_region = row["sort"] in ("region", "disputed") and row["country"]
        entry = Entry("place", row["name"], row["country"] or None, None, "regions" if is_region else "places")
        for alias in [row["name"], *split(row["aliases"])]:
            yield alias, entry
    for file in ("cities", "subdivisions"):
        for row in _rows(file, own):
            name = row.get("city") or row["name"]
            yield row["name"], Entry("place", name, row["country"] or None, None, file, weak=row["weak"] == "1")


def _group_names(own: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows("groups", own):
        for alias in [row["name"], *split(row["aliases"])]:
            yield alias, Entry("nationality", row["name"], row["country"] or None, None, "groups")


def _event_names(own: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows("events", own):
        for alias in [row["name"], *split(row["aliases"])]:
            name = row["name"] if row["kind"] == "event" else alias
            yield alias, Entry(row["kind"], name, row["country"] or None, None, "events")


@cache
def personal_names() -> tuple[frozenset[str], frozenset[str]]:
    """Folded given names and family names."""
    rows = read_rows("personal_names")
    return (
        frozenset(fold(row["name"]) for row in rows if row["sort"] == "given"),
        frozenset(fold(row["name"]) for row in rows if row["sort"] == "family"),
    )


@cache
def widespread_names() -> frozenset[str]:
    """Folded given and family names that many bear, among them everyday words (Hill, Young)."""
    return frozenset(fold(row["name"]) for row in read_rows("personal_names"))


@cache
def common_words() -> frozenset[str]:
    """Everyday words, folded."""
    return frozenset(row["word"] for row in read_rows("common_words"))


@cache
def country_names() -> dict[str, str]:
    """Canonical country name by alpha-3."""
    return {row["alpha3"]: row["name"] for row in reversed(read_rows("countries"))}


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    for built in (lexicon, _people, personal_names, widespread_names, common_words, country_names):
        built.cache_clear()
