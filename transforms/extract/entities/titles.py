"""Titles before names: "President", "Lt Gen", "Mr"."""

from __future__ import annotations

from functools import cache

from transforms.extract.entities.gazetteers import read_rows
from transforms.extract.entities.words import Words, name_words


@cache
def title_words() -> tuple[dict[str, list[tuple[str, ...]]], dict[tuple[str, ...], tuple[str | None, bool]]]:
    """Titles by their first folded word, longest first; and sector and honorific flag of each title."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    facts: dict[tuple[str, ...], tuple[str | None, bool]] = {}
    for row in read_rows("titles"):
        words = tuple(name_words(row["title"])[1])
        facts.setdefault(words, (row["sector"] or None, row["honorific"] == "1"))
        by_first.setdefault(words[0], []).append(words)
    for titles in by_first.values():
        titles.sort(key=len, reverse=True)
    return by_first, facts


def title_at(words: Words, at: int, stop: int) -> int:
    """How many words from ``at`` are a title (0: none), never reaching ``stop``."""
    for title in title_words()[0].get(words.folded[at], ()):
        if at + len(title) <= stop and tuple(words.folded[at : at + len(title)]) == title:
            return len(title)
    return 0
