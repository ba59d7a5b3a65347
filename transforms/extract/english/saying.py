"""Verbs and nouns of saying, and where each of them has what is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from transforms.vocabulary import Vocabulary

Name = TypeVar("Name", bound=str)


class Way(StrEnum):
    """How a word reports what is said; saying.toml explains each with an example."""

    CLAUSE = "clause"
    OPINION = "opinion"
    INFORM = "inform"
    DEMAND = "demand"
    INTENT = "intent"
    ACCUSE = "accuse"
    OBJECT = "object"
    NAMING = "naming"
    CITED = "cited"
    IMPERSONAL = "impersonal"
    NOUN = "noun"


class Kind(Vocabulary):
    """The words of one way of saying, and a sentence with the speaker and the content that must be read from it."""

    name: Way
    meaning: str
    words: frozenset[str]
    example: str
    speaker: str | None = None
    content: str


class Saying(Vocabulary):
    """The content of saying.toml."""

    kinds: tuple[Kind, ...]
    prepositions: dict[str, frozenset[str]]
    reporting: frozenset[str]
    speakers: frozenset[str]

    @cached_property
    def _ways(self) -> dict[str, frozenset[Way]]:
        return _turn_round({kind.name: kind.words for kind in self.kinds})

    @cached_property
    def _openers(self) -> dict[str, frozenset[str]]:
        return _turn_round(self.prepositions)

    def ways_of(self, lemma: str) -> frozenset[Way]:
        """The ways in which a verb or noun says something; empty for words that say nothing."""
        return self._ways.get(lemma, frozenset())

    def prepositions_of(self, lemma: str) -> frozenset[str]:
        """The prepositions that open what a verb or noun says: "call" gives "for"."""
        return self._openers.get(lemma, frozenset())


def _turn_round(lists: Mapping[Name, frozenset[str]]) -> dict[str, frozenset[Name]]:
    """Word -> the names of the lists that hold it."""
    names: defaultdict[str, set[Name]] = defaultdict(set)
    for name, words in lists.items():
        for word in words:
            names[word].add(name)
    return {word: frozenset(found) for word, found in names.items()}


SAYING = Saying.load(Path(__file__).parent / "data" / "saying.toml")
