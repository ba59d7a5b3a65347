"""Phrases as the encoder marks them, made whole: it judges word by word, and may stop short of a phrase's noun."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

# What stands before its noun: "the Nigerian" of "the Nigerian public universities".
_BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "punct", "case", "advmod", "npadvmod", "hyph"}
)
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})


def whole_phrase(doc: Doc, start: int, end: int) -> Span | None:
    """The words from ``start`` to ``end`` (characters) up to the noun they belong to; null when none names anyone.

    Example: "the shopping" of "the shopping centre" gives "the shopping centre"; "infected with" gives null.
    """
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return None
    last = _noun_behind(words[-1])
    whole = doc[words.start : max(words.end, last.i + 1)]
    return whole if any(token.pos_ in _NAMING for token in whole) else None


def _noun_behind(word: Token) -> Token:
    """The noun that a word before a noun belongs to, else the word itself."""
    for _ in range(4):
        head = word.head
        if word.pos_ in ("NOUN", "PROPN", "PRON") and word.dep_ != "compound":
            return word
        if word.dep_ not in _BEFORE_NOUN or head.i <= word.i or head.sent.start != word.sent.start:
            return word
        word = head
    return word


def tells_act(words: Span) -> bool:
    """True if words can tell an act: not "to", "on", "little"."""
    return any(token.pos_ in _TELLING for token in words)
