"""To whom a verb is done: the slots the lexicon names, the usual phrases, the nearest country below."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.movements.actors import agents, modifier_parties, speaks
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party, code_of, is_foreign, without
from transforms.extract.movements.syntax import (
    CLAUSES,
    conjuncts,
    direct_object,
    has_infinitive_mark,
    is_passive,
    lemma,
    prepositions,
    subject,
)

_NAMED_KINDS = frozenset({"place", "nationality", "organization", "person"})
# Phrases that name the scene as often as the other side.
_LOCAL = frozenset({"in", "at", "on", "near", "from", "of", "by"})
_ADJUNCTS = frozenset(
    {"despite", "after", "before", "since", "during", "until", "amid", "according", "because", "following"}
)
_PERSONAL = frozenset({"they", "them", "he", "him", "she", "her", "i", "me", "we", "us"})
_POWERS = frozenset({"GOV", "MIL", "COP", "OPP", "REB", "LEG", "JUD"})
# Where the other side is looked for when a line of the lexicon says nothing else.
USUAL_ORDER = (
    "obj",
    "to",
    "with",
    "against",
    "at",
    "on",
    "upon",
    "into",
    "toward",
    "towards",
    "over",
    "from",
    "for",
    "between",
    "about",
    "in",
    "of",
    "by",
)


def verb_recipients(
    verb: Token, slots: tuple[str, ...], actors: list[Party], index: TextIndex, is_wide: bool = True
) -> tuple[list[Party], str]:
    """The other side of a verb and the slot it was found in ("" when nowhere). Never one of the actors.

    First the slots the lexicon names, taking whoever stands there; then everywhere in the usual order, preferring
    whoever has a country; last the nearest country or force below the verb (``is_wide``: also in its clauses).
    A slot "." ends the search.
    """
    if slots == ("-",):
        return [], ""
    is_closed, slots = "." in slots, tuple(slot for slot in slots if slot != ".")
    own = {p.country for p in actors}
    others: list[tuple[list[Party], str]] = []
    for slot in dict.fromkeys((*slots, "obj")):
        found = _fill(verb, slot, actors, index)
        if found and not _is_mere_place(found) and not (slot in _LOCAL and _is_own_place(found, own)):
            return found, slot
        others.append((found, slot))
    if is_closed:
        return next(((found, slot) for found, slot in _of_object(verb, actors, index) if found), ([], ""))
    if _is_unknown_person(verb, slots):
        return [], ""
    for slot in (s for s in USUAL_ORDER if s not in slots):
        if slot == "by" and is_passive(verb):
            continue
        found = _fill(verb, slot, actors, index)
        if any(p.country for p in found) and not (slot in _LOCAL and _is_own_place(found, own)):
            return found, slot
        others.append((found, slot))
    for found, slot in _deeper(verb, actors, index, is_wide):
        if found:
            return found, slot
    others = [(found, slot) for found, slot in others if found and not _is_mere_place(found)]
    return next(((found, slot) for found, slot in others if not _is_own_place(found, own)), ([], ""))


def _is_unknown_person(verb: Token, slots: tuple[str, ...]) -> bool:
    """ "They were arrested in Dubai": the other side is somebody unknown, not the place."""
    found = direct_object(verb)
    is_unknown = found is not None and (found.lower_ in _PERSONAL or (found.pos_ == "PROPN" and is_passive(verb)))
    return is_unknown and slots[:1] == ("obj",)


def _fill(verb: Token, slot: str, actors: list[Party], index: TextIndex) -> list[Party]:
    nouns = [n for n in _slot(verb, slot, index) if n.tag_ != "PRP$" and speaks(n, verb, index)]
    found = [p for noun in nouns for p in parties(noun, index)]
    return without(found, actors)


def _is_own_place(found: list[Party], own: set[str | None]) -> bool:
    """ "blocked streets in Hong Kong": the actor's own country is the scene, not the other side."""
    return all(p.country in own and p.mention is not None and p.mention.kind == "place" for p in found)


def _is_mere_place(found: list[Party]) -> bool:
    """A sea or a region without a state takes no part."""
    return all(p.country is None and p.mention is not None and p.mention.kind == "place" for p in found)


def _slot(verb: Token, slot: str, index: TextIndex) -> Iterator[Token]:
    if slot == "obj":
        yield from _objects(verb)
    elif slot == "clause":
        yield from _clause_subjects(verb)
    else:
        yield from (noun for word, noun in prepositions(verb) if word == slot and noun.dep_ == "pobj")
        found = direct_object(verb)
        if found is not None:
            for noun in conjuncts(found):
                yield from (deep for word, deep in prepositions(noun) if word == slot and deep.dep_ == "pobj")


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dative", "iobj") and child.pos_ not in ("ADP", "PART"):
            yield child
    found, doer = direct_object(verb), subject(verb)
    if found is not None:
        yield found
    elif (verb.dep_ == "acl" and is_passive(verb)) or (
        verb.dep_ == "relcl" and doer is not None and doer.lower_ not in ("who", "which", "that")
    ):
        yield verb.head


