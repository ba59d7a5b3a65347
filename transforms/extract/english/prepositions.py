"""Prepositions, by what they join."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary


class Prepositions(Vocabulary):
    """The content of prepositions.toml."""

    after_noun: frozenset[str]
    after_name: frozenset[str]


PREPOSITIONS = Prepositions.load(Path(__file__).parent / "data" / "prepositions.toml")
