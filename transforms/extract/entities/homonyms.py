"""States called like a country: whether "Georgia" is the one or the other in a text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from transforms.extract.entities.lexicon import country_names
from transforms.extract.entities.naming import Named
from transforms.extract.entities.regions import lies_in, regions, take_state
from transforms.extract.entities.words import Words, name_key

_FILE = Path(__file__).parent / "data" / "homonyms.toml"
_BESIDE, _ANYWHERE, _TOWN = 2.0, 1.0, 1.5
# A country named in passing says little on which of two namesakes is meant.
_COUNTRY = 0.5
_ENOUGH = 1.0
_PERSON = 0.75


@cache
def _cues() -> dict[str, dict[str, frozenset[str]]]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {sense: {name: frozenset(words.split()) for name, words in table.items()} for sense, table in tables.items()}


@cache
def _homonyms() -> dict[str, str]:
    """Folded names that a country and a state share, with the country's code."""
    return {key: code for code, name in country_names().items() if (key := name_key(name)) in regions()}


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    _homonyms.cache_clear()


def settle_homonyms(words: Words, named: list[Named]) -> dict[str, str]:
    """Let a country's name mean the state where the text speaks for it; the countries such names stand for here."""
    meant = {}
    for key, code in _homonyms().items():
        places = [at for at, word in enumerate(words.folded) if word == key]
        if not places:
            continue
        state = regions()[key]
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
    score = sum(_beside(words, at) for at in places)
    near = {at for place in places for at in range(max(0, place - 4), place + 5)}
    others = {word for at, word in enumerate(words.folded) if at not in near}
    score += _ANYWHERE * len(others & _cues()["state"]["anywhere"]) - _ANYWHERE * len(
        others & _cues()["country"]["anywhere"]
    )
    told: dict[str, float] = {}
    for item in named:
        mention = item.mention
        key = words.key(item.span.first, item.span.stop)
        if not mention.country or key in _homonyms():
            continue
        weight = _weight(item)
        after = words.folded[item.span.stop] if item.span.stop < len(words) else ""
        if weight == _COUNTRY and after in _cues()["state"]["federal"]:
            weight = _ENOUGH
        if mention.country == home:
            told[key] = weight + _TOWN * lies_in(key, state)
        elif mention.country == country:
            told[key] = -2 * _TOWN
        elif weight == _COUNTRY:
            told[key] = -_COUNTRY if mention.kind != "organization" else 0.0
    return score + sum(told.values())


def _weight(item: Named) -> float:
    """How much a mention of a country's place, body or person speaks for that country."""
    if item.country_by in ("countries", "pycountry", "capitals", "groups"):
        return _COUNTRY
    if item.span.kind != "person":
        return _TOWN
    offices = {role.title for role in item.entry.roles} if item.entry is not None else set()
    return 2 * _PERSON if offices & _cues()["state"]["offices"] else _PERSON


def _beside(words: Words, at: int) -> float:
    """What the words around one mention of the name speak for: "Georgia's parliament", "a Georgia sheriff"."""
    around = set(words.folded[max(0, at - 4) : at + 5])
    score = 0.0
    for sense, sign in (("state", 1), ("country", -1)):
        score += sign * _BESIDE * min(1, len(around & _cues()[sense]["beside"]))
    return score
