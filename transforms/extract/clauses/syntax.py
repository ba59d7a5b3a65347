"""Small questions to the parse that every reader asks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.english.calendar import CALENDAR, DAYS
from transforms.extract.text.labels import AUXILIARIES

# Tags of verbs that carry the tense of their clause.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Words between the comma and the plural of ", new research from Leeds shows."; no report of a source is longer.
_LONGEST_REPORT = 9
_IN_REPORT = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM"})
# Prepositions of "from Seoul to Tokyo" that the parse hangs under the place of departure.
_GOALS = frozenset({"to", "into", "for"})


def neighbour(token: Token, step: int) -> Token:
    """The word ``step`` words on; at either end of the text the token itself."""
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else token


def lemma(token: Token) -> str:
    """Lower-case lemma; the word itself where the model gives none."""
    return (token.lemma_ or token.text).lower()


def lemma_of_saying(token: Token) -> str:
    """The lemma of a word that may be a verb of saying; "denies" read as a plural gives "deny"."""
    if token.tag_ == "NNS" and token.lower_.endswith("ies"):
        return token.lower_[:-3] + "y"
    return lemma(token)


def is_verb(token: Token) -> bool:
    """True if the word is tagged as a verb, also one that the parse hangs on a noun ("Germany urged Serbia")."""
    return (token.tag_.startswith("VB") and token.pos_ in ("VERB", "AUX")) or is_plural_for_verb(token)


def is_plural_for_verb(token: Token) -> bool:
    """True for a verb read as a plural: "Nissan denies that it …", and at the end of "…, new research shows."."""
    if token.tag_ != "NNS" or token.i + 1 >= token.sent.end or token.i == token.sent.start:
        return False
    before = neighbour(token, -1)
    takes_that = neighbour(token, 1).lower_ == "that" and before.dep_ == "compound" and before.head.i == token.i
    return (token.dep_ == "ROOT" and takes_that) or first_of_report(token) is not None


def first_of_report(token: Token) -> Token | None:
    """The first word of ", new research shows." when nothing but a noun phrase lies between comma and plural."""
    if neighbour(token, 1).text != "." or not any(is_finite(t) for t in token.doc[token.sent.start : token.i]):
        return None
    for i in range(token.i - 1, max(token.sent.start, token.i - _LONGEST_REPORT), -1):
        word = token.doc[i]
        if word.text == ",":
            return neighbour(word, 1) if i < token.i - 1 else None
        if word.pos_ not in _IN_REPORT:
            return None
    return None


def is_finite(token: Token) -> bool:
    """True if the word itself carries the tense of its clause."""
    return token.tag_ in FINITE and token.pos_ in ("VERB", "AUX")


def has_tense(verb: Token) -> bool:
    """True if the verb or one of its auxiliaries carries a tense: "visited", "has been visited"; not "to visit"."""
    return verb.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ in FINITE for c in verb.children)


def infinitive_mark(verb: Token) -> Token | None:
    """The "to" of an infinitive."""
    return next((child for child in verb.lefts if child.lower_ == "to" and child.dep_ in ("aux", "mark")), None)


def is_day(token: Token) -> bool:
    """True if the word is a day or a month, which news puts where a parser expects a subject."""
    return token.ent_type_ == "DATE" or token.lower_ in DAYS or token.lower_ in CALENDAR.months


def climb(token: Token, limit: int = 12) -> Iterator[Token]:
    """The ancestors of a token, nearest first."""
    for _ in range(limit):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it to its right."""
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue.extend(child for child in current.children if child.dep_ == "conj" and child.i > current.i)
    return found


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its object) for the prepositional phrases of a token, also of stacked ones ("out of", "up to")."""
    for goal in _goals(token):
        yield from ((goal.lower_, inner) for inner in goal.children if inner.dep_ == "pobj")
    for child in token.children:
        if not _is_preposition(child):
            continue
        for inner in child.children:
            if inner.dep_ in ("pobj", "pcomp"):
                yield child.lower_, inner
            elif inner.dep_ == "prep":
                yield from ((inner.lower_, deep) for deep in inner.children if deep.dep_ in ("pobj", "pcomp"))


def _is_preposition(child: Token) -> bool:
    """True for a word that opens a prepositional phrase; not for "her" of "gave her a book"."""
    if child.dep_ == "dative":
        return child.pos_ in ("ADP", "PART", "SCONJ")
    return child.dep_ in ("prep", "agent", "prt") or (child.dep_ == "advmod" and child.tag_ == "IN")


def _goals(verb: Token) -> list[Token]:
    """The prepositions of "from Seoul to Tokyo" that the parse hung under the place of departure."""
    if verb.pos_ != "VERB":
        return []
    origins = [o for p in verb.children if p.dep_ == "prep" and p.lower_ == "from" for o in p.children]
    return [p for o in origins if o.dep_ == "pobj" for p in o.children if p.dep_ == "prep" and p.lower_ in _GOALS]
