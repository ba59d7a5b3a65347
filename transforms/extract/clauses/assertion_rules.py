"""The rules of assertions.toml: patterns over the lemmas of a sentence, and what becomes of an event there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from transforms.extract.clauses.vocabulary import DATA
from transforms.extract.english.modality import Modality
from transforms.vocabulary import Vocabulary

_ONE_WORD = r"[^\s,;:]+"
# A pattern begins where a word begins.
_AT_WORD = r"(?<!\S)"
# What the marks of a pattern stand for: words up to the end of a clause, to the next comma, to the scene of an event.
_STRETCHES = {
    "<TOLD>": r"(?P<told>(?!, )(?:(?!(?:<closer>) |, (?:and|or|so|yet|nor) (?!that ))\S+ )*)",
    "<PHRASE>": r"(?P<told>(?:(?!(?:<closer>|,) )\S+ )*)",
    "<NOUN>": r"(?P<told>(?:(?!(?:<closer>|<scene>|,) )\S+ )*)",
}


class Form(StrEnum):
    """Which events a rule is about."""

    ANY = "any"
    CLAUSE = "clause"
    PHRASE = "phrase"
    NOUN = "noun"
    INFINITIVE = "infinitive"
    BASE = "base"


class PhraseLine(Vocabulary):
    """A way of not answering, with a sentence that has it, and one like it that has not."""

    name: str
    pattern: str
    example: str
    control: str


class RuleLine(Vocabulary):
    """A rule as the file has it, with a sentence to which it applies, and one like it to which it does not."""

    name: str
    pattern: str
    example: str
    control: str
    is_undoubted: bool = False
    modality: Modality = Modality.ACTUAL
    is_negative: bool = False
    form: Form = Form.ANY
    types: frozenset[str] = frozenset()
    is_of_verb_above: bool = False


class AssertionTable(Vocabulary):
    """The content of assertions.toml."""

    words: dict[str, tuple[str, ...]]
    phrases: tuple[PhraseLine, ...]
    rules: tuple[RuleLine, ...]


# What the tests run and nobody else needs.
_FOR_PEOPLE = frozenset({"example", "control"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of assertions.toml; the columns are explained at the head of the file."""

    name: str
    pattern: re.Pattern[str]
    is_undoubted: bool
    modality: Modality
    is_negative: bool
    form: Form
    types: frozenset[str]
    is_of_verb_above: bool


def _compile(pattern: str, words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    for mark, stretch in _STRETCHES.items():
        pattern = pattern.replace(mark, stretch)
    for _ in range(2):  # a word of a list may hold <W>
        pattern = re.sub(r"(?<!P)<([a-z]+)>", lambda found: "|".join(words[found[1]]), pattern)
    return re.compile(_AT_WORD + pattern.replace("<W>", _ONE_WORD))


def _make_rule(line: RuleLine, words: Mapping[str, tuple[str, ...]]) -> Rule:
    values = {name: getattr(line, name) for name in RuleLine.model_fields if name not in _FOR_PEOPLE}
    return Rule(**values | {"pattern": _compile(line.pattern, words)})


TABLE = AssertionTable.load(DATA / "assertions.toml")
RULES = tuple(_make_rule(line, TABLE.words) for line in TABLE.rules)
# Ways of not answering, by name: "declined to comment".
NO_ANSWERS = {phrase.name: _compile(phrase.pattern, TABLE.words) for phrase in TABLE.phrases}
