"""Who does it and to whom: actor and recipient of a trigger, from the dependencies around it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.people import Party, code_of, is_foreign, parties
from transforms.extract.movements.syntax import (
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
_NAMED_KINDS = frozenset({"place", "nationality", "organization", "person"})
# Phrases that name the scene as often as the other side.
_LOCAL = frozenset({"in", "at", "on", "near", "from", "of", "by"})
# Where someone stands in the picture.
_POSES = frozenset({"left", "right", "center", "centre", "second", "third", "from", "far", "front", "rear"})
_ADJUNCTS = frozenset({"despite", "after", "before", "since", "during", "until", "amid", "according", "because", "following"})
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
        return _with_last(verb, _acting(found, index), index)
    return _controllers(verb, index, depth)


def _agents(verb: Token, index: TextIndex) -> list[Party]:
    for word, noun in prepositions(verb):
        if word == "by":
            return _acting(noun, index)
    for _, noun in prepositions(verb):
        if lemma(noun) in ("name", "behalf"):
            inner = [deep for word, deep in prepositions(noun) if word == "of"]
            if inner:
                return parties(inner[0], index)
    for token in verb.subtree:
        # "accused of misusing funds, by officials": the agent hangs on a word in between
        if token.lower_ == "by" and token.i > verb.i and not (token.head.pos_ == "VERB" and token.head.tag_ == "VBN"):
            found = [p for child in token.children if child.dep_ == "pobj" for p in parties(child, index)]
            if found and token.head.pos_ != "VERB":
                return found
    return []


def _with_last(verb: Token, actors: list[Party], index: TextIndex) -> list[Party]:
    """"X, director of Y, and Ambassador Z attended": the name right before the verb, where the parse lost it."""
    if not actors:
        return actors
    i = verb.i - 1
    while i > actors[-1].token.i and (verb.doc[i].is_punct or verb.doc[i].lower_ in _POSES or verb.doc[i].pos_ == "AUX"):
        i -= 1
    mention = index.mentions.get(i)
    if mention is None or mention.kind != "person" or any(p.mention is mention for p in actors) or i <= actors[-1].token.i:
        return actors
    between = verb.doc[actors[-1].token.i + 1 : i]
    has_and = any(token.lower_ == "and" for token in between)
    if not has_and or any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in between):
        return actors
    return actors + without(parties(verb.doc[i], index), actors)


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
    if is_passive(head) and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        agents = _agents(head, index)
        if agents:
            return agents
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
    whoever has a country; last the nearest country or force below the verb. A slot "." ends the search.
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
    for slot in (s for s in USUAL_ORDER if s not in slots):
        found = _fill(verb, slot, actors, index)
        if any(p.country for p in found) and not (slot in _LOCAL and _is_own_place(found, own)):
            return found, slot
        others.append((found, slot))
    for found, slot in _deeper(verb, actors, index):
        if found:
            return found, slot
    return next(((found, slot) for found, slot in others if found and not _is_mere_place(found)), ([], ""))


def _fill(verb: Token, slot: str, actors: list[Party], index: TextIndex) -> list[Party]:
    found = [p for noun in _slot(verb, slot, index) if _speaks(noun, verb, index) for p in parties(noun, index)]
    return without(found, actors)


def _speaks(noun: Token, verb: Token, index: TextIndex) -> bool:
    return noun.i not in index.tails or verb.i in index.tails


def _is_own_place(found: list[Party], own: set[str | None]) -> bool:
    """"blocked streets in Hong Kong": the actor's own country is the scene, not the other side."""
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
    yield from _of_object(verb, actors, index)
    yield without([p for noun in _clause_subjects(verb) for p in parties(noun, index)], actors), "clause"
    yield _nearest(verb, actors, index), "deep"


def _of_object(verb: Token, actors: list[Party], index: TextIndex) -> Iterator[tuple[list[Party], str]]:
    """The holder of the object and the country words before it ("Israeli changes", "a U.S. request")."""
    found = direct_object(verb)
    for noun in conjuncts(found) if found is not None else []:
        held = [p for child in noun.children if child.dep_ == "poss" for p in parties(child, index)]
        yield without(held, actors), "obj.poss"
        yield without(modifier_parties(noun, index), actors), "obj.mod"


def _nearest(verb: Token, actors: list[Party], index: TextIndex) -> list[Party]:
    """The nearest country, body or force below the trigger, breadth first, that is not the actor; one coordination.

    Countries go before nameless forces; what stands in an adjunct ("despite …", "if …") comes last.
    """
    start = [c for c in verb.children if c.dep_ not in ("nsubj", "nsubjpass", "punct", "conj")]
    start = [c for c in start if _speaks(c, verb, index)]
    plain, adjuncts = _reachable(verb, start, index)
    codes = {p.country for p in actors}
    for token in plain:
        found = _foreign(token, codes, actors, index)
        if found:
            return found
    sectors = {p.sector for p in actors}
    for token in plain:
        found = _force(token, sectors, actors, index)
        if found:
            return found
    for token in adjuncts:
        found = _foreign(token, codes, actors, index)
        if found:
            return found
    return []


def _reachable(verb: Token, start: list[Token], index: TextIndex) -> tuple[list[Token], list[Token]]:
    """Tokens below the verb, nearest first: those of its own phrases and those of its adjuncts."""
    plain: list[Token] = []
    adjuncts: list[Token] = []
    queue = deque((token, 1, _is_adjunct(token)) for token in start)
    while queue:
        token, depth, is_apart = queue.popleft()
        if _is_report(token, verb) or not _speaks(token, verb, index):
            continue
        (adjuncts if is_apart else plain).append(token)
        if depth < 12:
            queue.extend((child, depth + 1, is_apart or _is_adjunct(child)) for child in token.children)
    return plain, adjuncts


def _is_report(token: Token, verb: Token) -> bool:
    if lemma(token) not in word_lists("speech")["verbs"] or token.i < verb.i or token.pos_ != "VERB":
        return False
    return not any(child.dep_ == "ccomp" for child in token.children) and not has_infinitive_mark(token)


def _is_adjunct(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _ADJUNCTS
    return token.dep_ == "advcl" and any(child.dep_ in ("mark", "advmod") and child.i < token.i for child in token.children)


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


def without(found: list[Party], actors: list[Party]) -> list[Party]:
    taken = {p.token.i for p in actors} | {id(p.mention) for p in actors if p.mention is not None}
    keys = {p.key for p in actors}
    return [p for p in found if p.token.i not in taken and id(p.mention) not in taken and p.key not in keys]