def _clause_subjects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and lemma(child) not in word_lists("speech")["verbs"]:
            found = subject(child)
            if found is not None:
                yield found


def _deeper(verb: Token, actors: list[Party], index: TextIndex, is_wide: bool) -> Iterator[tuple[list[Party], str]]:
    yield from _of_object(verb, actors, index)
    yield without([p for noun in _clause_subjects(verb) for p in parties(noun, index)], actors), "clause"
    yield _nearest(verb, actors, index, is_wide), "deep"


def _of_object(verb: Token, actors: list[Party], index: TextIndex) -> Iterator[tuple[list[Party], str]]:
    """The holder of the object and the country words before it ("Israeli changes", "a U.S. request")."""
    found = direct_object(verb)
    for noun in conjuncts(found) if found is not None else []:
        held = [p for child in noun.children if child.dep_ == "poss" for p in parties(child, index)]
        yield without(held, actors), "obj.poss"
        yield without(modifier_parties(noun, index), actors), "obj.mod"
        doers = [p for child in noun.children if child.dep_ == "acl" for p in agents(child, index)]
        yield without(doers, actors), "obj.by"


def _nearest(verb: Token, actors: list[Party], index: TextIndex, is_wide: bool) -> list[Party]:
    """The nearest country, body or force below the trigger, breadth first, that is not the actor; one coordination.

    Countries go before nameless forces; what stands in an adjunct ("despite …", "if …") comes last.
    """
    start = [c for c in verb.children if c.dep_ not in ("nsubj", "nsubjpass", "punct", "conj")]
    start = [c for c in start if speaks(c, verb, index)]
    if not is_wide:
        start = [c for c in start if c.dep_ not in CLAUSES]
    plain, adjuncts = _reachable(verb, start, index, is_wide)
    codes = {p.country for p in actors}
    for token in plain:
        found = _foreign(token, codes, actors, index)
        if found:
            return found
    if not is_wide:
        return []
    sectors = {p.sector for p in actors}
    for token in plain:
        found = _force(token, sectors, actors, index)
        if found:
            return found
    if lemma(verb) not in ("demand", "urge", "call"):
        for token in adjuncts:
            found = _foreign(token, codes, actors, index)
            if found:
                return found
    return _own_state(plain, actors, index)


def _own_state(plain: list[Token], actors: list[Party], index: TextIndex) -> list[Party]:
    """ "Iraqi Kurds demonstrated for independence from Iraq": a group against the state it lives in."""
    if any(p.mention is not None and p.mention.kind == "place" for p in actors):
        return []
    codes = {p.country for p in actors}
    for token in plain:
        mention = index.mentions.get(token.i)
        if mention is None or mention.kind != "place" or mention.sector != "GOV" or mention.country not in codes:
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in ("in", "at", "near"):
            return [Party(token, mention.start, mention.end, mention.text, mention, mention.country, None)]
    return []


def _reachable(verb: Token, start: list[Token], index: TextIndex, is_wide: bool) -> tuple[list[Token], list[Token]]:
    """Tokens below the verb, nearest first: those of its own phrases and those of its adjuncts."""
    plain: list[Token] = []
    adjuncts: list[Token] = []
    queue = deque((token, 1, _is_adjunct(token)) for token in start)
    while queue:
        token, depth, is_apart = queue.popleft()
        if _is_report(token, verb) or not speaks(token, verb, index):
            continue
        (adjuncts if is_apart else plain).append(token)
        if depth < (12 if is_wide else 6):
            below = [c for c in token.children if is_wide or c.dep_ not in CLAUSES]
            queue.extend((child, depth + 1, is_apart or _is_adjunct(child)) for child in below)
    return plain, adjuncts


def _is_report(token: Token, verb: Token) -> bool:
    if lemma(token) not in word_lists("speech")["verbs"] or token.i < verb.i or token.pos_ != "VERB":
        return False
    return not any(child.dep_ == "ccomp" for child in token.children) and not has_infinitive_mark(token)


def _is_adjunct(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _ADJUNCTS
    return token.dep_ == "advcl" and any(
        child.dep_ in ("mark", "advmod") and child.i < token.i for child in token.children
    )


def _foreign(token: Token, codes: set[str | None], actors: list[Party], index: TextIndex) -> list[Party]:
    mention = index.mention_at(token)
    if mention is None:
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return []
        found = without(parties(token, index), actors)
        return found if any(p.country is not None and p.country not in codes for p in found) else []
    country, _ = code_of(mention)
    if country is None or country in codes or is_foreign(token) or mention.kind not in _NAMED_KINDS:
        return []
    found = without(parties(token, index), actors)
    return found or [Party(token, mention.start, mention.end, mention.text, mention, country, None)]


def _force(token: Token, sectors: set[str | None], actors: list[Party], index: TextIndex) -> list[Party]:
    mention = index.mention_at(token)
    if mention is None and (token.pos_ != "NOUN" or token.dep_ == "compound"):
        return []
    if mention is not None and mention.kind == "place":
        return []
    found = without(parties(token, index), actors)
    return found if found and found[0].sector in _POWERS and found[0].sector not in sectors else []
