"""Stretches of tokens: number of the first and of the last one, both included."""

from __future__ import annotations

from spacy.tokens import Token

Range = tuple[int, int]
_JOINTS = frozenset({",", ";", ":", "—", "–", "-", "--"})
_ENDS = frozenset({".", "!", "?", "…", "..."})


def trim(first: int, last: int, token: Token) -> Range | None:
    """The tokens from ``first`` to ``last`` without punctuation at the ends; quotation marks stay."""
    doc = token.doc
    while first <= last and (doc[first].is_space or doc[first].text in _JOINTS):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _JOINTS | _ENDS):
        last -= 1
    return (first, last) if first <= last else None
