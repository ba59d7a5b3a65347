"""Names joined by "and" that the parse hangs within each other."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.party import Party
from transforms.extract.roles.codes import ACTING_KINDS
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex

_JOINTS = frozenset({"and", ",", "or"})
_BODY_JOINTS = frozenset({"and", "&", ","})
_HUNG = frozenset({"compound", "nmod"})
# The longest list of places that is read backwards, and how far before its own name another person is looked for.
_MOST_PLACES, _NEAR_PERSON = 6, 7


def names_before(token: Token, index: TextIndex) -> list[Token]:
    """The last words of names before ``token`` that the parse hung under it.

    Example: "relations with Congo and Costa Rica" with Congo hung under Costa Rica gives "Congo".
    """
    mention = index.mentions.get(token.i)
    if mention is not None and mention.kind == "person":
        return _person_before(token, mention, index)
    if mention is None or mention.kind not in ACTING_KINDS or token.tag_ == "NN":
        return []
    return _places_before(token, mention, index)


def _places_before(token: Token, mention: Mention, index: TextIndex) -> list[Token]:
    found: list[Token] = []
    i = token.i
    for _ in range(_MOST_PLACES):
        i = _first_of(mention, i, index)
        if i < 2 or token.doc[i - 1].lower_ not in _JOINTS:
            break
        before, other = token.doc[i - 2], index.mentions.get(i - 2)
        if other is None or other.kind not in ("place", "organization") or before.dep_ not in _HUNG:
            break
        if not token.is_ancestor(before):
            break
        found.insert(0, before)
        mention, i = other, i - 2
    return found


def _first_of(mention: Mention, i: int, index: TextIndex) -> int:
    """The first token of a mention that holds token ``i``."""
    while i > 0 and index.mentions.get(i - 1) is mention:
        i -= 1
    return i


def _person_before(token: Token, mention: Mention, index: TextIndex) -> list[Token]:
    """The last word of A in "President A and Somalia's President B" with A hung under B as if part of the name."""
    i = _first_of(mention, token.i, index)
    for j in range(i - 1, max(i - _NEAR_PERSON, 0), -1):
        word = token.doc[j]
        if word.lower_ == "and":
            before, last = index.mentions.get(j - 1), token.doc[j - 1]
            is_hung = token.is_ancestor(last) and last.dep_ in _HUNG
            return [last] if before is not None and before.kind == "person" and is_hung else []
        if word.pos_ not in ("PROPN", "NOUN", "ADJ", "PART"):
            return []
    return []


def bodies_after(token: Token, index: TextIndex) -> list[Token]:
    """The heads of bodies hung within the name before: "Bank of America" of "Bank of England and Bank of America"."""
    doc, found = token.doc, list[Token]()
    mention = index.mentions.get(token.i)
    at = token.i
    while mention is not None and mention.kind == "organization":
        while at < len(doc) and index.mentions.get(at) is mention:
            at += 1
        if at >= len(doc) or doc[at].lower_ not in _BODY_JOINTS:
            break
        while at < len(doc) and (doc[at].lower_ in _BODY_JOINTS or doc[at].lower_ == "the"):
            at += 1
        mention = index.mentions.get(at) if at < len(doc) else None
        if mention is None or mention.kind != "organization" or not token.is_ancestor(doc[at]):
            break
        found.append(doc[at])
    return found


def is_apposition(head: Token, last: Party, people: list[Party]) -> bool:
    """True for "chairman" of "Kim Jong-un, chairman of the commission, visited …" parsed as a second person."""
    if last.mention is None or last.mention.kind != "person" or len(people) != 1:
        return False
    between = head.doc[last.token.i + 1 : head.i]
    if any(token.lower_ in ("and", "or") for token in between):
        return False
    own = people[0].mention
    if people[0].token.pos_ != "PROPN" or own is None:
        return True
    # "X, director, the Y Institute, said": the body of the office, when nobody follows it in the list
    return own.kind == "organization" and not any(c.dep_ in ("cc", "conj") for c in head.children)
