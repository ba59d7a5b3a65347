"""Who takes part in an event named by a noun: "Trump's visit to Seoul", "talks between A and B", "the arrest of C"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.actors import modifier_parties, verb_actors
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party, without
from transforms.extract.movements.syntax import is_passive, lemma, prepositions
from transforms.extract.movements.trigger import Trigger

_TARGETS = frozenset({"on", "against"})
# "Waltz's dismissal", "Navalny's arrest": a person who possesses one of these suffers it.
_SUFFERED = frozenset({"COERCE", "ASSAULT", "ACCUSE", "SANCTION"})


def nominal_roles(trigger: Trigger, index: TextIndex) -> tuple[list[Party], list[Party], bool]:
    """Actors and recipients of an event noun, and whether they are named with the noun itself."""
    noun, entry = trigger.token, trigger.entry
    actors, recipients = _around_noun(noun, trigger, index)
    for word, inner in prepositions(noun):
        if word == "by" and inner.dep_ == "pobj":
            actors = parties(inner, index) or actors
        elif word == "of" and inner.dep_ == "pobj":
            if "recipient" in entry.of:
                recipients = recipients or parties(inner, index)
            elif not actors:
                actors = parties(inner, index)
        elif word == "between":
            actors = parties(inner, index) or actors
    phrases = list(prepositions(noun))
    phrases += [deep for word, inner in phrases if word == "of" for deep in prepositions(inner) if deep[0] in _TARGETS]
    for slot in entry.to:
        if not recipients and slot not in ("between", "by"):
            found = [p for w, n in phrases if w == slot and n.dep_ == "pobj" for p in parties(n, index)]
            recipients = without(found, actors)
    is_explicit = bool(actors or recipients)
    if trigger.carrier is not None:
        actors, recipients = _from_carrier(trigger, actors, recipients, index)
    return actors, without(recipients, actors), is_explicit


def _around_noun(noun: Token, trigger: Trigger, index: TextIndex) -> tuple[list[Party], list[Party]]:
    has_of = any(word == "of" for word, _ in prepositions(noun))
    for child in noun.children:
        if child.dep_ == "poss":
            found = parties(child, index)
            persons = found and all(p.mention is not None and p.mention.kind == "person" for p in found)
            if persons and trigger.type in _SUFFERED and "recipient" in trigger.entry.of and not has_of:
                return [], found
            if found:
                return found, []
    before = modifier_parties(noun, index)
    if len(before) == 2 and not trigger.is_reciprocal and trigger.type in ("ASSAULT",):
        return before[:1], before[1:]
    return before, []


def _from_carrier(
    trigger: Trigger, actors: list[Party], recipients: list[Party], index: TextIndex
) -> tuple[list[Party], list[Party]]:
    carrier = trigger.carrier
    assert carrier is not None
    if lemma(carrier) in word_lists("light")["undergo"] and trigger.mode != "visit":
        # "received death threats": the subject is the other side
        recipients = recipients or without(verb_actors(carrier, index), actors)
        givers = [p for w, n in prepositions(carrier) if w in ("from", "by") for p in parties(n, index)]
        return actors or givers, without(recipients, actors or givers)
    if trigger.token.dep_ != "nsubj" and not actors:
        actors = verb_actors(carrier, index)
    if not recipients:
        slots = [*trigger.entry.to, "with", "against", "to"]
        if trigger.mode == "visit" or is_passive(carrier):
            slots.append("in")
        for slot in slots:
            found = [p for w, n in prepositions(carrier) if w == slot and n.dep_ == "pobj" for p in parties(n, index)]
            recipients = without(found, actors)
            if recipients:
                break
    return actors, recipients
