"""From figures to the parse: which token governs a figure."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity


def token_span(lexemes: Lexemes, quantity: Quantity) -> tuple[int, int]:
    """First and last parsed token of the figure (its second number included)."""
    return lexemes.token_at(quantity.first).i, lexemes.token_at(quantity.last).i


def span_root(lexemes: Lexemes, quantity: Quantity) -> Token:
    """The token of the figure whose head lies outside of it; the counted noun or unit in a sound parse."""
    first, last = token_span(lexemes, quantity)
    if quantity.range_of:
        last = max(first, lexemes.token_at(quantity.range_of[0]).i - 1, last)
    inside = range(first, last + 1)
    roots = [token for token in lexemes.doc[first : last + 1] if token.head.i not in inside or token.head.i == token.i]
    if not roots:
        return lexemes.doc[last]
    return max(roots, key=lambda token: (token.pos_ in ("NOUN", "PROPN", "NUM", "SYM"), token.i))
