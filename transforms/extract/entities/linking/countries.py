"""Countries of persons, organisations and places from the words around them: nationality, possessor, role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from transforms.extract.entities.gazetteer.entries import Entry, Origin
from transforms.extract.entities.linking.countries_of_people import find_country_of_person
from transforms.extract.entities.linking.named import CountryBy, Link, Named, country_told_by
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import VESSELS
from transforms.extract.rows import Context

_POSSESSIVE = frozenset({"'s", "'"})
_GOVERNING = (Origin.COUNTRIES, Origin.LIBRARY, Origin.CAPITALS, Origin.SEATS, CountryBy.PUBLISHER)
_NATIONAL = (Origin.COUNTRIES, Origin.LIBRARY, Origin.CAPITALS, Origin.GROUPS)
# A town in the middle of a body's name is often a person's ("Manufacturers Hanover", "the Victoria Cross").
_TOWNS = (Origin.CITIES, Origin.SUBDIVISIONS)
_LEADS = frozenset({"of", "in", "at", "the", "for"})
# Words back in which the country of a body may be named.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Text:
    """The named of a text by first and last word, what it tells of countries, and what its homonyms mean."""

    words: Words
    named: list[Named]
    beginning: Mapping[int, Named]
    ending: Mapping[int, Named]
    told: Collection[str]
    homonyms: Mapping[str, str]
    publisher_country: str | None


def find_countries(words: Words, named: list[Named], context: Context, homonyms: Mapping[str, str]) -> None:
    """Fill in missing countries; what one mention of an entity shows holds for its others in the document.

    ``homonyms`` are names of countries by which the text means a state, with the country that state belongs to.
    """
    beginning, ending = {item.span.first: item for item in named}, {item.span.stop: item for item in named}
    told = {country for item in named if (country := country_told_by(item))}
    told |= {context.publisher_country} if context.publisher_country else set()
    text = _Text(words, named, beginning, ending, told, homonyms, context.publisher_country)
    for index, item in enumerate(named):
        if item.mention.country is not None or item.link is Link.ACRONYM:
            continue
        if item.span.kind == "person":
            find_country_of_person(words, item, beginning, ending)
        elif item.span.kind == "organization":
            _country_of_organization(text, item, index)
        elif item.span.kind == "place" and item.entry is None:
            _country_of_place(text, item)
        elif item.span.kind == "vehicle":
            _country_of_vehicle(item)
    _share(named)


def _country_of_organization(text: _Text, item: Named, index: int) -> None:
    """The country by the first of the ways that tells one."""
    for country_by, may_tell, country_of in _WAYS:
        country = country_of(text, item, index) if may_tell(item.entry) else None
        if country is not None:
            item.mention.country, item.country_by = country, country_by
            return


def _own_words(text: _Text, item: Named) -> str | None:
    """The one country or nationality in the name itself ("Bank of Mexico", "Pakistani Army", "Kyiv police").

    A town's name tells only a country that the document speaks of: the Agano Party is no party of Japan.
    """
    found, folded = set(), text.words.folded
    for first in range(item.span.first, item.span.stop):
        entry = _country_entry(text.words, first, item.span.stop)
        if entry is None:
            continue
        leads = first == item.span.first or folded[first - 1] in _LEADS
        if entry.origin not in _TOWNS or (leads and (not text.told or entry.country in text.told)):
            found.add(text.homonyms.get(folded[first], entry.country))
    return found.pop() if len(found) == 1 else None


def _country_entry(words: Words, first: int, stop: int) -> Entry | None:
    """The first strong place or nationality at a word that has a country."""
    return next(
        (
            entry
            for entry in words.gazetteer.names.at(words, first, stop)
            if entry.country
            and entry.kind in ("place", "nationality")
            and (entry.origin in _NATIONAL or not entry.weak)
        ),
        None,
    )


def _possessor(text: _Text, item: Named, _index: int) -> str | None:
    """ "China's General Administration of Customs", "the Canadian Liberal Party"."""
    words, at = text.words, item.span.first
    roles = words.gazetteer.role_words
    while at > 0 and (words.folded[at - 1] in _POSSESSIVE or words.folded[at - 1] in roles):
        at -= 1
        if item.span.first - at > 3:
            return None
    return country_told_by(text.ending.get(at)) if at > 0 and not words.new_line[at] else None


def _of_country(text: _Text, item: Named, index: int) -> str | None:
    """ "the State Affairs Commission of North Korea"."""
    at = item.span.stop
    if at < len(text.words) and text.words.folded[at] in ("of", "in") and index + 1 < len(text.named):
        near = text.named[index + 1]
        if near.span.first - at <= 2:
            return country_told_by(near)
    return None


def _nearest_country(text: _Text, item: Named, index: int) -> str | None:
    """The country named last before, in the same paragraph ("In Canada, ... the ruling Liberal Party")."""
    lowest = max(0, item.span.first - _NEAR)
    for near in reversed(text.named[:index]):
        is_near = near.span.first >= lowest
        if not is_near or any(text.words.new_line[near.span.stop : item.span.first + 1]):
            return None
        if country_told_by(near) and near.country_by in _GOVERNING:
            return near.mention.country
    return None


def _is_generic(entry: Entry | None) -> bool:
    """True for a body that many countries have ("Parliament")."""
    return entry is not None and entry.generic


# How the country is told, of which bodies it may be, and the country; the first that tells one counts.
_WAYS: tuple[tuple[CountryBy, Callable[[Entry | None], bool], Callable[[_Text, Named, int], str | None]], ...] = (
    (CountryBy.NAME, lambda entry: entry is None or entry.generic, lambda text, item, index: _own_words(text, item)),
    (CountryBy.POSSESSOR, lambda entry: True, _possessor),
    (CountryBy.POSSESSOR, lambda entry: entry is None, _of_country),
    (CountryBy.NEAREST, _is_generic, _nearest_country),
    (CountryBy.PUBLISHER, _is_generic, lambda text, item, index: text.publisher_country),
)


def _country_of_place(text: _Text, item: Named) -> None:
    """ "Bongor, Chad"; "Bongor in Chad"; the country in the name ("North Korea's border" is none)."""
    words, at = text.words, item.span.stop
    own = _own_words(text, item)
    if own is not None:
        item.mention.country, item.country_by = own, CountryBy.NAME
    elif at + 1 < len(words) and words.folded[at] in (",", "in") and not words.new_line[at]:
        near = text.beginning.get(at + 1)
        if near is not None and near.span.kind == "place" and near.mention.country:
            item.mention.country, item.country_by = near.mention.country, CountryBy.APPOSITION


def _country_of_vehicle(item: Named) -> None:
    country = VESSELS.country.get(item.mention.text.split()[0].upper())
    if country:
        item.mention.country, item.country_by = country, CountryBy.NAME


def _share(named: list[Named]) -> None:
    """Mentions of one entity without a country take the one the others agree on most."""
    votes: dict[tuple[str, str], Counter[str]] = {}
    for item in named:
        mention = item.mention
        if mention.country and mention.name and not item.link.is_open:
            votes.setdefault((mention.kind, mention.name), Counter())[mention.country] += 1
    for item in named:
        mention = item.mention
        tally = votes.get((mention.kind, mention.name or ""))
        if mention.country is None and tally is not None:
            mention.country = min(tally.items(), key=lambda vote: (-vote[1], vote[0]))[0]
            item.country_by = CountryBy.DOCUMENT
