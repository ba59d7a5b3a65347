"""A word that tells of a movement."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from transforms.extract.movements.lexicon import Entry
from transforms.extract.movements.people import Party


@dataclass(slots=True)
class Trigger:
    """A word that tells of a movement, with what is found out about it step by step."""

    token: Token
    entry: Entry
    part: str
    type: str
    mode: str | None
    carrier: Token | None = None
    objects: list[Token] = field(default_factory=list)
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    is_reciprocal: bool = False
    slot: str = ""

    def has(self, flag: str) -> bool:
        """Whether the line of the lexicon carries a flag."""
        return flag in self.entry.flags

    @property
    def verb(self) -> Token:
        """The verb whose tense, negation and adverbs speak of the movement."""
        return self.carrier or self.token


def trigger_of(token: Token, entry: Entry, part: str) -> Trigger:
    """A fresh trigger of a line of the lexicon; ``part`` is verb, noun or adjective."""
    return Trigger(token, entry, part, entry.type, entry.mode, is_reciprocal="R" in entry.flags)
