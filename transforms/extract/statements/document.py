"""A text while its statements are read."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses import Clauses
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.text.index import TextIndex
from transforms.extract.trace import Trace


@dataclass(frozen=True, slots=True)
class Document:
    """The clauses and quotations of one text, and the trace of what is decided about its words of saying."""

    clauses: Clauses
    quotations: Quotations
    trace: Trace

    @property
    def index(self) -> TextIndex:
        """The tokens of the text and what was found at them."""
        return self.clauses.index

    def refuse(self, rule: str, word: Token) -> None:
        """Note that a word of saying makes no statement, by the name of the rule."""
        self.trace.refuse("statements", rule, word.idx, word.idx + len(word))
