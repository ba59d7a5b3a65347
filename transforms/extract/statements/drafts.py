"""A statement while it is read: token numbers in place of characters."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses import Clause
from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.english.modality import Modality
from transforms.extract.statements.ranges import Range


@dataclass(slots=True)
class Draft:
    """``word`` is the word of saying, ``cue`` its span; ``speaker`` is None when the text names nobody.

    ``clause`` is that of a verb of saying; a noun, a phrase or a colon reports a statement that was made.
    """

    word: Token
    cue: Range
    content: list[Range]
    rule: str
    speaker: Phrase | None = None
    clause: Clause | None = None

    @property
    def modality(self) -> Modality:
        """How real the saying is reported to be."""
        return self.clause.modality if self.clause is not None else Modality.ACTUAL

    @property
    def polarity(self) -> str:
        """``negative`` for what was not said."""
        return "negative" if self.clause is not None and self.clause.is_negative else "positive"
