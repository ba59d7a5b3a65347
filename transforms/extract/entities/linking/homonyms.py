"""States called like a country: whether "Georgia" is the one or the other in a text."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.extract.entities.gazetteer.entries import Origin
from transforms.extract.entities.linking.named import Named
from transforms.extract.entities.linking.region_towns import take_state
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import DATA, WordSet
from transforms.vocabulary import Vocabulary

_BESIDE, _ANYWHERE, _TOWN = 2.0, 1.0, 1.5
# A country named in passing says little on which of two namesakes is meant.
_COUNTRY = 0.5
_ENOUGH = 1.0
_PERSON = 0.75
# Words before and after a name that count as beside it.
_REACH = 4
_NAMES = (Origin.COUNTRIES, Origin.LIBRARY, Origin.CAPITALS, Origin.GROUPS)


class StateCues(Vocabulary):
    """Words that speak for the state."""

    beside: WordSet
    anywhere: WordSet
    federal: WordSet
    offices: WordSet


class CountryCues(Vocabulary):
    """Words that speak for the country."""

    beside: WordSet
    anywhere: WordSet


class HomonymCues(Vocabulary):
    """homonyms.toml."""

    state: StateCues
    country: CountryCues


_CUES = HomonymCues.load(DATA / "homonyms.toml")


def settle_homonyms(words: Words, named: list[Named]) -> dict[str, str]:
    """Let a country's name mean the state where the text speaks for it; the countries such names stand for here."""
    meant = {}
    for key, code in words.gazetteer.homonyms.items():
        places = [at for at, word in enumerate(words.folded) if word == key]
        if not places:
            continue
        state = words.gazetteer.regions.by_name[key]
        assert state.country is not None
        spoken = _score(words, named, places, state.name, state.country, code)
        if spoken < _ENOUGH:
            continue
        meant[key] = state.country
        for item in named:
            if item.mention.country == code and words.key(item.span.first, item.span.stop) == key:
                take_state(item, state)
    return meant


def _score(words: Words, named: list[Named], places: list[int], state: str, home: str, country: str) -> float:
    """How much more the text speaks for the state (of ``home``) than for the country."""
    near = {at for place in places for at in range(max(0, place - _REACH), place + _REACH + 1)}
    others = {word for at, word in enumerate(words.folded) if at not in near}
    score = sum(_beside(words, at) for at in places)
    score += _ANYWHERE * (len(others & _CUES.state.anywhere) - len(others & _CUES.country.anywhere))
    told: dict[str, float] = {}
    for item in named:
        mention = item.mention
        key = words.key(item.span.first, item.span.stop)
        if not mention.country or key in words.gazetteer.homonyms:
            continue
        weight = _weight(words, item)
        if mention.country == home:
            told[key] = weight + _TOWN * words.gazetteer.regions.lies_in(key, state)
        elif mention.country == country:
            told[key] = -2 * _TOWN
        elif weight == _COUNTRY:
            told[key] = -_COUNTRY if mention.kind != "organization" else 0.0
    return score + sum(told.values())


def _weight(words: Words, item: Named) -> float:
    """How much a mention of a country's place, body or person speaks for that country."""
    if item.country_by in _NAMES:
        after = words.folded[item.span.stop] if item.span.stop < len(words) else ""
        return _ENOUGH if after in _CUES.state.federal else _COUNTRY
    if item.span.kind != "person":
        return _TOWN
    offices: Iterable[str] = (role.title for role in item.entry.roles) if item.entry is not None else ()
    return _PERSON if _CUES.state.offices.isdisjoint(offices) else 2 * _PERSON


def _beside(words: Words, at: int) -> float:
    """What the words around one mention of the name speak for: "Georgia's parliament", "a Georgia sheriff"."""
    around = words.folded[max(0, at - _REACH) : at + _REACH + 1]
    return _BESIDE * (_CUES.country.beside.isdisjoint(around) - _CUES.state.beside.isdisjoint(around))
