"""Who does it and to whom: actor and recipient of a trigger, from the dependencies around it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.people import Party, code_of, is_foreign, parties
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

# The object of these verbs, not their subject, does what the infinitive says ("urged Syria to leave").
OBJECT_CONTROL = frozenset(
    "urge ask force allow tell order permit enable help invite encourage persuade pressure press push advise warn "
    "beg implore exhort instruct command authorize authorise let compel require request prompt lead cause appoint "
    "accuse suspect blame charge prevent stop bar ban accuse convict send".split()
)
_POWERS = frozenset({"GOV", "MIL", "COP", "OPP", "REB", "LEG", "JUD"})
# Where the other side is looked for when a line of the lexicon says nothing else.
USUAL_ORDER = tuple("obj to with against at on upon into toward towards over from for between about in of by".split())


def verb_actors(verb: Token, index: TextIndex, depth: int = 0) -> list[Party]:
    """Who does what the verb says: subject, agent of a passive, or whoever controls a verb without a subject."""
    if depth > 5:
        return []
    if is_passive(verb):
        return _agents(verb, index)
    found = subject(verb)
    if found is not None:
        return _acting(found, index)
    return _controllers(verb, index, depth)


def _agents(verb: Token, index: TextIndex) -> list[Party]:
    for word, noun in prepositions(verb):
        if word == "by":
            return _acting(noun, index)
    for word, noun in prepositions(verb):
        if word in ("of", "behalf", "name") or word == "in" and lemma(noun) in ("name", "behalf"):
            inner = [deep for w, deep in prepositions(noun) if w == "of"]
            if inner and lemma(noun) in ("name", "behalf"):
                return parties(inner[0], index)
    return []


def _acting(noun: Token, index: TextIndex) -> list[Party]:
    """The people of a subject; for a thing, whoever holds it ("Israeli tanks", "Moscow's decision")."""
    found = parties(noun, index)
    if found:
        return found
    for child in noun.children:
        if child.dep_ == "poss":
            return parties(child, index)
    return []


def _controllers(verb: Token, index: TextIndex, depth: int) -> list[Party]:
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "acl":
        return _noun_controllers(verb, head, index, depth)
    if verb.dep_ == "relcl":
        return parties(head, index)
    if verb.dep_ in ("pcomp", "prep") or verb.dep_ == "advcl" and head.dep_ == "prep":
        return _prep_controllers(head, index, depth)
    if head.pos_ not in ("VERB", "AUX"):
        if verb.dep_ == "conj" or head.pos_ == "ADJ":
            return verb_actors(head, index, depth + 1)
        return _noun_controllers(verb, head, index, depth)
    if verb.dep_ in ("xcomp", "ccomp") and lemma(head) in OBJECT_CONTROL:
        found = direct_object(head)
        if found is not None:
            return parties(found, index)
    if verb.dep_ == "conj" and is_passive(head):
        found = subject(head)
        return parties(found, index) if found is not None else verb_actors(head, index, depth + 1)
    if is_passive(head) and verb.dep_ in ("xcomp", "advcl", "ccomp"):
        found = subject(head)
        return parties(found, index) if found is not None else []
    return verb_actors(head, index, depth + 1)


def _noun_controllers(verb: Token, noun: Token, index: TextIndex, depth: int) -> list[Party]:
    people = parties(noun, index)
    if people and not (has_infinitive_mark(verb) and not any(p.sector or p.country for p in people)):
        return people
    own = noun_holders(noun, index)
    if own:
        return own
    governor = noun.head
    if governor.pos_ in ("VERB", "AUX") and governor.i != noun.i:
        return verb_actors(governor, index, depth + 1)
    return []


def _prep_controllers(prep: Token, index: TextIndex, depth: int) -> list[Party]:
    governor = prep.head
    if governor.pos_ in ("VERB", "AUX"):
        if lemma(governor) in OBJECT_CONTROL:
            found = direct_object(governor)
            if found is not None:
                return parties(found, index)
        return verb_actors(governor, index, depth + 1)
    return noun_holders(governor, index) or parties(governor, index)


def noun_holders(noun: Token, index: TextIndex) -> list[Party]:
    """Whose a noun is: possessor, "by" phrase, or the country word before it ("Israeli raid")."""
    for child in noun.children:
        if child.dep_ == "poss":
            found = parties(child, index)
            if found:
                return found
    for word, inner in prepositions(noun):
        if word == "by":
            found = parties(inner, index)
            if found:
                return found
    return modifier_parties(noun, index)


def modifier_parties(noun: Token, index: TextIndex) -> list[Party]:
    """Countries and bodies among the words before a noun, each as a party ("Seoul-Beijing summit" gives two)."""
    found: list[Party] = []
    for i in range(max(noun.left_edge.i, noun.i - 10), noun.i):
        mention, word = index.mentions.get(i), noun.doc[i]
        if mention is None or any(p.mention is mention for p in found) or is_foreign(word):
            continue
        if mention.start < noun.idx < mention.end or any(word.is_ancestor(c) for c in ()):
            continue
        country, sector = code_of(mention)
        if country is not None or mention.kind in ("person", "organization"):
            found.append(Party(word, mention.start, mention.end, mention.text, mention, country, sector))
    return found


def verb_recipients(verb: Token, slots: tuple[str, ...], actors: list[Party], index: TextIndex) -> tuple[list[Party], str]:
    """The other side of a verb and the slot it was found in ("" when nowhere). Never one of the actors.

    First the slots the lexicon names, taking whoever stands there; then everywhere in the usual order, preferring
    whoever has a country; last the nearest country or force below the verb.
    """
    if slots == ("-",):
        return [], ""
    others: list[tuple[list[Party], str]] = []
    for slot in dict.fromkeys((*slots, "obj")):
        found = without([p for noun in _slot(verb, slot, index) for p in parties(noun, index)], actors)
        if found and not _is_mere_place(found):
            return found, slot
        others.append((found, slot))
    for slot in (s for s in USUAL_ORDER if s not in slots):
        found = without([p for noun in _slot(verb, slot, index) for p in parties(noun, index)], actors)
        if any(p.country for p in found):
            return found, slot
        others.append((found, slot))
    for found, slot in _deeper(verb, actors, index):
        if found:
            return found, slot
    return next(((found, slot) for found, slot in others if found and not _is_mere_place(found)), ([], ""))


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
    found = direct_object(verb)
    if found is not None:
        yield found
    elif verb.dep_ == "acl" and is_passive(verb):
        yield verb.head
    elif verb.dep_ == "relcl" and subject(verb) is not None and subject(verb).lower_ not in ("who", "which", "that"):  # type: ignore[union-attr]
        yield verb.head


def _clause_subjects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and lemma(child) not in word_lists("speech")["verbs"]:
            found = subject(child)
            if found is not None:
                yield found


def _deeper(verb: Token, actors: list[Party], index: TextIndex) -> Iterator[tuple[list[Party], str]]:
    found = direct_object(verb)
    if found is not None:
        for noun in conjuncts(found):
            held = [p for child in noun.children if child.dep_ == "poss" for p in parties(child, index)]
            yield without(held, actors), "obj.poss"
            yield without(modifier_parties(noun, index), actors), "obj.mod"
    yield without([p for noun in _clause_subjects(verb) for p in parties(noun, index)], actors), "clause"
    yield _nearest(verb, actors, index), "deep"


def _nearest(verb: Token, actors: list[Party], index: TextIndex) -> list[Party]:
    """The nearest country, body or force below the trigger, breadth first, that is not the actor; one coordination."""
    codes, sectors = {p.country for p in actors}, {p.sector for p in actors}
    queue = deque((child, 1) for child in verb.children if child.dep_ not in ("nsubj", "nsubjpass", "punct", "conj"))
    while queue:
        token, depth = queue.popleft()
        if lemma(token) in word_lists("speech")["verbs"] and token.i > verb.i and token.dep_ in ("ccomp", "parataxis", "relcl"):
            continue
        mention = index.mention_at(token)
        if mention is not None and mention.kind in ("place", "nationality", "organization", "person"):
            country, _ = code_of(mention)
            if country is not None and country not in codes and not is_foreign(token):
                found = without(parties(token, index), actors)
                return found or [Party(token, mention.start, mention.end, mention.text, mention, country, mention.sector)]
        elif mention is None and token.pos_ == "NOUN" and token.dep_ != "compound":
            found = without(parties(token, index), actors)
            if found and found[0].sector in _POWERS and found[0].sector not in sectors:
                return found
        if depth < 7:
            queue.extend((child, depth + 1) for child in token.children)
    return []


def without(found: list[Party], actors: list[Party]) -> list[Party]:
    taken = {p.token.i for p in actors} | {id(p.mention) for p in actors if p.mention is not None}
    keys = {p.key for p in actors}
    return [p for p in found if p.token.i not in taken and id(p.mention) not in taken and p.key not in keys]


def is_clause_child(token: Token) -> bool:
    """Whether a token opens a clause of its own under its head."""
    return token.dep_ in CLAUSES
