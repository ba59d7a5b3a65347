"""Sentence starts at blank lines and never right after a word.

A headline, a paragraph or a caption never shares a sentence with the next one; and edited text ends its sentences with
a sign or a line break, whatever the parser makes of a name it does not know.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

COMPONENT = "paragraph_starts"


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def mark_sentence_starts(doc: Doc) -> Doc:
    """Force starts after blank lines, forbid them after words and commas; the parser decides the rest."""
    for token in mark_paragraph_starts(doc):
        last = token.text[-1]
        if (last.isalnum() or last == ",") and token.i + 1 < len(doc):
            doc[token.i + 1].is_sent_start = False
    return doc


def mark_paragraph_starts(doc: Doc) -> Doc:
    """Force a sentence start after every blank line; the parser keeps such marks and decides the rest.

    The tokenizer makes one whitespace token of ``"\\n\\n"``. A single line break is left alone, because old
    newswire is wrapped at some 70 columns and its sentences run on over the line end.
    """
    after_blank_line = False
    for token in doc:
        if token.is_space:
            after_blank_line = after_blank_line or token.text.count("\n") > 1
        elif after_blank_line:
            token.is_sent_start = True
            after_blank_line = False
    return doc
