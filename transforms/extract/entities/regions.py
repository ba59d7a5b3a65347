"""Towns told by the state behind them: "Paris, Texas", "Cambridge, Mass.", "the Idaho town of Moscow"."""

from __future__ import annotations

from functools import cache

from transforms.extract.entities.gazetteers import Entry, read_rows, split
from transforms.extract.entities.namesakes import REGIONS as SOURCE
from transforms.extract.entities.namesakes import bearers
from transforms.extract.entities.naming import Named, role_words
from transforms.extract.entities.patterns import is_capital
from transforms.extract.entities.spans import Span
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words, name_key

_REGION_SOURCES = (SOURCE, "subdivisions")
_COUNTRY_SOURCES = ("countries", "pycountry")
_SETTLEMENTS = word_list("settlements")
_LOCATIVES = word_list("locatives")
_CLOSING = frozenset('.;:)?!"”—–-')
_JOINERS = ("and", "or")


@cache
def regions() -> dict[str, Entry]:
    """States and provinces whose towns news writes with them, by folded name."""
    rows = read_rows("regions")
    return {name_key(row["name"]): Entry("place", row["name"], row["country"], None, SOURCE) for row in rows}


@cache
def _abbreviations() -> tuple[tuple[str, Entry], ...]:
    found = [
        (short, regions()[name_key(r["name"])]) for r in read_rows("regions") for short in split(r["abbreviations"])
    ]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(short for short, _ in _abbreviations())


@cache
def _shared() -> frozenset[str]:
    """Folded names of states which alone mean a town or a country."""
    return frozenset(name_key(row["name"]) for row in read_rows("regions") if row["shared"])


@cache
def _region_towns() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["regions"].split("|")) for row in read_rows("region_towns")}


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    for built in (regions, _abbreviations, _short_forms, _shared, _region_towns):
        built.cache_clear()


def lies_in(town: str, region: str) -> bool:
    """True if a town of this folded name is known to lie in the state; only towns of region_towns.csv are known."""
    return region in _region_towns().get(town, ())


def abbreviation_spans(words: Words, spans: list[Span]) -> list[Span]:
    """Abbreviated states behind a town and a comma ("Ala.", "N.H.", "TX")."""
    places = {span.stop for span in spans if any(e.kind == "place" for e in span.entries) or span.kind == "place"}
    found = []
    for comma in range(1, len(words) - 1):
        if (
            words.text[comma] != ","
            or words.new_line[comma + 1]
            or not is_capital(words.text[comma - 1])
            or not is_capital(words.text[comma + 1])
        ):
            continue
        start = words.start[comma + 1]
        for short, entry in _abbreviations():
            if not words.source.startswith(short, start) or (short[-1] != "." and comma not in places):
                continue
            first, stop = words.at(start, start + len(short))
            if words.end[stop - 1] == start + len(short):
                found.append(Span(first, stop, "place", "gazetteer", (entry,), rank=7))
                break
    return found


def settle_region_towns(words: Words, named: list[Named]) -> None:
    """Give a town the country of the state beside it, and the name with the state ("Paris, Texas")."""
    ending = {item.span.stop: item for item in named}
    beginning = {item.span.first: item for item in named}
    moved: dict[str, Named] = {}
    for item in named:
        readings = _readings(words, item)
        town = _town_of(words, item, ending, beginning) if readings else None
        if town is None:
            continue
        key = words.key(town.span.first, town.span.stop)
        region = next((reading for reading in readings if _may_lie_in(town, key, reading, _is_short(item))), None)
        if region is None:
            continue
        if region.source == SOURCE and name_key(region.name) in _shared():
            take_state(item, region)
        if town.mention.country != region.country:
            _move(town, region)
            moved[key] = town
    _share_meaning(words, named, moved)


def take_state(item: Named, region: Entry) -> None:
    """Let a mention mean the state, not the country of the same name."""
    item.entry = region
    item.mention.country, item.country_by = region.country, SOURCE
    item.mention.name, item.mention.sector = f"{region.name} (state)", None


def _readings(words: Words, item: Named) -> list[Entry]:
    """The states that a mention may name, or the country, the rarer reading first."""
    if item.span.kind != "place":
        return []
    state = regions().get(words.key(item.span.first, item.span.stop))
    own = item.entry
    known = own is not None and own.country is not None and own.source in (*_REGION_SOURCES, *_COUNTRY_SOURCES)
    return [entry for entry in (state, own if known and own is not state else None) if entry is not None]


