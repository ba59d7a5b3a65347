"""Small questions to the parse that every step of the movements reader asks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.movements.lexicon import word_lists

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
_PARTICLE_WORDS = frozenset({"out", "off", "up", "down", "back", "aside", "away", "over", "together"})


def lemma(token: Token) -> str:
    """Lower-case lemma; the word itself where the model gives none."""
    return (token.lemma_ or token.text).lower()


def children(token: Token, *labels: str) -> list[Token]:
    """Children of a token with one of the dependency labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive (also a bare participle after a noun: "troops sent to …")."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass", "nsubj:pass", "aux:pass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and lemma(child) in ("have", "'ve") for child in verb.children):
        return False
    return verb.dep_ in ("acl", "advcl", "relcl") and not any(child.dep_ in ("nsubj", "dobj") for child in verb.children)


def subject(verb: Token) -> Token | None:
    """The verb's own subject word, active or passive."""
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def direct_object(verb: Token) -> Token | None:
    """Direct object, or the subject of a passive verb."""
    found = next((child for child in verb.children if child.dep_ in OBJECTS), None)
    if found is None and is_passive(verb):
        found = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return found


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its object) for the prepositional phrases of a token, also of stacked ones ("out of", "up to")."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt") or child.dep_ == "advmod" and child.tag_ == "IN":
            word = child.lower_
            if child.dep_ == "dative" and child.pos_ not in ("ADP", "PART", "SCONJ"):
                continue
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield word, inner
                elif inner.dep_ == "prep":
                    yield from ((inner.lower_, deep) for deep in inner.children if deep.dep_ in ("pobj", "pcomp"))


def companions(verb: Token) -> set[str]:
    """Particles and prepositions standing at the verb."""
    words = set()
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "dative") or child.lower_ in _PARTICLE_WORDS:
            words.add(child.lower_)
    found = direct_object(verb)
    if found is not None and found.lower_ == "part":
        words.add("part")
    return words


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it to its right."""
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue.extend(child for child in current.children if child.dep_ == "conj" and child.i > current.i)
    return found


def counted(token: Token) -> Token:
    """Whoever a word of counting counts: "thousands" of "thousands of Nigerians" gives "Nigerians"."""
    for _ in range(3):
        if lemma(token) not in word_lists("quantities")["of"] and token.pos_ not in ("NUM", "DET"):
            return token
        inner = next((noun for word, noun in prepositions(token) if word in ("of", "from")), None)
        if inner is None or inner.pos_ == "VERB":
            return token
        token = inner
    return token


def climb(token: Token, limit: int = 12) -> Iterator[Token]:
    """The ancestors of a token, nearest first."""
    for _ in range(limit):
        if token.head is token or token.head.i == token.i:
            return
        token = token.head
        yield token


def has_infinitive_mark(verb: Token) -> bool:
    """Whether the verb is a to-infinitive."""
    return any(child.dep_ in ("aux", "mark") and child.lower_ == "to" for child in verb.children)


def is_finite(verb: Token) -> bool:
    """Whether the verb carries its own tense."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children)
