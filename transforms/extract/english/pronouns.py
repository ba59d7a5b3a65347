"""Pronouns, by what they can stand for."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary


class Pronouns(Vocabulary):
    """The content of pronouns.toml, which explains each list."""

    relative: frozenset[str]
    relative_subjects: frozenset[str]
    relative_after_comma: frozenset[str]
    personal: frozenset[str]
    plural: frozenset[str]
    things: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    of_dialogue: frozenset[str]
    pointing: frozenset[str]


PRONOUNS = Pronouns.load(Path(__file__).parent / "data" / "pronouns.toml")
