"""Sentences of a parsed text, each assigned to the part of the document it lies in."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from transforms.extract.rows import Context, Sentence


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
