"""The words of a text as names are matched on: independent of the tokeniser, so any spaCy pipeline can be used.

A word is a run of letters or digits with inner apostrophes ("d'Ivoire", "O'Brien"), an abbreviation with its points
("U.S.", "St."), a possessive ending ("'s"), or one other sign. Hyphens inside names are dropped, so that
"Kim Jong-un" and "Kim Jong Un" are the same three words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?"  # U.S. U.S.S.R. N.W.T J.F.K.
    r"|\b(?:St|Mt|Ft|Gen|Dr|Mr|Mrs|Ms|Lt|Col|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Prof|Rev|Hon|Jr|Sr|Inc|Corp|Ltd|Co|Bros|No)\.(?!\w)"
    r"|[^\W\d_]\.(?=\s?[^\W\d_])(?<=\b[^\W\d_]\.)"  # initials: J. K. Rowling
    r"|[^\W_]+(?:['’ʼ‘](?!s(?!\w))[^\W_]+)*"
    r"|['’]s?(?!\w)"
    r"|[^\w\s]|_"
)  # fmt: skip
_HYPHENS = frozenset("-‐‑–")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_LINE = re.compile(r"\n")


def fold(word: str) -> str:
    """The word in small letters without accents and points, with straight apostrophes: the key names are found by."""
    if word.isascii():
        word = word.lower()
    else:
        word = word.translate(_APOSTROPHES).lower()
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        word = word.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss").replace("ı", "i")
    return word.replace(".", "") if len(word) > 1 else word


class Tokens:
    """Parallel lists over the words of one text; ``new_line[i]`` tells that a line break precedes word i."""

    __slots__ = ("end", "folded", "new_line", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.folded: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.new_line: list[bool] = []
        last = 0
        for match in _WORD.finditer(source):
            start, end = match.span()
            word = match.group()
            if word in _HYPHENS and self._joins(start, end, last):
                continue
            self.text.append(word)
            self.folded.append(fold(word))
            self.start.append(start)
            self.end.append(end)
            self.new_line.append(start > last and _LINE.search(source, last, start) is not None)
            last = end

    def _joins(self, start: int, end: int, last: int) -> bool:
        source = self.source
        return (
            start == last and start > 0 and end < len(source) and source[start - 1].isalnum() and source[end].isalnum()
        )

    def __len__(self) -> int:
        return len(self.text)

    def span_text(self, first: int, stop: int) -> str:
        """The text from word ``first`` up to but without word ``stop``."""
        return self.source[self.start[first] : self.end[stop - 1]]

    def key(self, first: int, stop: int) -> str:
        """The folded words joined by blanks."""
        return " ".join(self.folded[first:stop])

    def at(self, char_start: int, char_end: int) -> tuple[int, int]:
        """The words that begin in the given characters, as (first, stop)."""
        first = bisect_right(self.end, char_start)
        return first, max(first, bisect_left(self.start, char_end))


def name_key(name: str) -> str:
    """The folded words of a name joined by blanks, as ``Tokens.key`` gives them for a text."""
    return " ".join(name_words(name)[1])


def name_words(name: str) -> tuple[list[str], list[str]]:
    """The words of a name as written and folded."""
    if name.isascii() and name.replace(" ", "").isalpha():  # most of the name lists: the same, three times as fast
        return name.split(), name.lower().split()
    words = Tokens(name)
    return words.text, words.folded


def is_capital(word: str) -> bool:
    """True if a word is written like part of a name: "Oslo", "iPhone"; not "oslo"."""
    return word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())
