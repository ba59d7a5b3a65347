"""Countries of persons, organisations and places from the words around them: nationality, possessor, role."""

from __future__ import annotations

from collections import Counter

from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import lexicon
from transforms.extract.entities.naming import Named, role_words
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context

_LOOK_BACK = 9
_LOOK_ON = 12
_POSSESSIVE = frozenset({"'s", "'"})
_ENDS = frozenset({".", "!", "?", ";", ":", "(", ")", "“", "”", '"'})
_GOVERNING = ("countries", "pycountry", "capitals", "seats", "publisher")
_POSTED = frozenset({"ambassador", "envoy", "representative", "consul", "commissioner", "delegate", "rapporteur"})
# A town in the middle of a body's name is often a person's ("Manufacturers Hanover", "the Victoria Cross").
_TOWNS = ("cities", "subdivisions")
_LEADS = frozenset({"of", "in", "at", "the", "for"})
_KIN = frozenset({"son", "daughter", "wife", "husband", "brother", "sister", "widow", "father", "mother", "nephew"})


def find_countries(words: Words, named: list[Named], context: Context) -> None:
    """Fill in missing countries; what one mention of an entity shows holds for its others in the document."""
    ending = {item.span.stop: item for item in named}
    beginning = {item.span.first: item for item in named}
    for index, item in enumerate(named):
        if item.mention.country is not None or item.mention.linked_by == "acronym":
            continue
        if item.span.kind == "person":
            _country_of_person(words, item, beginning, ending)
        elif item.span.kind == "organization":
            _country_of_organization(words, item, named, index, ending, context)
        elif item.span.kind == "place" and item.entry is None:
            _country_of_place(words, item, beginning)
        elif item.span.kind == "vehicle":
            _country_of_vehicle(item)
    _share(named)


def _tells(item: Named | None) -> str | None:
    """The country a mention stands for when it qualifies another: countries, nationalities, capitals."""
    if item is None or item.mention.country is None or item.span.kind not in ("place", "nationality"):
        return None
    return item.mention.country


def _country_of_person(words: Words, item: Named, beginning: dict[int, Named], ending: dict[int, Named]) -> None:
    country = _before_person(words, item, ending)
    by = "title"
    if country is None:
        country, by = _after_person(words, item, beginning), "apposition"
    if country is not None:
        item.mention.country, item.country_by = country, by


def _before_person(words: Words, item: Named, ending: dict[int, Named]) -> str | None:
    """ "Chinese Ambassador to North Korea X", "Pyongyang's Foreign Minister X", "Russian tennis player X"."""
    at = item.span.first
    roles = role_words()
    described = False
    lowest = max(0, at - _LOOK_BACK)
    while at > lowest and not words.new_line[at]:
        near = ending.get(at)
        if near is not None:
            posted = near.span.first - 2
            if (
                near.span.kind == "place"
                and posted > 0
                and words.folded[posted + 1] in ("to", "in")
                and (words.folded[posted] in _POSTED)
            ):
                at, described = posted, True
                continue
            country = _tells(near)
            if country is not None:
                return country if described else None
            if near.span.kind == "organization" and near.mention.country and described:
                return near.mention.country
            return None
        word = words.folded[at - 1]
        if word in roles or (described and word.isalpha() and words.text[at - 1][0].isupper()):
            described = True
        elif word not in _POSSESSIVE and word != "-":
            return None
        at -= 1
    return None


def _after_person(words: Words, item: Named, beginning: dict[int, Named]) -> str | None:
    """ "X, president of Chad,", "X, China's envoy", "X, a Ugandan attorney", "X of Kenya"."""
    at = item.span.stop
    if at >= len(words) or words.new_line[at]:
        return None
    if words.folded[at] == "of":
        return _tells(beginning.get(at + 1)) if at + 1 in beginning else None
    if words.text[at] != ",":
        return None
    roles = role_words()
    described, kin = False, False
    at += 1
    end = min(len(words), at + _LOOK_ON)
    while at < end and not words.new_line[at]:
        word = words.folded[at]
        if words.text[at] in _ENDS or (word == "," and described) or word in ("who", "said", "and", "told"):
            return None
        near = beginning.get(at)
        if near is not None:
            country = _tells(near) or (near.mention.country if near.span.kind == "organization" and described else None)
            after = words.folded[near.span.stop] if near.span.stop < len(words) else ""
            if country and (described or after in roles or after in _POSSESSIVE):
                return country
            if near.span.kind == "person" or (country and not kin):
                return None
            at = near.span.stop
            continue
        described = described or word in roles or word in _KIN
        kin = kin or word in _KIN
        at += 1
    return None


def _country_of_organization(
    words: Words, item: Named, named: list[Named], index: int, ending: dict[int, Named], context: Context
) -> None:
    is_international = item.entry is not None and not item.entry.generic
    country, by = (None if is_international else _own_words(words, item)), "name"
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


def _own_words(words: Words, item: Named) -> str | None:
    """The one country or nationality in the name itself ("Bank of Mexico", "Pakistani Army", "Kyiv police")."""
    found = set()
    for first in range(item.span.first, item.span.stop):
        entry = _country_entry(words, first, item.span.stop)
        leads = first == item.span.first or words.folded[first - 1] in _LEADS
        if entry is not None and (leads or entry.source not in _TOWNS):
            found.add(entry.country)
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
    return _tells(ending.get(at)) if at > 0 and not words.new_line[at] else None


def _of_country(words: Words, item: Named, named: list[Named], index: int) -> str | None:
    """ "the State Affairs Commission of North Korea"."""
    at = item.span.stop
    if at < len(words) and words.folded[at] in ("of", "in") and index + 1 < len(named):
        near = named[index + 1]
        if near.span.first - at <= 2:
            return _tells(near)
    return None


def _nearest_country(words: Words, named: list[Named], index: int) -> str | None:
    """The country named last before, in the same paragraph ("In Canada, ... the ruling Liberal Party")."""
    at = index - 1
    line = max(0, named[index].span.first - 60)
    while at >= 0 and named[at].span.first >= line:
        near = named[at]
        if any(words.new_line[near.span.stop : named[index].span.first + 1]):
            return None
        if _tells(near) and near.country_by in _GOVERNING:
            return near.mention.country
        at -= 1
    return None


def _country_of_place(words: Words, item: Named, beginning: dict[int, Named]) -> None:
    """ "Bongor, Chad"; "Bongor in Chad"; the country in the name ("North Korea's border" is none)."""
    at = item.span.stop
    own = _own_words(words, item)
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
