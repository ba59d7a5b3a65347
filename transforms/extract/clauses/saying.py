"""How a word of the text says something, by its lemma."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import lemma_of_saying
from transforms.extract.english.saying import SAYING, Way


def ways_of(token: Token) -> frozenset[Way]:
    """The ways in which a verb or noun says something; empty for words that say nothing."""
    return SAYING.ways_of(lemma_of_saying(token))


def openers_of(token: Token) -> frozenset[str]:
    """The prepositions that open what a verb or noun says: "call" gives "for"."""
    return SAYING.prepositions_of(lemma_of_saying(token))
