"""Characters and paragraphs: the same sign for the same thing, and one line per paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import polars as pl

# Full NFKC would change what a reader sees and what a number reader parses ("½" becomes "1⁄2", "m²" "m2", "…" "..."),
# so text is brought to NFC and only these compatibility characters are replaced: Latin ligatures left by PDF
# extraction, full-width ASCII, and single-sign Roman numerals of East Asian newspapers.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], strict=True))
COMPATIBILITY = _LIGATURES | _FULL_WIDTH | _ROMAN

_LINE_BREAKS = "\r\n|[\r\u0085\u2028\u2029\u000b\u000c]"
_SPACES = "[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Zero width space, word joiner, byte order mark, soft hyphen, direction marks: invisible, and they break words.
_INVISIBLE = "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffc]"
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
# Joiners spell words in Persian and Indic scripts and build emoji; beside ASCII they are dirt.
_JOINER_AFTER_ASCII, _JOINER_BEFORE_ASCII = "([\x01-\x7f])[\u200c\u200d]+", "[\u200c\u200d]+([\x01-\x7f])"

_QUOTES = str.maketrans("‘’‛“”„‟´`", "'''\"\"\"\"''")
_SPACE_RUN = re.compile(r"[ \t]+")
_SENTENCE_END = re.compile(r"""[.!?:;…"”’')\]]\s*$""")
# A hard-wrapped text: lines stop short of this width for no other reason than the width.
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 45
_TABLE_GAP = re.compile(r"\S {2,}\S+.*\S {2,}\S| {3,}\S+\s*$|^\s+\S+ {2,}\S|-{4,}|={4,}")


def clean_text(text: pl.Expr) -> pl.Expr:
    """The text with line breaks as ``\\n``, spaces as spaces, nothing invisible, NFC; curly quotes stay curly."""
    return (
        text.str.normalize("NFC")
        .str.replace_all(_LINE_BREAKS, "\n")
        .str.replace_all(_SPACES, " ")
        .str.replace_all(_INVISIBLE, "")
        .str.replace_all(_CONTROL, "")
        .str.replace_all(_JOINER_AFTER_ASCII, "$1")
        .str.replace_all(_JOINER_BEFORE_ASCII, "$1")
        .str.replace_many(list(COMPATIBILITY), list(COMPATIBILITY.values()))
    )


@lru_cache(maxsize=1 << 12)
def squash(text: str) -> str:
    """A text for comparison only: straight quotes, single spaces, no space at the ends."""
    return _SPACE_RUN.sub(" ", text.translate(_QUOTES)).strip()


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, in order, each on one line (tables keep theirs), none empty.

    Most pages write one paragraph a line. Newswire and old mail wrap lines at 60 to 80 columns and mark a paragraph
    by a blank line or an indent: such lines are joined again.
    """
    lines = text.split("\n")
    if _is_wrapped(lines):
        return _unwrap(lines)
    return split_lines(text)


def split_lines(text: str) -> list[str]:
    """The lines of a text that is known to have one paragraph a line."""
    return [line for line in (_SPACE_RUN.sub(" ", line).strip() for line in text.split("\n")) if line]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line ends come from a width: lines followed directly by text are all narrow and stop in mid-sentence."""
    followed = [
        above.rstrip()
        for above, below in pairwise(lines)
        if above.strip() and below.strip() and not below.startswith("  ") and not _TABLE_GAP.search(above.rstrip())
    ]
    if len(followed) < 2 or max(map(len, followed)) > _WIDEST_WRAP:
        return False
    wide = [line for line in followed if len(line) >= _NARROWEST_WRAP]
    in_mid_sentence = [line for line in wide if not _SENTENCE_END.search(line)]
    return len(wide) * 2 >= len(followed) and len(in_mid_sentence) * 2 > len(wide)


def _unwrap(lines: list[str]) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    table: list[bool] = [False]
    for line in lines:
        is_row = bool(_TABLE_GAP.search(line.rstrip()))
        starts = not line.strip() or (line.startswith("   ") and not is_row) or is_row != table[-1]
        if starts and paragraphs[-1]:
            paragraphs.append([])
            table.append(is_row)
        if line.strip():
            paragraphs[-1].append(_SPACE_RUN.sub(" ", line).strip())
            table[-1] = is_row
    joined = (("\n" if rows else " ").join(block) for block, rows in zip(paragraphs, table, strict=True) if block)
    return [paragraph for paragraph in joined if paragraph]
