"""Who does what a verb says: subject, agent, or whoever controls a verb without a subject."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party, code_of, is_foreign, without
from transforms.extract.movements.syntax import (
    climb,
    direct_object,
    has_infinitive_mark,
    is_passive,
    lemma,
    prepositions,
    subject,
)

# Where someone stands in the picture.
_POSES = frozenset({"left", "right", "center", "centre", "second", "third", "from", "far", "front", "rear"})


def verb_actors(verb: Token, index: TextIndex, depth: int = 0) -> list[Party]:
    """Who does what the verb says: subject, agent of a passive, or whoever controls a verb without a subject."""
    if depth > 5:
        return []
    if is_passive(verb):
        return agents(verb, index)
    found = subject(verb)
    if found is not None:
        return _with_last(verb, _acting(found, index), index) if speaks(found, verb, index) else []
    return _controllers(verb, index, depth)


def agents(verb: Token, index: TextIndex) -> list[Party]:
    """Who a passive names as the doer: "by …", "on behalf of …"."""
    doers = [noun for word, noun in prepositions(verb) if word == "by"]
    if doers:
        first = _acting(doers[0], index)
        return first + [p for noun in doers[1:] for p in without(_acting(noun, index), first)]
    for _, noun in prepositions(verb):
        if lemma(noun) in ("name", "behalf"):
            inner = [deep for word, deep in prepositions(noun) if word == "of"]
            if inner:
                return parties(inner[0], index)
    for token in verb.subtree:
        # "accused of misusing funds, by officials": the agent hangs on a word in between
        if token.lower_ != "by" or token.i < verb.i or _is_apart(token, verb):
            continue
        if token.nbor(-1).text == "," or token.head.pos_ != "VERB":
            found = [p for child in token.children if child.dep_ == "pobj" for p in parties(child, index)]
            if found:
                return found
    return []


def _is_apart(token: Token, verb: Token) -> bool:
    """Whether a word stands in a phrase of time or cause below the verb."""
    for ancestor in climb(token):
        if ancestor.i == verb.i:
            return False
        if ancestor.lower_ in word_lists("grammar")["apart"]:
            return True
    return False


def _with_last(verb: Token, actors: list[Party], index: TextIndex) -> list[Party]:
    """ "X, director of Y, and Ambassador Z attended": the name right before the verb, where the parse lost it."""
    if not actors:
        return actors
    i = verb.i - 1
    while i > actors[-1].token.i and (
        verb.doc[i].is_punct or verb.doc[i].lower_ in _POSES or verb.doc[i].pos_ == "AUX"
    ):
        i -= 1
    mention = index.mentions.get(i)
    if (
        mention is None
        or mention.kind != "person"
        or any(p.mention is mention for p in actors)
        or i <= actors[-1].token.i
    ):
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
    named = [child for child in noun.children if child.dep_ == "appos" and child.i in index.mentions]
    if named and index.mentions[named[0].i].kind == "person":
        return parties(named[0], index)
    for child in noun.children:
        if child.dep_ == "poss":
            return parties(child, index)
    return []


def _controllers(verb: Token, index: TextIndex, depth: int) -> list[Party]:
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ in ("csubj", "csubjpass"):
        return []
    if verb.dep_ == "acl":
        return _noun_controllers(verb, head, index, depth)
    if verb.dep_ == "relcl":
        return parties(head, index)
    if verb.dep_ in ("pcomp", "prep") or (verb.dep_ == "advcl" and head.dep_ == "prep"):
        return _prep_controllers(head, index, depth)
    if head.pos_ not in ("VERB", "AUX"):
        if verb.dep_ == "conj" or head.pos_ == "ADJ":
            return verb_actors(head, index, depth + 1)
        return _noun_controllers(verb, head, index, depth)
    if verb.dep_ in ("xcomp", "ccomp") and lemma(head) in word_lists("grammar")["object_control"]:
        found = direct_object(head)
        if found is not None:
            return parties(found, index)
    if verb.dep_ == "conj" and is_passive(head):
        found = subject(head)
        return parties(found, index) if found is not None else verb_actors(head, index, depth + 1)
    if is_passive(head) and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        doers = agents(head, index)
        if doers:
            return doers
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
        is_judged = prep.lower_ == "for" and lemma(governor) in word_lists("grammar")["judging"]
        if is_judged or lemma(governor) in word_lists("grammar")["object_control"]:
            found = direct_object(governor)
            if found is None and is_passive(governor) and governor.dep_ in ("acl", "relcl"):
                found = governor.head
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
        if mention.start < noun.idx < mention.end:
            continue
        country, sector = code_of(mention)
        if country is not None or mention.kind in ("person", "organization"):
            found.append(Party(word, mention.start, mention.end, mention.text, mention, country, sector))
    return found


def speaks(noun: Token, verb: Token, index: TextIndex) -> bool:
    return noun.i not in index.tails or verb.i in index.tails
