"""The word lists of statements; verbs and nouns of saying stand in transforms/extract/english."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary

_DATA = Path(__file__).parent / "data"


class StatementWords(Vocabulary):
    """The content of words.toml, which explains each list."""

    speakers: frozenset[str]
    labels: frozenset[str]
    of_possessor: frozenset[str]
    empty_turns: frozenset[str]
    empty_objects: frozenset[str]


WORDS = StatementWords.load(_DATA / "words.toml")
