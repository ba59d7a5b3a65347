"""Quotations: from an opening to its closing mark, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.clauses.syntax import neighbour
from transforms.extract.text.index import TextIndex

_OPENING = frozenset({"“", "``", "«", "„"})
_CLOSING = frozenset({"”", "''", "»"})
_STRAIGHT = frozenset({'"'})
_SINGLE_OPENING = frozenset({"‘", "'"})
_SINGLE_CLOSING = frozenset({"’", "'"})
MARKS = _OPENING | _CLOSING | _STRAIGHT


@dataclass(frozen=True, slots=True)
class Quotation:
    """Token numbers of the opening and the closing mark; without a closing mark the last word of the paragraph."""

    first: int
    last: int


class Quotations:
    """The quotations of a text, in text order; they do not overlap."""

    def __init__(self, index: TextIndex) -> None:
        self.all = _find(index)
        self._at = {i: quote for quote in self.all for i in range(quote.first, quote.last + 1)}

    def at(self, i: int) -> Quotation | None:
        """The quotation a token lies in, marks included."""
        return self._at.get(i)

    def opens(self, i: int) -> Quotation | None:
        """The quotation whose opening mark is token ``i``."""
        quote = self._at.get(i)
        return quote if quote is not None and quote.first == i else None

    def closes(self, i: int) -> Quotation | None:
        """The quotation whose last token is ``i``."""
        quote = self._at.get(i)
        return quote if quote is not None and quote.last == i else None


def _find(index: TextIndex) -> list[Quotation]:
    doc, found = index.doc, list[Quotation]()
    opened: int | None = None
    for paragraph in index.paragraphs():
        first, last = paragraph.start, paragraph.end - 1
        if opened is not None and doc[first].text not in MARKS:
            opened = None  # the mark was never closed: where the quotation ends is not known
        i = first
        if opened is not None:
            i += 1  # a quotation that goes on opens its next paragraph with a mark of its own
        while i <= last:
            if opened is None and _opens(doc[i]):
                opened = i
            elif opened is not None and _closes(doc[i], doc[opened]):
                found.append(Quotation(opened, i))
                opened = None
            elif opened is not None and doc[i].text in _OPENING:
                opened = i
            i += 1
        if opened is not None and doc[opened].text in _SINGLE_OPENING:
            opened = None
    return found


def _opens(token: Token) -> bool:
    if token.text in _OPENING:
        return True
    stands_free = token.i == 0 or bool(neighbour(token, -1).whitespace_) or neighbour(token, -1).is_space
    stands_free = stands_free or neighbour(token, -1).text in ("(", "—", "–", ":", "[")
    followed = token.i + 1 < len(token.doc) and not token.whitespace_
    if token.text in _STRAIGHT:
        return stands_free or followed
    return token.text in _SINGLE_OPENING and stands_free and followed and token.tag_ != "POS"


def _closes(token: Token, opened: Token) -> bool:
    if opened.text in _SINGLE_OPENING:
        if token.text not in _SINGLE_CLOSING or (token.i > 0 and neighbour(token, -1).whitespace_):
            return False
        ends = token.i + 1 == len(token.doc) or neighbour(token, 1).is_punct or neighbour(token, 1).is_space
        return ends or neighbour(token, -1).is_punct or token.tag_ == "''"
    if opened.text in _STRAIGHT:
        return token.text in _STRAIGHT
    return token.text in _CLOSING
