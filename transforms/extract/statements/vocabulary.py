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
def kinds_of(word: str) -> frozenset[str]:
    """Names of the kinds that a lemma belongs to."""
    return frozenset(kind.name for kind in cue_kinds() if word in kind.words)


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One list of cues.toml as a set, ``words("modality", "planned")``."""
    return frozenset(_content()[table][name])


@cache
def prepositions_of(word: str) -> frozenset[str]:
    """The prepositions that open what a verb or noun says: "call" gives "for"."""
    return frozenset(preposition for preposition, heads in _content()["prepositions"].items() if word in heads)


@cache
def modality_of(word: str) -> str | None:
    """What an auxiliary or governing word says of a saying: planned, possible, …; None for any other word."""
    return next((name for name, heads in _content()["modality"].items() if word in heads), None)
