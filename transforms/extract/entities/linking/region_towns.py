"""Towns told by the state after them: "Paris, Texas", "Cambridge, Mass.", "the Idaho town of Moscow"."""

from __future__ import annotations

from transforms.extract.entities.gazetteer.entries import Entry, Origin
from transforms.extract.entities.linking.named import Link, Named
from transforms.extract.entities.text.tokens import is_capital, name_key
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

_REGIONS = (Origin.REGIONS, Origin.SUBDIVISIONS)
_CLOSING = frozenset('.;:)?!"”—–-')
_JOINERS = ("and", "or")
_COUNTY = (" County", " Parish")


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
        region = next((r for r in readings if _may_lie_in(words, town, key, r, _is_short(words, item))), None)
        if region is None:
            continue
        if region.origin is Origin.REGIONS and name_key(region.name) in words.gazetteer.regions.shared:
            take_state(item, region)
        if town.mention.country != region.country:
            _move(town, region)
            moved[key] = town
    _share_meaning(words, named, moved)


def take_state(item: Named, region: Entry) -> None:
    """Let a mention mean the state, not the country of the same name."""
    item.entry = region
    item.mention.country, item.country_by = region.country, Origin.REGIONS
    item.mention.name, item.mention.sector = f"{region.name} (state)", None


def _readings(words: Words, item: Named) -> list[Entry]:
    """The states that a mention may name, or the country, the rarer reading first."""
    if item.span.kind != "place":
        return []
    state = words.gazetteer.regions.by_name.get(words.key(item.span.first, item.span.stop))
    own = item.entry if item.entry is not None and item.entry.country is not None and _is_wide(item) else None
    return [entry for entry in (state, own if own is not state else None) if entry is not None]


def _town_of(words: Words, item: Named, ending: dict[int, Named], beginning: dict[int, Named]) -> Named | None:
    """The town that a state qualifies: "Paris, Texas"; "Paris in Texas"; "Paris (Texas)"; "the Texas town of Paris"."""
    first, stop, folded = item.span.first, item.span.stop, words.folded
    if stop + 2 < len(words) and folded[stop] in NAME_WORDS.settlements and folded[stop + 1] == "of":
        return _as_place(beginning.get(stop + 2))
    if first < 2 or words.new_line[first] or words.new_line[first - 1]:
        return None
    town = _as_place(ending.get(first - 1))
    if town is None:
        return None
    sign = folded[first - 1]
    if sign == "(":
        is_told = stop < len(words) and words.text[stop] == ")"
    elif sign == "in":
        is_told = town.span.first > 0 and folded[town.span.first - 1] in NAME_WORDS.locatives
    else:
        is_told = sign == "," and _is_apposition(words, town, item, ending, beginning)
    return town if is_told else None


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
    item.link, item.country_by = Link.GAZETTEER, item.entry.origin
    return item


def _is_apposition(
    words: Words, town: Named, item: Named, ending: dict[int, Named], beginning: dict[int, Named]
) -> bool:
    """True for "Paris, Texas", not for lists ("Paris, Texas and Ontario") nor clauses ("In Paris, Texas officials")."""
    if _is_short(words, item):
        return True
    if _is_listed(words, town, ending):
        return False
    stop = item.span.stop
    if stop >= len(words) or words.new_line[stop] or words.text[stop] in _CLOSING:
        return True
    if words.text[stop] == "," or words.folded[stop] in _JOINERS:
        return not _heads_list(words, item, beginning)
    is_owner = words.folded[stop] in ("'s", "'") or words.folded[stop] in words.gazetteer.role_words
    if is_owner or is_capital(words.text[stop]):
        return False
    is_country = item.entry is not None and item.entry.origin.is_country
    return not is_country and not _opens_sentence(words, town.span.first)


def _is_listed(words: Words, town: Named, ending: dict[int, Named]) -> bool:
    """True if the town follows another place by a comma ("Rome, Paris, Texas")."""
    before = town.span.first - 1
    listed = ending.get(before) if words.text[before] == "," else None
    return listed is not None and listed.span.kind == "place" and not _is_wide(listed)


def _heads_list(words: Words, item: Named, beginning: dict[int, Named]) -> bool:
    """True if one more state or country of a list follows: "Texas and Ontario", not "Texas, United States"."""
    stop, folded = item.span.stop, words.folded
    is_comma = words.text[stop] == ","
    after = stop + is_comma
    after += after < len(words) and folded[after] in _JOINERS
    following = beginning.get(after)
    if following is None or not _is_wide(following):
        return False
    return not (is_comma and after == stop + 1 and following.mention.country == item.mention.country)


def _is_short(words: Words, item: Named) -> bool:
    """True for an abbreviated state ("Mass.")."""
    is_region = item.entry is not None and item.entry.origin is Origin.REGIONS
    return is_region and item.mention.text in words.gazetteer.regions.short_forms


def _is_wide(item: Named) -> bool:
    """True for a country or a state."""
    origin = item.entry.origin if item.entry is not None else Origin.UNKNOWN
    return item.span.kind == "place" and (origin in _REGIONS or origin.is_country)


def _opens_sentence(words: Words, first: int) -> bool:
    """True for a town after the preposition that begins the sentence ("In London, ...")."""
    at = first - 1
    return (
        at >= 0
        and words.folded[at] in NAME_WORDS.locatives
        and (at == 0 or words.new_line[at] or words.text[at - 1] in '.!?”"')
    )


def _may_lie_in(words: Words, town: Named, key: str, region: Entry, is_short: bool) -> bool:
    """True if the state or country can be where the town lies; towns called like a country must be known there.

    So must all towns of a state called like a country or a town, unless it is abbreviated (``is_short``).
    """
    known, entry = words.gazetteer, town.entry
    if region.origin.is_country:
        is_town = entry is not None and not _is_wide(town) and entry.origin is not Origin.CAPITALS
        return is_town or (entry is not None and region.country in known.namesakes.get(key, ()))
    # Durango is a state of Mexico and a town.
    is_small = entry is None or entry.origin is Origin.SUBDIVISIONS
    is_shared = not is_short and name_key(region.name) in known.regions.shared
    if key in known.regions.by_name or (_is_wide(town) and not is_small) or is_shared:
        return known.regions.lies_in(key, region.name) or town.mention.text.endswith(_COUNTY)
    return True


def _move(town: Named, region: Entry) -> None:
    name = " ".join(town.mention.text.split())
    town.mention.name = f"{name}, {region.name}" if town.mention.country else town.mention.name
    town.mention.country, town.mention.sector, town.country_by = region.country, None, Origin.REGIONS


def _share_meaning(words: Words, named: list[Named], moved: dict[str, Named]) -> None:
    """Let the town's other mentions mean the same where nothing else in the text speaks of its namesake's country."""
    if not moved:
        return
    told = {item.mention.country for item in named if words.key(item.span.first, item.span.stop) not in moved}
    for item in named:
        town = moved.get(words.key(item.span.first, item.span.stop))
        if town is None or item is town or item.span.kind != "place" or item.country_by is Origin.REGIONS:
            continue
        if item.mention.country not in told:
            item.mention.name, item.mention.country = town.mention.name, town.mention.country
            item.mention.sector, item.country_by = None, Origin.REGIONS
