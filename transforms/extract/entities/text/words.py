"""The words of a text with what is known about names: the object that every step takes first."""

from __future__ import annotations

from transforms.extract.entities.gazetteer import Gazetteer
from transforms.extract.entities.text.tokens import Tokens
from transforms.extract.trace import Trace


class Words(Tokens):
    """The words of one text, the gazetteer they are looked up in, and the trace of what is decided on them.

    ``small`` are the words written in small letters.

    A text that has no capitals at all is read as if its words had them, but for everyday ones.
    """

    __slots__ = ("gazetteer", "small", "trace")

    def __init__(self, source: str, gazetteer: Gazetteer, trace: Trace) -> None:
        super().__init__(source)
        self.gazetteer, self.trace = gazetteer, trace
        if source.islower():
            self.text = [
                word if folded in gazetteer.common_words else word.title()
                for word, folded in zip(self.text, self.folded, strict=True)
            ]
        self.small = frozenset(word for word in self.text if word.islower())

    def title_at(self, at: int, stop: int) -> int:
        """How many words from ``at`` are a title (0: none), never reaching ``stop``."""
        return self.gazetteer.titles.length_at(self, at, stop)

    def refuse(self, rule: str, first: int, stop: int) -> None:
        """Note that ``rule`` refused the words [first, stop) as a name."""
        self.trace.refuse("names", rule, self.start[first], self.end[stop - 1])

    def change(self, rule: str, first: int, stop: int) -> None:
        """Note that ``rule`` changed the candidate of the words [first, stop)."""
        self.trace.change("names", rule, self.start[first], self.end[stop - 1])

    def shouted(self) -> list[bool]:
        """For each word, whether its line has letters and all of them are capitals (headings, datelines)."""
        shouted = [False] * len(self)
        first = 0
        for at in range(1, len(self) + 1):
            if at < len(self) and not self.new_line[at]:
                continue
            line = self.source[self.start[first] : self.end[at - 1]]
            if line.isupper():
                shouted[first:at] = [True] * (at - first)
            first = at
        return shouted
