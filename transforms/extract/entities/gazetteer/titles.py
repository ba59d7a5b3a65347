"""Titles before names: "President", "Lt Gen", "Mr"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.extract.entities.gazetteer.tables import Row
from transforms.extract.entities.text.tokens import Tokens, name_words


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their first folded word, longest first."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def build(cls, rows: Iterable[Row]) -> Titles:
        """The titles of titles.csv."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for row in rows:
            words = tuple(name_words(row["title"])[1])
            by_first.setdefault(words[0], []).append(words)
        return cls({first: tuple(sorted(titles, key=len, reverse=True)) for first, titles in by_first.items()})

    def __contains__(self, word: object) -> bool:
        """True for a folded word that begins a title."""
        return word in self.by_first

    def length_at(self, words: Tokens, at: int, stop: int) -> int:
        """How many words from ``at`` are a title (0: none), never reaching ``stop``."""
        for title in self.by_first.get(words.folded[at], ()):
            if at + len(title) <= stop and tuple(words.folded[at : at + len(title)]) == title:
                return len(title)
        return 0
