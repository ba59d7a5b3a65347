"""Phrases as the encoder marks them, made whole: it judges word by word, and may stop short of a phrase's noun."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.clauses.syntax import lemma, prepositions
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.text.index import TextIndex
from transforms.extract.text.labels import BEFORE_NOUN

# What comes before its noun: "the Nigerian" of "the Nigerian public universities".
_BEFORE_NOUN = BEFORE_NOUN | {"punct", "case", "advmod", "npadvmod", "hyph"}
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
# Words between a marked word and its noun, and words of counting within each other: more are errors of the parse.
_MOST_BEFORE, _MOST_COUNTING = 4, 3


def whole_phrase(index: TextIndex, start: int, end: int) -> Span | None:
    """The words from ``start`` to ``end`` (characters) up to the noun they belong to; None when none names anyone.

    Example: "the shopping" of "the shopping centre" gives "the shopping centre"; "infected with" gives None.
    """
    words = index.words(start, end)
    if words is None:
        return None
    last = _noun_after(words[-1])
    whole = index.doc[words.start : max(words.end, last.i + 1)]
    return whole if any(token.pos_ in _NAMING for token in whole) else None


def _noun_after(word: Token) -> Token:
    """The noun that a word before a noun belongs to, else the word itself."""
    for _ in range(_MOST_BEFORE):
        head = word.head
        if word.pos_ in ("NOUN", "PROPN", "PRON") and word.dep_ != "compound":
            return word
        if word.dep_ not in _BEFORE_NOUN or head.i <= word.i or head.sent.start != word.sent.start:
            return word
        word = head
    return word


def counted(token: Token) -> Token:
    """Whoever a word of counting counts: "thousands" of "thousands of Nigerians" gives "Nigerians"."""
    for _ in range(_MOST_COUNTING):
        if lemma(token) not in PARTICIPANTS.counting and token.pos_ not in ("NUM", "DET"):
            return token
        inner = next((noun for word, noun in prepositions(token) if word in ("of", "from")), None)
        if inner is None or inner.pos_ == "VERB":
            return token
        token = inner
    return token
