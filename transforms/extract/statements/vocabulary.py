"""The word lists of statements; verbs and nouns of saying stand in transforms/extract/english."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary

_DATA = Path(__file__).parent / "data"


class StatementWords(Vocabulary):
    """The content of words.toml, which explains each list."""

    labels: frozenset[str]
    of_possessor: frozenset[str]
    openers: frozenset[str]
    questions: frozenset[str]
    indirect_questions: frozenset[str]
    question_openers: frozenset[str]
    hypotheses: frozenset[str]
    calling: frozenset[str]
    called_by: frozenset[str]
    accusing: frozenset[str]
    quoting: frozenset[str]
    intents: frozenset[str]
    given_by: frozenset[str]
    before_possessor: frozenset[str]
    empty_turns: frozenset[str]
    empty_objects: frozenset[str]


WORDS = StatementWords.load(_DATA / "words.toml")