def _town_of(words: Words, item: Named, ending: dict[int, Named], beginning: dict[int, Named]) -> Named | None:
    """The town that a state qualifies: "Paris, Texas"; "Paris in Texas"; "Paris (Texas)"; "the Texas town of Paris"."""
    first, stop, folded = item.span.first, item.span.stop, words.folded
    if stop + 2 < len(words) and folded[stop] in _SETTLEMENTS and folded[stop + 1] == "of":
        return _as_place(beginning.get(stop + 2))
    if first < 2 or words.new_line[first] or words.new_line[first - 1]:
        return None
    town = _as_place(ending.get(first - 1))
    if town is None:
        return None
    before = folded[town.span.first - 1] if town.span.first else ""
    if words.text[first - 1] == "(":
        return town if stop < len(words) and words.text[stop] == ")" else None
    if folded[first - 1] == "in":
        return town if before in _LOCATIVES else None
    return town if words.text[first - 1] == "," and _is_apposition(words, town, item, ending, beginning) else None


def _as_place(item: Named | None) -> Named | None:
    """The mention if it can be a town: a place, or a single word read as a person that a town is called, too."""
    if item is None or item.span.kind == "place":
        return item
    is_place = item.span.kind == "person" and any(entry.kind == "place" for entry in item.span.entries)
    if not is_place or item.span.stop - item.span.first > 1:
        return None
    item.entry = next(entry for entry in item.span.entries if entry.kind == "place")
    item.span.kind = item.mention.kind = "place"
    item.mention.name, item.mention.country = item.entry.name, item.entry.country
    item.mention.linked_by, item.country_by = "gazetteer", item.entry.source
    return item


def _is_apposition(
    words: Words, town: Named, item: Named, ending: dict[int, Named], beginning: dict[int, Named]
) -> bool:
    """True for "Paris, Texas", not for lists ("Paris, Texas and Ontario") nor clauses ("In Paris, Texas officials")."""
    if _is_short(item):
        return True
    stop, folded = item.span.stop, words.folded
    listed = ending.get(town.span.first - 1) if words.text[town.span.first - 1] == "," else None
    if listed is not None and listed.span.kind == "place" and not _is_wide(listed):
        return False
    if stop >= len(words) or words.new_line[stop] or words.text[stop] in _CLOSING:
        return True
    if words.text[stop] == "," or folded[stop] in _JOINERS:
        after = stop + (words.text[stop] == ",")
        after += after < len(words) and folded[after] in _JOINERS
        following = beginning.get(after)
        is_same = following is not None and following.mention.country == item.mention.country
        return (
            following is None or not _is_wide(following) or (is_same and after == stop + 1 and words.text[stop] == ",")
        )
    if folded[stop] in ("'s", "'") or folded[stop] in role_words() or is_capital(words.text[stop]):
        return False
    is_country = item.entry is not None and item.entry.source in _COUNTRY_SOURCES
    return not is_country and not _opens_sentence(words, town.span.first)


def _is_short(item: Named) -> bool:
    """True for an abbreviated state ("Mass.")."""
    is_region = item.entry is not None and item.entry.source == SOURCE
    return is_region and item.mention.text in _short_forms()


def _is_wide(item: Named) -> bool:
    """True for a country or a state."""
    source = item.entry.source if item.entry is not None else ""
    return item.span.kind == "place" and source in (*_REGION_SOURCES, *_COUNTRY_SOURCES)


def _opens_sentence(words: Words, first: int) -> bool:
    """True for a town after the preposition that begins the sentence ("In London, ...")."""
    at = first - 1
    return (
        at >= 0 and words.folded[at] in _LOCATIVES and (at == 0 or words.new_line[at] or words.text[at - 1] in '.!?”"')
    )


def _may_lie_in(town: Named, key: str, region: Entry, is_short: bool) -> bool:
    """True if the state or country can be where the town lies; towns called like a country must be known there.

    So must all towns of a state called like a country or a town, unless it is abbreviated (``is_short``).
    """
    if region.source in _COUNTRY_SOURCES:
        entry = town.entry
        is_town = entry is not None and not _is_wide(town) and entry.source != "capitals"
        return is_town or (entry is not None and region.country in bearers(key))
    is_small = town.entry is None or town.entry.source == "subdivisions"  # Durango is a state of Mexico and a town
    if key in regions() or (_is_wide(town) and not is_small) or (not is_short and name_key(region.name) in _shared()):
        return lies_in(key, region.name) or town.mention.text.endswith(_COUNTY)
    return True


_COUNTY = (" County", " Parish")


def _move(town: Named, region: Entry) -> None:
    name = " ".join(town.mention.text.split())
    town.mention.name = f"{name}, {region.name}" if town.mention.country else town.mention.name
    town.mention.country, town.mention.sector, town.country_by = region.country, None, SOURCE


def _share_meaning(words: Words, named: list[Named], moved: dict[str, Named]) -> None:
    """Let the town's other mentions mean the same where nothing else in the text speaks of its namesake's country."""
    if not moved:
        return
    told = {item.mention.country for item in named if words.key(item.span.first, item.span.stop) not in moved}
    for item in named:
        town = moved.get(words.key(item.span.first, item.span.stop))
        if town is None or item is town or item.span.kind != "place" or item.country_by == SOURCE:
            continue
        if item.mention.country not in told:
            item.mention.name, item.mention.country = town.mention.name, town.mention.country
            item.mention.sector, item.country_by = None, SOURCE
