"""Countries of persons, organisations and places from the words around them: nationality, possessor, role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from transforms.extract.entities.descriptions import find_country_of_person
from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import lexicon
from transforms.extract.entities.naming import Named, country_told_by, role_words
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context

_POSSESSIVE = frozenset({"'s", "'"})
_GOVERNING = ("countries", "pycountry", "capitals", "seats", "publisher")
# A town in the middle of a body's name is often a person's ("Manufacturers Hanover", "the Victoria Cross").
_TOWNS = ("cities", "subdivisions")
_LEADS = frozenset({"of", "in", "at", "the", "for"})


def find_countries(words: Words, named: list[Named], context: Context, homonyms: Mapping[str, str]) -> None:
    """Fill in missing countries; what one mention of an entity shows holds for its others in the document.

    ``homonyms`` are names of countries by which the text means a state, with the country that state belongs to.
    """
    ending = {item.span.stop: item for item in named}
    beginning = {item.span.first: item for item in named}
    told = {country for item in named if (country := country_told_by(item))} | {context.publisher_country} - {None}
    for index, item in enumerate(named):
        if item.mention.country is not None or item.mention.linked_by == "acronym":
            continue
        if item.span.kind == "person":
            find_country_of_person(words, item, beginning, ending)
        elif item.span.kind == "organization":
            _country_of_organization(words, item, named, index, ending, context, told, homonyms)
        elif item.span.kind == "place" and item.entry is None:
            _country_of_place(words, item, beginning, told, homonyms)
        elif item.span.kind == "vehicle":
            _country_of_vehicle(item)
    _share(named)


def _country_of_organization(
    words: Words,
    item: Named,
    named: list[Named],
    index: int,
    ending: dict[int, Named],
    context: Context,
    told: Collection[str | None],
    homonyms: Mapping[str, str],
) -> None:
    is_international = item.entry is not None and not item.entry.generic
    country, by = (None if is_international else _own_words(words, item, told, homonyms)), "name"
    if country is None:
        country, by = _possessor(words, item, ending), "possessor"
    generic = item.entry is not None and item.entry.generic
    if country is None and item.entry is None:
        country, by = _of_country(words, item, named, index), "possessor"
    if country is None and generic:
        country, by = _nearest_country(words, named, index), "nearest"
    if country is None and generic and context.publisher_country:
        country, by = context.publisher_country, "publisher"
    if country is not None:
        item.mention.country, item.country_by = country, by


def _own_words(words: Words, item: Named, told: Collection[str | None], homonyms: Mapping[str, str]) -> str | None:
    """The one country or nationality in the name itself ("Bank of Mexico", "Pakistani Army", "Kyiv police").

    A town's name tells only a country that the document speaks of (``told``): the Agano Party is no party of Japan.
    """
    found = set()
    for first in range(item.span.first, item.span.stop):
        entry = _country_entry(words, first, item.span.stop)
        leads = first == item.span.first or words.folded[first - 1] in _LEADS
        is_town = entry is not None and entry.source in _TOWNS
        if entry is not None and (not is_town or (leads and (not told or entry.country in told))):
            found.add(homonyms.get(words.folded[first], entry.country))
    return found.pop() if len(found) == 1 else None


def _country_entry(words: Words, first: int, stop: int) -> Entry | None:
    entries = lexicon().at(words, first, stop)
    for entry in entries:
        if (
            entry.country
            and entry.kind in ("place", "nationality")
            and (entry.source in ("countries", "pycountry", "capitals", "groups") or not entry.weak)
        ):
            return entry
    return None


def _possessor(words: Words, item: Named, ending: dict[int, Named]) -> str | None:
    """ "China's General Administration of Customs", "the Canadian Liberal Party"."""
    at = item.span.first
    while at > 0 and (words.folded[at - 1] in _POSSESSIVE or words.folded[at - 1] in role_words()):
        at -= 1
        if item.span.first - at > 3:
            return None
    return country_told_by(ending.get(at)) if at > 0 and not words.new_line[at] else None


def _of_country(words: Words, item: Named, named: list[Named], index: int) -> str | None:
    """ "the State Affairs Commission of North Korea"."""
    at = item.span.stop
    if at < len(words) and words.folded[at] in ("of", "in") and index + 1 < len(named):
        near = named[index + 1]
        if near.span.first - at <= 2:
            return country_told_by(near)
    return None


def _nearest_country(words: Words, named: list[Named], index: int) -> str | None:
    """The country named last before, in the same paragraph ("In Canada, ... the ruling Liberal Party")."""
    at = index - 1
    line = max(0, named[index].span.first - 60)
    while at >= 0 and named[at].span.first >= line:
        near = named[at]
        if any(words.new_line[near.span.stop : named[index].span.first + 1]):
            return None
        if country_told_by(near) and near.country_by in _GOVERNING:
            return near.mention.country
        at -= 1
    return None


def _country_of_place(
    words: Words,
    item: Named,
    beginning: dict[int, Named],
    told: Collection[str | None],
    homonyms: Mapping[str, str],
) -> None:
    """ "Bongor, Chad"; "Bongor in Chad"; the country in the name ("North Korea's border" is none)."""
    at = item.span.stop
    own = _own_words(words, item, told, homonyms)
    if own is not None:
        item.mention.country, item.country_by = own, "name"
        return
    if at + 1 < len(words) and words.folded[at] in (",", "in") and not words.new_line[at]:
        near = beginning.get(at + 1)
        if near is not None and near.span.kind == "place" and near.mention.country:
            item.mention.country, item.country_by = near.mention.country, "apposition"


_SHIP_PREFIXES = {"uss": "USA", "usns": "USA", "hms": "GBR", "hmas": "AUS", "hmcs": "CAN", "hmnzs": "NZL", "ins": "IND"}


def _country_of_vehicle(item: Named) -> None:
    country = _SHIP_PREFIXES.get(item.mention.text.split()[0].lower())
    if country is not None:
        item.mention.country, item.country_by = country, "name"


def _share(named: list[Named]) -> None:
    """Mentions of one entity without a country take the one the others agree on most."""
    votes: dict[tuple[str, str], Counter[str]] = {}
    for item in named:
        mention = item.mention
        if mention.country and mention.name and mention.linked_by not in ("ambiguous", "surname_only"):
            votes.setdefault((mention.kind, mention.name), Counter())[mention.country] += 1
    for item in named:
        mention = item.mention
        tally = votes.get((mention.kind, mention.name or ""))
        if mention.country is None and tally is not None:
            mention.country = min(tally.items(), key=lambda vote: (-vote[1], vote[0]))[0]
            item.country_by = "document"
