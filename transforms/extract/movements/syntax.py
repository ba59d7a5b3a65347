"""Small questions to the parse that every step of the movements reader asks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.movements.lexicon import word_lists

# What a verb of a headline has beside it if somebody does it; whoever is "shot dead" suffers it.
_FILLED = frozenset({"aux", "auxpass", "dobj", "obj", "ccomp", "oprd"})
_DAYS = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_AFTER_BARE_PARTICIPLE = frozenset({"ADP", "SCONJ", "ADV", "PUNCT", "CCONJ", "ADJ", "SPACE", "VERB"})


def lemma(token: Token) -> str:
    """Lower-case lemma; the word itself where the model gives none."""
    return (token.lemma_ or token.text).lower()


def children(token: Token, *labels: str) -> list[Token]:
    """Children of a token with one of the dependency labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive (also a bare participle after a noun: "troops sent to …")."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if is_displaced(verb) or (verb.dep_ == "acl" and _is_told_on(verb)):
        return False
    if continues_passive(verb) or _is_clipped_passive(verb) or is_headline_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and lemma(child) in ("have", "'ve") for child in verb.children):
        return False
    return verb.dep_ in ("acl", "advcl", "relcl") and not any(
        child.dep_ in ("nsubj", "dobj") for child in verb.children
    )


def continues_passive(verb: Token) -> bool:
    """ "was found guilty and sentenced": a participle coordinated with a passive, without a subject or object."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or verb.head.pos_ not in ("VERB", "AUX"):
        return False
    if any(c.dep_ in ("nsubj", "dobj", "aux", "ccomp") for c in verb.children):
        return False
    return any(c.dep_ == "auxpass" for c in verb.head.children)


def is_headline_passive(verb: Token) -> bool:
    """ "Girls kidnapped in Nigeria": a verb that never goes without an object, without one and without an auxiliary."""
    if lemma(verb) not in word_lists("grammar")["suffered"] or not _are_bare_participles(verb):
        return False  # "kidnapped and killed girls"
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ not in ("ROOT", "ccomp", "parataxis", "advcl", "dep") or not children(verb, "nsubj"):
        return False
    following = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    if following is not None and following.pos_ not in _AFTER_BARE_PARTICIPLE and not is_day(following):
        return False
    return not any(c.dep_ == "prep" and c.lower_ == "at" and _is_people(c) for c in verb.children)


def _are_bare_participles(verb: Token) -> bool:
    """True if neither the verb nor one joined to it has an auxiliary or an object."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(c.dep_ in _FILLED and c.lower_ != "dead" for c in verb.children):
        return False
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not children(c, "auxpass")]
    return all(_are_bare_participles(c) for c in joined)


def _is_people(prep: Token) -> bool:
    """True for "shot at protesters", not for "shot at mall"."""
    return any(c.dep_ == "pobj" and c.tag_ in ("NNS", "NNPS", "PRP") for c in prep.children)


def _is_clipped_passive(verb: Token) -> bool:
    """ "people murdered each year", "a law approved in 2021" with the participle tagged as a past tense."""
    if verb.dep_ != "acl" or verb.tag_ != "VBD":
        return False
    return not any(child.dep_ in ("nsubj", "dobj", "ccomp", "xcomp") for child in verb.children)


def is_day(token: Token) -> bool:
    """Whether a word is a bare day ("today", "Tuesday"): news puts them where parsers expect a subject or an object."""
    return token.lower_ in _DAYS


def _is_told_on(verb: Token) -> bool:
    """ "Doctors from two groups donated and delivered goods": a past tense coordinated with another one."""
    if any(child.dep_ == "conj" and child.tag_ == "VBD" for child in verb.children):
        return True
    noun, above = verb.head, verb.head.head
    has_rival = any(c.dep_ == "nsubj" and c.i > verb.i for c in above.children)
    return verb.tag_ == "VBN" and noun.dep_ == "nsubj" and has_rival


