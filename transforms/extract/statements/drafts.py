"""A statement while it is read: token numbers in place of characters."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.statements.speakers import Phrase

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """``word`` is the word of saying, ``cue`` its span; ``speaker`` is None when the text names nobody."""

    word: Token
    cue: Range
    content: list[Range]
    rule: str
    speaker: Phrase | None = None
    modality: str = "actual"
    polarity: str = "positive"
