"""Sentences of a parsed text, each assigned to the part of the document it lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc

from transforms.extract.rows import Context, Sentence


class _Placed(Protocol):
    start: int
    sentence_no: int


def number_sentences(sentences: list[Sentence], rows: Iterable[_Placed]) -> None:
    """Give every row the number of the sentence in which it begins, or of the last one before it."""
    starts = [sentence.start for sentence in sentences]
    for row in rows:
        row.sentence_no = max(0, bisect_right(starts, row.start) - 1)


def read_sentences(doc: Doc, context: Context) -> list[Sentence]:
    """One row per sentence that holds more than white space; offsets exclude the white space around it."""
    starts = [part.start for part in context.parts]
    sentences: list[Sentence] = []
    for span in doc.sents:
        text = span.text
        start = span.start_char + len(text) - len(text.lstrip())
        end = span.start_char + len(text.rstrip())
        if start >= end:
            continue
        at = bisect_right(starts, start) - 1
        part = context.parts[at].name if at >= 0 else "body"
        sentences.append(Sentence(len(sentences), part, start, end))
    return sentences