def subject(verb: Token) -> Token | None:
    """The verb's own subject word, active or passive; for a tensed verb without one the noun phrase to its left."""
    found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and not is_day(c)), None)
    if found is None and verb.dep_ == "acl" and _is_told_on(verb):
        return _top_of_phrase(verb.head, verb)
    if found is not None or has_infinitive_mark(verb) or not (is_finite(verb) or is_displaced(verb)):
        return found
    if verb.dep_ in ("conj", "relcl", "acl") and not is_day(verb.doc[max(0, verb.i - 1)]):
        return None
    return _noun_to_the_left(verb)


def is_displaced(verb: Token) -> bool:
    """A past-tense verb the parser took for a participle before a noun: "police on Monday confiscated weapons"."""
    if verb.dep_ not in ("amod", "dobj", "dep", "nsubj") or verb.tag_ not in ("VBN", "VBD"):
        return False
    if not (verb.head.i > verb.i and verb.head.pos_ in ("NOUN", "PROPN")):
        return False
    i = verb.i - 1
    while i >= verb.sent.start and (is_day(verb.doc[i]) or verb.doc[i].lower_ == "on" or verb.doc[i].pos_ == "ADV"):
        i -= 1
    before = verb.doc[i] if i >= verb.sent.start else None
    if before is None:
        return False
    return before.pos_ in ("NOUN", "PROPN") or (lemma(before) in ("have", "'ve") and verb.tag_ == "VBN")


def _noun_to_the_left(verb: Token) -> Token | None:
    i = verb.i - 1
    while i >= verb.sent.start:
        token = verb.doc[i]
        if token.pos_ in ("NOUN", "PROPN") and not is_day(token):
            return _top_of_phrase(token, verb)
        if token.text == ",":
            return _before_apposition(token, verb)
        is_skipped = (
            token.pos_ in ("ADV", "AUX", "PART") or lemma(token) in ("have", "be") or is_day(token) or token.is_space
        )
        if not is_skipped and not (token.lower_ == "on" and is_day(verb.doc[i + 1])):
            return None
        i -= 1
    return None


def _before_apposition(comma: Token, verb: Token) -> Token | None:
    """ "Choe, president of the assembly, is attending": the name before the insertion."""
    for i in range(comma.i - 1, max(verb.sent.start, comma.i - 25), -1):
        token = verb.doc[i]
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if token.text == ",":
            before = verb.doc[i - 1]
            return before if i > verb.sent.start and before.pos_ == "PROPN" else None
    return None


def _top_of_phrase(token: Token, verb: Token) -> Token:
    for _ in range(4):
        head = token.head
        if (
            token.dep_ in ("compound", "appos")
            and head.pos_ in ("NOUN", "PROPN")
            and head.i < verb.i
            and not is_day(head)
        ):
            token = head
        elif token.dep_ == "pobj" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i < head.i:
            token = head.head
        else:
            return token
    return token


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its object) for the prepositional phrases of a token, also of stacked ones ("out of", "up to")."""
    for goal in _goals(token):
        yield from ((goal.lower_, inner) for inner in goal.children if inner.dep_ == "pobj")
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt") or (child.dep_ == "advmod" and child.tag_ == "IN"):
            word = child.lower_
            if child.dep_ == "dative" and child.pos_ not in ("ADP", "PART", "SCONJ"):
                continue
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield word, inner
                elif inner.dep_ == "prep":
                    yield from ((inner.lower_, deep) for deep in inner.children if deep.dep_ in ("pobj", "pcomp"))


def _goals(verb: Token) -> list[Token]:
    """The prepositions of "from Seoul to Tokyo" that the parse hung under the place of departure."""
    if verb.pos_ != "VERB":
        return []
    origins = [o for p in children(verb, "prep") if p.lower_ == "from" for o in children(p, "pobj")]
    return [p for o in origins for p in children(o, "prep") if p.lower_ in ("to", "into", "for")]


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
    return any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children
    )


def auxiliaries(verb: Token) -> str | None:
    """The auxiliaries and negation of a verb and, of a verb below another one, that one: "urged to", "will not"."""
    own = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg")]
    above = [verb.head] if verb.dep_ in ("xcomp", "ccomp") else []
    words = sorted({token.i: token.lower_ for token in [*above, *own]}.items())
    return " ".join(word for _, word in words) or None
