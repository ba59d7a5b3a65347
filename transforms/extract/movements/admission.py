"""Which triggers are let through: a movement needs somebody public who can act."""

from __future__ import annotations

from transforms.extract.movements.lexicon import in_class, word_lists
from transforms.extract.movements.people import Party
from transforms.extract.movements.selection import Position
from transforms.extract.movements.syntax import (
    is_passive,
    lacks_finite_verb,
    lemma,
    prepositions,
    subject,
)
from transforms.extract.movements.trigger import Trigger

_PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "OPP"})
_PRIVATE = frozenset({"BUS", "EDU", "CVL", "MED", "AGR", "HLH"})
_TRAVELLING = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REB", "REL", "PTY", "IGO", "ELI"})
# Nouns of words, not deeds: said again and again, they count only where nothing else in the sentence speaks.
_WORDS_ONLY = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT", "STATEMENT"})


def is_mishap(trigger: Trigger) -> bool:
    """Killed by a storm or in a crash: nobody did it."""
    if trigger.type not in ("ASSAULT", "COERCE"):
        return False
    nouns = [
        noun for word, noun in prepositions(trigger.token) if word in ("in", "by", "from", "of", "after", "during")
    ]
    found = subject(trigger.token)
    if found is not None and not is_passive(trigger.token):
        nouns.append(found)
    return any(lemma(noun) in in_class("accident") and noun.dep_ != "nsubjpass" for noun in nouns)


def is_sensible(trigger: Trigger, position: Position, is_explicit: bool, is_sport: bool) -> bool:
    actors, recipients = trigger.actors, trigger.recipients
    everyone = [*actors, *recipients]
    is_agentless = trigger.has("A") or (trigger.part == "verb" and lacks_finite_verb(trigger.token))
    if not everyone or (not actors and not (is_agentless and recipients)):
        return False
    if _is_ride(trigger):
        return False
    if trigger.part == "noun" and trigger.has("L") and not is_explicit and trigger.carrier is None:
        return False
    if trigger.part == "noun" and trigger.carrier is None and not actors and not _suffers_by_name(trigger):
        return False
    is_background = trigger.part == "noun" and trigger.carrier is None and position.relation != "main"
    if is_background and (not actors or trigger.type in _WORDS_ONLY or trigger.mode in ("offer", "promise")):
        return False
    if position.relation == "relative" and (trigger.type in _WORDS_ONLY or not actors or not recipients):
        return False
    if trigger.has("Q") and not recipients and not (trigger.is_reciprocal and len(actors) > 1):
        return False
    if trigger.is_reciprocal and len(everyone) < 2 and not any(p.country and p.sector != "CVL" for p in actors):
        return False
    if trigger.has("P") and not trigger.has("G") and not _has_public_side(trigger):
        return False
    if trigger.mode == "host" and recipients and all(p.mention is None and p.sector == "CVL" for p in recipients):
        return False  # "welcomed a million tourists"
    if trigger.mode in ("offer", "promise") and trigger.type == "AGREE" and _is_business(trigger):
        return False
    if trigger.has("G") and not any(_holds_office(p) for p in actors):
        return False
    if is_sport and not any(p.sector in _PUBLIC_SECTORS for p in everyone):
        return False
    return not (trigger.type == "STATEMENT" and not any(_speaks_for_public(p) for p in actors))


def _is_ride(trigger: Trigger) -> bool:
    """ "The attackers arrived on motorcycles", "police arrived": how somebody without an office comes to a scene."""
    if trigger.mode != "visit" or trigger.part != "verb":
        return False
    riders = word_lists("domestic")["riders"]
    if not trigger.actors or any(p.sector not in riders or p.mention is not None for p in trigger.actors):
        return False
    vehicles = in_class("vehicle")
    is_by_vehicle = any(lemma(noun) in vehicles for _, noun in prepositions(trigger.token))
    return is_by_vehicle or not any(p.country for p in trigger.recipients)


def _has_public_side(trigger: Trigger) -> bool:
    """Somebody's private affairs are no movements: the actor is public, or a group acts towards someone public."""
    if any(_is_public(p) for p in (trigger.actors + trigger.recipients if trigger.is_reciprocal else trigger.actors)):
        return True
    is_private = any(p.mention is not None and p.mention.kind == "person" for p in trigger.actors)
    return not is_private and any(_is_public(p) for p in trigger.recipients)


def _is_business(trigger: Trigger) -> bool:
    """What companies, schools and residents offer customers is everyday life; what they offer a state is not."""
    if any(p.country is not None or p.sector in _PUBLIC_SECTORS for p in trigger.recipients):
        return False
    is_private = [p.sector in _PRIVATE or (p.sector is None and p.country is None) for p in trigger.actors]
    return bool(is_private) and all(is_private)


def _holds_office(party: Party) -> bool:
    """Also somebody introduced by full name alone: news rarely tells the journeys of people without an office."""
    if party.sector is not None:
        return party.sector in _TRAVELLING
    if party.mention is not None and party.mention.kind == "person":
        return " " in (party.mention.name or party.mention.text)
    return party.country is not None


def _speaks_for_public(party: Party) -> bool:
    """Statements are kept of states, offices and forces; what companies, experts and residents say fills newspapers."""
    if party.sector in _TRAVELLING:
        return True
    return (
        party.mention is not None
        and party.sector is None
        and party.mention.kind == "place"
        and party.country is not None
    )


def _suffers_by_name(trigger: Trigger) -> bool:
    return trigger.has("A") and any(p.mention is not None and p.mention.kind == "person" for p in trigger.recipients)


def _is_public(party: Party) -> bool:
    if party.sector not in (None, "CVL"):
        return True
    if party.mention is None:
        return party.country is not None and party.sector != "CVL"
    return party.mention.kind != "person" and (party.country is not None or party.mention.kind == "organization")
