"""Content that a verb governs: an object, an infinitive, a preposition with its noun."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.syntax import NOMINAL, infinitive_mark, is_finite, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.content.bounds import REACH, STOPS, ends_search
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS
from transforms.extract.text.labels import COMPLEMENTS, OBJECTS

_INFINITIVES = COMPLEMENTS | {"advcl", "acl"}
_PREPOSITIONS = frozenset({"prep", "prt", "advmod"})
# The "to" of an infinitive is at most so far after its verb, the preposition of what is said so far.
_NEAR_INFINITIVE, _NEAR_PREPOSITION = 3, 2


def has_plain_object(verb: Token, subject: Phrase | None) -> bool:
    """True for "said nothing", "announced a plan": what is said is the object, not what precedes."""
    if Way.INFORM in ways_of(verb):
        return any(c.dep_ == "dobj" and c.lower_ in WORDS.empty_objects for c in verb.rights)
    objects = [c for c in verb.rights if c.dep_ in OBJECTS and c.pos_ in NOMINAL]
    return any(subject is None or not subject.first <= c.i <= subject.last for c in objects)


def infinitive(verb: Token) -> Range | None:
    """The infinitive of "promised to refund the tickets"."""
    for child in verb.rights:
        if child.lower_ == "to" and child.dep_ == "prep" and child.i == verb.i + 1:
            return trim(child.i + 1, child.right_edge.i, verb)  # "to free 40 prisoners" read as "free prisoners"
        mark = infinitive_mark(child) if child.dep_ in _INFINITIVES else None
        if mark is not None and mark.i - verb.i <= _NEAR_INFINITIVE:
            return trim(mark.i + 1, child.right_edge.i, verb)
    return None


def demand(verb: Token) -> Range | None:
    """Whom "urged Serbia to release …" asks, and what is asked."""
    doc, start = verb.doc, _start_of_demand(verb)
    if start is None:
        return None
    for i in range(start, min(verb.i + REACH, verb.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "to" and doc[i + 1].tag_ == "VB":
            return trim(start, doc[i + 1].right_edge.i, verb) if i > start else None
        if ends_search(token):
            return None
    return None


def _start_of_demand(verb: Token) -> int | None:
    """The word after the verb; after "call on" and "appeal to" the one after the preposition."""
    if lemma_of_saying(verb) not in WORDS.calling:
        return verb.i + 1
    is_called = verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in WORDS.called_by
    return verb.i + 2 if is_called else None


def accusation(verb: Token) -> Range | None:
    """Whom "accused the mine of hiding the leak" is about, and what it is accused of."""
    for i in range(verb.i + 2, min(verb.i + REACH, verb.sent.end - 1)):
        token = verb.doc[i]
        is_link = token.lower_ in WORDS.accusing and token.pos_ in ("ADP", "SCONJ")
        if is_link and (token.lower_ != "of" or lemma_of_saying(verb) == "accuse"):
            return trim(verb.i + 1, max(token.right_edge.i, i), verb)
        if not is_link and (is_finite(token) or token.text in STOPS):
            return None
    return None


def noun_object(verb: Token) -> Range | None:
    """The object of "announced a new ferry line"; None for one that says nothing."""
    found = next((c for c in verb.rights if c.dep_ in OBJECTS and c.pos_ in ("NOUN", "PROPN")), None)
    if found is None or found.lower_ in WORDS.empty_objects:
        return None
    return trim(max(found.left_edge.i, verb.i + 1), found.right_edge.i, verb)


def naming(verb: Token, quotations: Quotations) -> Range | None:
    """Whom or what "called the offer “a step forward”" names, and the name in quotation marks."""
    for i in range(verb.i + 2, min(verb.i + REACH, verb.sent.end)):
        quote = quotations.opens(i)
        if quote is not None:
            return verb.i + 1, quote.last
        token = verb.doc[i]
        if is_finite(token) or token.text in STOPS or token.text == ",":
            return None
    return None


def prepositional(verb: Token) -> Range | None:
    """The noun after the preposition of "called for talks"."""
    wanted = openers_of(verb)
    for child in verb.rights:
        is_near = child.dep_ in _PREPOSITIONS and child.i - verb.i <= _NEAR_PREPOSITION
        if is_near and child.lower_ in wanted and any(noun.dep_ in ("pobj", "pcomp") for noun in child.children):
            return trim(child.i + 1, child.right_edge.i, verb)
    return None
