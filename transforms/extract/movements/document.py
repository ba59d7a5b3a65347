"""A text while its movements are read: where everything is, and what was learnt of its people so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.extract.clauses import Clauses
from transforms.extract.movements.party import Party
from transforms.extract.rows import Context, Part
from transforms.extract.text.index import TextIndex


@dataclass(frozen=True, slots=True)
class Home:
    """A body of a state named with its country at a token; ``noun`` is empty where a state itself is named."""

    token: int
    noun: str
    sector: str | None
    country: str


@dataclass(frozen=True, slots=True)
class FiledFrom:
    """The last token of a dateline and the country of its places; None where there is none or more than one."""

    token: int
    country: str | None


@dataclass(slots=True)
class Document:
    """One text; the steps learn from it in text order.

    ``pronouns`` are those resolved so far by token; ``offices`` country and sector of people by name; ``homes`` and
    ``datelines`` say whose an unnamed body of a state may be.
    """

    clauses: Clauses
    context: Context
    pronouns: dict[int, list[Party]] = field(default_factory=dict)
    offices: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)
    datelines: list[FiledFrom] = field(default_factory=list)

    @property
    def index(self) -> TextIndex:
        """The tokens of the text and what was found at them."""
        return self.clauses.index

    def part_at(self, start: int) -> Part | None:
        """The document part a character offset lies in."""
        return next((part for part in self.context.parts if part.start <= start < part.end), None)
