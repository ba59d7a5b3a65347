"""Words beside a name, and words in it, that tell its kind; words that describe a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.extract.entities.gazetteer.entries import Head
from transforms.extract.entities.gazetteer.tables import Row, Tables
from transforms.extract.entities.text.tokens import fold, name_words

# Sectors of agents.csv whose words are offices rather than occupations.
_OFFICES = frozenset({"GOV", "OPP", "PTY", "LEG"})


@dataclass(frozen=True, slots=True)
class Cues:
    """Folded words that tell the kind of the name after or before them, each with its weight."""

    before: Mapping[str, tuple[str, float]]
    after: Mapping[str, tuple[str, float]]

    @classmethod
    def build(cls, rows: Iterable[Row]) -> Cues:
        """The cues of cues.csv."""
        before: dict[str, tuple[str, float]] = {}
        after: dict[str, tuple[str, float]] = {}
        for row in rows:
            table = before if row["place"] == "before" else after
            table.setdefault(fold(row["cue"]), (row["kind"], row.number("weight")))
        return cls(before, after)


def read_heads(rows: Iterable[Row]) -> dict[str, Head]:
    """Head words by folded word."""
    found: dict[str, Head] = {}
    for row in rows:
        head = Head(row["kind"], row["sector"] or None, row["of"] == "1", row["of"] == "first")
        found.setdefault(" ".join(map(fold, row["word"].split())), head)
    return found


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Folded words that may be in a person's description ("opposition", "striker").

    ``occupations`` are those for what people do who hold no office ("striker", "teacher").
    """

    words: frozenset[str]
    occupations: frozenset[str]

    @classmethod
    def build(cls, tables: Tables) -> RoleWords:
        """The words of agents.csv and titles.csv."""
        titles = {word for row in tables["titles"] for word in name_words(row["title"])[1]}
        agents = [(fold(row["word"]), row["sector"]) for row in tables["agents"]]
        occupations = frozenset(word for word, sector in agents if sector not in _OFFICES)
        return cls(frozenset(titles | {word for word, _ in agents}), occupations - titles)

    def __contains__(self, word: object) -> bool:
        """True for a folded word that describes a person."""
        return word in self.words
