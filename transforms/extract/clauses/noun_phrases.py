"""The words of whoever is named: what counts, describes and names a noun, without clauses and appositions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from transforms.extract.clauses.syntax import is_day
from transforms.extract.english.prepositions import PREPOSITIONS
from transforms.extract.text.labels import NOUN_MODIFIERS, SUBJECTS

_HYPHENS = frozenset({"-", "'", "’"})
_BREAKS = frozenset({",", ";", ":", '"', "“", "”", "—", "–", "("})
_INSERTIONS = frozenset({",", "—", "–", "("})
_DESCRIBING = NOUN_MODIFIERS - {"nmod"} | {"nummod", "flat"}
_JOINED = frozenset({"conj", "cc"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
# No phrase goes on for more words after its head; between its head and a clause of it stand at most so many.
_LONGEST, _NEAR_CLAUSE = 24, 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head and the numbers of its first and last token."""

    head: Token
    first: int
    last: int


def phrase_of(head: Token, verb: Token | None = None) -> Phrase:
    """The phrase of whoever a noun names; it ends before ``verb``, the verb of which the noun is the subject."""
    last = _last_word(head, verb.i if verb is not None and verb.i > head.i else head.sent.end)
    return Phrase(head, _first_word(head), min(last, _first_word(head) + _LONGEST))


def _first_word(head: Token) -> int:
    first = min([head.i, *(_plain_left(child, head) for child in head.lefts if _belongs(child))])
    while first < head.i and _is_no_begin(head.doc[first]):
        first += 1
    return first


def _belongs(child: Token) -> bool:
    """True for a word to the left that is part of the phrase: no mark but a hyphen, no subject, no conjunction."""
    return child.dep_ not in SUBJECTS and child.dep_ != "cc" and (not child.is_punct or child.text in _HYPHENS)


def _is_no_begin(word: Token) -> bool:
    return word.is_punct or word.is_space or word.pos_ == "CCONJ"


def _plain_left(child: Token, head: Token) -> int:
    """The first word of what comes before a head, none beyond a comma or a quotation mark."""
    first = child.left_edge.i
    for i in range(head.i - 1, first - 1, -1):
        word = head.doc[i]
        is_break = word.text in _BREAKS or word.is_space
        is_listed = word.text == "," and word.head.i == head.i and child.dep_ == "amod"
        if is_break and not is_listed:
            return i + 1
    return first


def _last_word(head: Token, stop: int) -> int:
    last = head.i
    for child in head.rights:
        if child.i >= stop or child.left_edge.i > last + 2 or not _continues(Follower(child, head, last)):
            break
        last = max(last, min(_end_of_clause(child) if child.dep_ == "acl" else _end_of(child), stop - 1))
    while last > head.i and _is_no_end(head.doc[last]):
        last -= 1
    return last


def _is_no_end(word: Token) -> bool:
    return word.is_punct or word.is_space or word.pos_ in ("AUX", "ADP", "CCONJ")


@dataclass(frozen=True, slots=True)
class Follower:
    """A word to the right of a head that the parse hangs on it; ``last`` is the last word of the phrase so far."""

    word: Token
    head: Token
    last: int

    @property
    def is_apart(self) -> bool:
        """True if a comma, a dash or a bracket lies between; a comma hung on the head is of the phrase."""
        first = self.word.left_edge.i
        return first > self.last + 1 and self.head.doc[first - 1].text in _INSERTIONS


class Part(NamedTuple):
    """A kind of words after a head: ``applies`` is True for words of it, ``keeps`` for those that are of the phrase."""

    name: str
    applies: Callable[[Follower], bool]
    keeps: Callable[[Follower], bool]


def is_linked(follower: Follower) -> bool:
    """True for "of the army", "in Hanoi"; not for "on Monday", nor for what follows a proper name or a pronoun."""
    word, head = follower.word, follower.head
    if follower.is_apart or word.lower_ not in PREPOSITIONS.after_noun or any(is_day(noun) for noun in word.children):
        return False
    return head.pos_ != "PRON" and (head.pos_ != "PROPN" or word.lower_ in PREPOSITIONS.after_name)


PARTS = (
    Part("possessive", lambda f: f.word.dep_ == "case", lambda f: True),
    Part("modifier", lambda f: f.word.dep_ in _DESCRIBING and not f.is_apart, lambda f: True),
    Part("prepositional_phrase", lambda f: f.word.dep_ == "prep", is_linked),
    Part(
        "participle",
        lambda f: f.word.dep_ == "acl",
        lambda f: not f.is_apart and f.word.tag_ in ("VBN", "VBG") and f.word.i - f.last <= _NEAR_CLAUSE,
    ),
    Part(
        "name_in_apposition",
        lambda f: f.word.dep_ == "appos",
        lambda f: f.word.pos_ == "PROPN" and f.head.pos_ == "NOUN",
    ),
    Part("mark", lambda f: f.word.dep_ == "punct", lambda f: f.word.text in (",", "-")),
    Part("joined", lambda f: f.word.dep_ in _JOINED, lambda f: f.word.pos_ not in ("VERB", "AUX")),
)


def _continues(follower: Follower) -> bool:
    """True if what follows a head is part of its phrase."""
    part = next((part for part in PARTS if part.applies(follower)), None)
    return part is not None and part.keeps(follower)


def _end_of_clause(child: Token) -> int:
    """The last word of "signed by 40 economists on Monday", before a comma."""
    last = child.i
    while last < child.right_edge.i and not child.doc[last + 1].is_punct:
        last += 1
    return last


def _end_of(child: Token) -> int:
    """The last word of a part of the phrase, without a relative clause or an apposition of its own."""
    last = child.i
    for grandchild in child.rights:
        if _ends_part(grandchild, child, last):
            break
        last = max(last, _end_of(grandchild))
    return last


def _ends_part(word: Token, child: Token, last: int) -> bool:
    if word.dep_ in _CLAUSES or is_day(word):
        return True
    if word.is_punct and word.text != "-":
        return not any(later.i > word.i and later.dep_ == "conj" for later in child.rights)
    if word.dep_ == "prep":
        return any(is_day(noun) for noun in word.children)
    return word.dep_ == "appos" and word.left_edge.i > last + 1
