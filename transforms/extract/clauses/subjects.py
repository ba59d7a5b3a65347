"""Who a verb has for its subject, and whether that is who does it."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import is_day
from transforms.extract.text.labels import NOUN_CLAUSES, SUBJECTS

_CLOSING_QUOTES = frozenset({'"', "”", "''"})
# Tokens at the end of a sentence among which its full stop stands: a quotation mark and a line break may follow it.
_END = 3


def own_subject(verb: Token) -> Token | None:
    """The subject that the parse hangs on the verb itself; the nearest of several ("The plan, she said, …")."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS and not is_day(child)]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def is_passive(verb: Token) -> bool:
    """True for "is said", "were told", "a plan condemned by critics"; not for "has said"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and own_subject(verb) is None:
        return is_passive(verb.head)
    if is_lost_verb(verb):
        return False
    return verb.dep_ in NOUN_CLAUSES | {"advcl"} and own_subject(verb) is None


def is_lost_verb(verb: Token) -> bool:
    """True for "called" in "The union called for calm." read as a noun phrase: a whole sentence has lost its verb."""
    if verb.dep_ != "acl" or any(c.lower_ == "by" for c in verb.children):
        return False
    opening = verb.head.left_edge.i - 1
    if opening > 0 and verb.doc[opening].text in _CLOSING_QUOTES and verb.head.i == verb.i - 1:
        return True  # "“…?” a woman shouted"
    if verb.head.dep_ != "ROOT":
        return False
    return any(token.text == "." for token in verb.doc[max(verb.sent.end - _END, verb.i) : verb.sent.end])
