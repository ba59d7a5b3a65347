"""The sides of an act, and whether two reports can mean the same people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

import pycountry
from babel import Locale

from transforms.events.acts import body_of, is_group

# Where a phrase without a name ends: "officials of the ministry" are officials.
_PHRASE_END = re.compile(r"\s(?:of|in|from|at|on|near|who|for|with)\s|,")
_ENGLISH = Locale("en")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of an act.

    ``codes`` are countries and bodies, ``named`` people and organisations, ``people`` the names of
    people by country, ``nouns`` what those without a name are called, ``numbers`` how many they are.
    """

    codes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    people: frozenset[tuple[str, str]] = frozenset()
    nouns: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    labels: frozenset[str] = field(default=frozenset(), compare=False)

    def __or__(self, other: Side) -> Side:
        return Side(
            self.codes | other.codes,
            self.named | other.named,
            self.people | other.people,
            self.nouns | other.nouns,
            self.numbers | other.numbers,
            self.labels | other.labels,
        )

    def __bool__(self) -> bool:
        return bool(self.codes or self.named or self.nouns)


@cache
def is_country(place: str, alpha3: str | None) -> bool:
    """True if the place is that whole country."""
    country = pycountry.countries.get(alpha_3=alpha3) if alpha3 else None
    if country is None:
        return False
    names = {country.name, getattr(country, "common_name", None), _ENGLISH.territories.get(country.alpha_2)}
    return place.casefold() in {name.casefold() for name in names if name}


def read_side(participants: Iterable[dict[str, Any]]) -> Side:
    """One side from rows of core.movement_participants."""
    side = Side()
    for row in participants:
        side |= _read_participant(row)
    return side


def _read_participant(row: dict[str, Any]) -> Side:
    country, entity, text = row["country"], row["entity_id"], row["text"]
    name = row.get("name") or text
    kind = row.get("kind")
    label = frozenset({country or name})
    if entity is None:
        return Side(frozenset({country} if country else ()), nouns=_noun(text), numbers=_numbers(text), labels=label)
    body = body_of(name)
    codes = frozenset({country, body} - {None})
    if kind == "person":
        people = frozenset({(country or "", name.casefold())})
        return Side(codes, frozenset({entity}), people, labels=label)
    codes = codes or frozenset({name.casefold()})
    if kind == "organization":
        return Side(codes, frozenset({entity}), labels=label)
    # "12 pupils in Mopti", "Malian soldiers": a country's name, and people without one.
    is_phrase = text != name and (text.split()[-1][0].islower() or _PHRASE_END.search(text) is not None)
    return Side(codes, nouns=_noun(text) if is_phrase else frozenset(), numbers=_numbers(text), labels=label)


def _noun(text: str) -> frozenset[str]:
    """What people without a name are called: the last word of the phrase, without what follows of or in."""
    return frozenset(_PHRASE_END.split(text.casefold())[0].split()[-1:])


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def share_people(one: Side, other: Side) -> bool:
    """True if both name the same person."""
    return any(_is_same_name(a, b) for _, a in one.people for _, b in other.people)


def differ_in_people(one: Side, other: Side) -> bool:
    """True if both name people of one country, and not the same: two ministers may visit one country on one day."""
    for country in {country for country, _ in one.people} & {country for country, _ in other.people}:
        pairs = product(*([name for code, name in side.people if code == country] for side in (one, other)))
        if not any(_is_same_name(first, second) for first, second in pairs):
            return True
    return False


def met_others(one: Side, other: Side) -> bool:
    """True if somebody met a group without a name, and the other report names whom he met: leaders, or Ana Soto."""
    if not one.people or not any(map(is_group, one.nouns)) or share_nouns(one, other):
        return False
    return any(not any(_is_same_name(name, known) for _, known in one.people) for _, name in other.people)


@cache
def _is_same_name(one: str, other: str) -> bool:
    """True for "Soto" and "Ana Soto", "Ana M. Soto" and "Ana Soto"; not for "Luis Soto" and "Ana Soto"."""
    first, second = one.split(), other.split()
    return first[-1] == second[-1] and (first[0] == second[0] or min(len(first), len(second)) == 1)


def share_nouns(one: Side, other: Side) -> bool:
    """True if people without a name are called alike: "girls" and "schoolgirls"."""
    return any(a.endswith(b) or b.endswith(a) for a in one.nouns for b in other.nouns)


def agree(one: Side, other: Side) -> bool | None:
    """True if both mean the same side, false if they cannot, null where one says too little."""
    if not one or not other:
        return None
    if one.codes & other.codes or one.named & other.named or share_people(one, other):
        return not differ_in_people(one, other)
    if one.codes and other.codes:
        return False
    return None
