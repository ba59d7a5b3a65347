"""The text of a paragraph as lexemes: numbers, words and signs with offsets.

The tokeniser of the language model keeps "S$1mil", "640bhp" or "sub-7" in one piece and cuts "$A82" in the wrong
place; numbers need a finer and more even grain. ``token_at`` leads back to the parsed token of a lexeme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from transforms.extract.text.index import TextIndex

NUMBER, FRACTION, WORD, SIGN, ORDINAL, OTHER = "N", "F", "W", "S", "O", "X"
_POWER = "P"

# The order matters: what only looks like a number (dates, times, versions, ordinals, decades) is taken out first.
_LEXEME = re.compile(
    r"""
    (?P<P>(?<![\w.,])(?:(?:\d+(?:[.,]\d+)?[ ]?[x×·*][ ]?)?10(?:\^[-−–+]?\d{1,3}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\d)
      |\d+(?:[.,]\d+)?[ ]?×[ ]?10[-−–]\d{1,2}(?!\w)
      |\d+(?:\.\d+)?[eE][-−+]?\d{1,3}(?!\w)))                   # 3 × 10⁶, 10^9, 2.5×10−5, 6.1E+24
    |(?P<X>\d{1,4}[/-]\d{1,2}[/-]\d{2,4}(?!\d)                    # 5/12/2019, 2019-05-12
      |\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?!\d)                    # 9:35
      |\d+(?:\.\d+){2,}(?![\d,]))                                # 1.2.3, unless a thousands grouping (below)
    |(?P<O>\d+(?:,\d{3})*(?:(?<=1)(?<!11)st|(?<=2)nd|(?<=3)rd|th)(?![^\W_])  # 22nd, never "12st" of weight
      |['’]?\d{2}(?:\d\d)?['’]?s(?![^\W_]))                      # 1970s, '90s
    |(?P<F>\d{1,4}[/⁄]\d{1,5}(?![\d/⁄]))                         # 1/16
    |(?P<N>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d])               # 1,234,567.8
      |[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}(?!\d)                      # 1.234,56 as written in Germany
      |\d{1,2}(?:,\d\d)+,\d{3}(?!\d)                             # 12,34,567 as written in India
      |\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?(?!\d)   # 1 234 567
      |(?<!\d[ ,.])(?<!\d)[1-9]\d{0,2}(?:[ ]\d{3})*[ ]\d00(?=[ ][a-z])  # 10 000 people
      |(?<!\d[ ,.])(?<!\d)[1-9]\d{0,2}(?:[ ]\d{3}){2,}(?![ ,.]?\d)   # 1 234 567 with plain spaces
      |\d{1,3}(?:['’]\d{3})+(?:\.\d+)?(?!\d)                     # 1'234'567 as written in Switzerland
      |\d+,\d{1,2}(?![\d,])|0,\d+                                # 3,5
      |\d*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]
      |\d+(?:\.\d+)?
      |(?<!\w)\.\d+)
    |(?P<W>(?:[^\W\d_]\.){2,}|[^\W\d_]+)
    |(?P<S>['’]s(?![^\W_])|\S)
    """,
    re.VERBOSE,
)
_GROUPED_BY_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?$")
_SAMPLE = 50  # tokens by which a document without tags is told
_PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)


class Lexemes:
    """Parallel lists, one entry a lexeme, of one paragraph of ``doc``; the offsets count into ``doc.text``."""

    __slots__ = ("_index", "content", "doc", "end", "is_tagged", "kind", "lower", "start", "text")

    def __init__(self, index: TextIndex, begin: int, finish: int) -> None:
        self._index, self.doc, self.content = index, index.doc, index.text
        self.is_tagged = any(token.tag for token in self.doc[:_SAMPLE])  # spaCy's own answer walks the whole document
        self.text: list[str] = []
        self.lower: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.kind: list[str] = []
        for match in _LEXEME.finditer(self.content, begin, finish):
            kind, text = match.lastgroup or SIGN, match.group()
            if kind == _POWER or (kind == OTHER and _GROUPED_BY_DOTS.match(text)):
                kind = NUMBER
            self.text.append(text)
            self.lower.append(text.lower())
            self.start.append(match.start())
            self.end.append(match.end())
            self.kind.append(kind)

    def __len__(self) -> int:
        return len(self.text)

    def joined(self, at: int) -> bool:
        """Whether lexeme ``at`` touches the one before it."""
        return at > 0 and at < len(self.text) and self.start[at] == self.end[at - 1]

    def word(self, at: int) -> str:
        """The lower-case text at ``at``, empty outside of the paragraph."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def raw(self, at: int) -> str:
        """The text at ``at`` as written, empty outside of the paragraph."""
        return self.text[at] if 0 <= at < len(self.text) else ""

    def kind_at(self, at: int) -> str:
        """The kind at ``at``, empty outside of the paragraph."""
        return self.kind[at] if 0 <= at < len(self.kind) else ""

    def token_at(self, at: int) -> Token:
        """The parsed token in which lexeme ``at`` begins; the last one when the paragraph ends before ``at``."""
        at = min(at, len(self.start) - 1)
        return self._index.token_at(self.start[at])

    def token_index(self, offset: int) -> int:
        """Index of the parsed token in which the character at ``offset`` lies."""
        return self._index.token_number(offset)

    def sentence_at(self, token: int) -> Span:
        """The sentence of parsed token ``token``."""
        return self._index.sentence_at(token)


def read_paragraphs(index: TextIndex, wanted: re.Pattern[str]) -> Iterator[Lexemes]:
    """The paragraphs of a text in which ``wanted`` occurs, as lexemes."""
    text = index.text
    if not wanted.search(text):
        return
    for paragraph in _PARAGRAPH.finditer(text):
        if wanted.search(text, paragraph.start(), paragraph.end()):
            yield Lexemes(index, paragraph.start(), paragraph.end())
