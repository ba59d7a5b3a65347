"""A candidate for a name, and the choice among all candidates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from transforms.extract.entities.gazetteer.entries import Entry

# Kinds that the reader who found the name is sure of.
SETTLED_KINDS = ("event", "product", "vehicle")


class Finder(Enum):
    """Who found a candidate."""

    MODEL = "model"
    PATTERN = "pattern"
    GAZETTEER = "gazetteer"
    LEADER = "leader"
    ACRONYM = "acronym"
    TOWN = "town"
    REPEATED = "repeated"


class Rank(IntEnum):
    """Which of two candidates of the same length stays: the higher one."""

    DROPPED = -1  # the votes left it without support
    BUILT = 1  # a head word, or a name of the document that recurs
    READ = 2  # by the model, or a town behind "in"
    KNOWN_WORD = 3  # a single word of the gazetteers, or a leader's surname
    KNOWN_NAME = 4  # several words of the gazetteers
    SPELLED_OUT = 5  # the long form of an acronym, or a ship
    CODED = 6  # an acronym that the document explains, or a numbered event
    STATE = 7  # an abbreviated state behind its town


@dataclass(slots=True)
class Span:
    """A candidate: words [first, stop), its kind, who found it, and the gazetteer entries of exactly these words."""

    first: int
    stop: int
    kind: str
    finder: Finder
    entries: tuple[Entry, ...] = ()
    rank: Rank = Rank.READ
    sector: str | None = None

    @property
    def is_single(self) -> bool:
        """True if the candidate is one word."""
        return self.stop - self.first == 1

    @property
    def is_sure(self) -> bool:
        """True if the kind is not up for a vote."""
        if self.finder is Finder.GAZETTEER:
            return bool(self.entries) and not self.entries[0].weak
        return self.finder in (Finder.ACRONYM, Finder.LEADER)


def choose(spans: list[Span]) -> list[Span]:
    """The spans that stay: longer before shorter, then higher rank; no two of them overlap."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (s.first - s.stop, -s.rank, s.first)):
        covered = range(span.first, span.stop)
        if not taken.isdisjoint(covered):
            continue
        taken.update(covered)
        kept.append(span)
    return sorted(kept, key=lambda s: s.first)
