"""From a character of a text to its token, sentence and paragraph, and to what was found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from transforms.extract.rows import DateExpression, Mention, NamesReading


class TextIndex:
    """A parsed text, and the names, references and dates by the number of their tokens. Made once a text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        # doc.text, which spaCy joins anew on every access
        self.text: str = doc.text
        self.mentions: dict[int, Mention] = {}
        self.references: dict[int, Mention] = {}
        # first token, the token after the last one, and the expression
        self.dates: list[tuple[int, int, DateExpression]] = []
        self._starts = [int(start) for start in doc.to_array(["IDX"]).ravel()]
        self._sentences = [token.i for token in doc if token.is_sent_start] or [0]

    def token_number(self, offset: int) -> int:
        """The number of the token that holds the character at ``offset``, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at ``offset``, or the last one before it."""
        return self.doc[self.token_number(offset)]

    def sentence_at(self, token: int) -> Span:
        """The sentence of a token number. spaCy's own ``Token.sent`` walks from the token to both ends."""
        at = max(0, bisect_right(self._sentences, token) - 1)
        end = self._sentences[at + 1] if at + 1 < len(self._sentences) else len(self.doc)
        return self.doc[self._sentences[at] : end]

    def tokens(self, start: int, end: int) -> range:
        """The numbers of the tokens that hold a character from ``start`` to ``end``; none in white space."""
        span = self.words(start, end)
        return range(span.start, span.end) if span is not None else range(0)

    def words(self, start: int, end: int) -> Span | None:
        """The same tokens as a span; None when the characters lie in no token."""
        return self.doc.char_span(start, end, alignment_mode="expand")

    def paragraphs(self) -> list[Span]:
        """The paragraphs of the text, without the white space between them."""
        found: list[Span] = []
        first, last = -1, -1
        for token in self.doc:
            if not token.is_space:
                first, last = (token.i if first < 0 else first), token.i
            elif "\n" in token.text and first >= 0:
                found.append(self.doc[first : last + 1])
                first = -1
        return [*found, self.doc[first : last + 1]] if first >= 0 else found

    def add_names(self, names: NamesReading) -> None:
        """Lay the names over their tokens; where one lies in another, the longer one counts."""
        for mention in sorted(names.mentions, key=lambda m: m.start - m.end):
            for i in self.tokens(mention.start, mention.end):
                self.mentions.setdefault(i, mention)
        for reference in names.references:
            for i in self.tokens(reference.start, reference.end):
                self.references.setdefault(i, reference.mention)

    def add_dates(self, dates: Iterable[DateExpression]) -> None:
        """Note which tokens each date covers."""
        for expression in dates:
            covered = self.tokens(expression.start, expression.end)
            if covered:
                self.dates.append((covered.start, covered.stop, expression))
