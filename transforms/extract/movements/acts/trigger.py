"""The words that name a movement, in the parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.encoder.decoding import ReadTrigger
from transforms.extract.text.index import TextIndex


@dataclass(frozen=True, slots=True)
class Trigger:
    """``token`` carries the meaning; of a light verb ("held talks") that is the noun, and ``carrier`` the verb."""

    token: Token
    type: str
    words: Span
    carrier: Token | None = None

    @property
    def is_noun(self) -> bool:
        """True for "the arrest of", "a visit by"."""
        return self.token.pos_ in ("NOUN", "PROPN")

    @property
    def verb(self) -> Token:
        """The verb whose tense, negation and adverbs are those of the movement."""
        return self.carrier or self.token


def locate(act: ReadTrigger, index: TextIndex) -> Trigger:
    """The tokens of an act: its head, and for a light verb the noun beside it."""
    words = index.words(act.start, act.end) or index.doc[:]
    head = words.root
    noun = next((token for token in reversed(words) if token.pos_ == "NOUN" and token.i > head.i), None)
    if head.pos_ in ("VERB", "AUX") and noun is not None:
        return Trigger(noun, act.type, words, head)
    return Trigger(head, act.type, words)
