"""Sentence starts at blank lines and never right after a word.

A headline, a paragraph or a caption never shares a sentence with the next one; and edited text ends its sentences with
a sign or a line break, whatever the parser makes of a name it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

COMPONENT = "paragraph_starts"


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def mark_sentence_starts(doc: Doc) -> Doc:
    """Force starts after blank lines, forbid them after words and commas; the parser decides the rest.

    Starts that the caller has set stay.
    """
    marks = read_marks(doc)
    marks[list(_paragraph_starts(doc))] = 1
    for token in doc[:-1]:
        last = token.text[-1]
        if (last.isalnum() or last == ",") and marks[token.i + 1] != 1:
            marks[token.i + 1] = -1
    return set_marks(doc, marks)


def mark_paragraph_starts(doc: Doc) -> Doc:
    """Force a sentence start after every blank line; the parser keeps such marks and decides the rest.

    The tokenizer makes one whitespace token of ``"\\n\\n"``. A single line break is left alone, because old
    newswire is wrapped at some 70 columns and its sentences run on over the line end.
    """
    marks = read_marks(doc)
    marks[list(_paragraph_starts(doc))] = 1
    return set_marks(doc, marks)


def _paragraph_starts(doc: Doc) -> Iterator[int]:
    after_blank_line = False
    for token in doc:
        if token.is_space:
            after_blank_line = after_blank_line or token.text.count("\n") > 1
        elif after_blank_line:
            yield token.i
            after_blank_line = False


def read_marks(doc: Doc) -> NDArray[np.int64]:
    """Which tokens start a sentence: 1 yes, -1 no, 0 undecided."""
    return doc.to_array([SENT_START]).astype(np.int64)


def set_marks(doc: Doc, marks: NDArray[np.int64]) -> Doc:
    """Set all marks at once: to set a single one, spaCy looks through the whole document."""
    return doc.from_array([SENT_START], cast(Any, marks.astype(np.uint64)))
