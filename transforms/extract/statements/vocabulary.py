"""The vocabulary of statements, read once from cues.toml beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("cues.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cue: its words, and a sentence with what must be read from it."""

    name: str
    words: frozenset[str]
    example: str
    speaker: str | None
    content: str


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf8"))


@cache
def cue_kinds() -> tuple[Kind, ...]:
    """The kinds of cues.toml in file order."""
    return tuple(
        Kind(row["name"], frozenset(row["words"]), row["example"], row.get("speaker"), row["content"])
        for row in _content()["kinds"]
    )


@cache
def _kinds_by_word() -> dict[str, frozenset[str]]:
    kinds = cue_kinds()
    every = {word for kind in kinds for word in kind.words}
    return {word: frozenset(kind.name for kind in kinds if word in kind.words) for word in every}


def kinds_of(word: str) -> frozenset[str]:
    """Names of the kinds that a lemma belongs to."""
    return _kinds_by_word().get(word, frozenset())


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One list of cues.toml as a set, ``words("lookalikes", "turns")``."""
    return frozenset(_content()[table][name])


@cache
def _by_word(table: str) -> dict[str, frozenset[str]]:
    lists = _content()[table]
    every = {word for row in lists.values() for word in row}
    return {word: frozenset(name for name, row in lists.items() if word in row) for word in every}


def prepositions_of(word: str) -> frozenset[str]:
    """The prepositions that open what a verb or noun says: "call" gives "for"."""
    return _by_word("prepositions").get(word, frozenset())


def modality_of(word: str) -> str | None:
    """What an auxiliary or governing word says of a saying: planned, possible, …; None for any other word."""
    return next(iter(_by_word("modality").get(word, ())), None)
