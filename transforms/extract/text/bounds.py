"""Words and sentences no longer than prose has them, so that reading stays linear in the text.

The readers look from every word or figure of a sentence at the others of it, and the tokenizer takes a word apart sign
by sign: six kilobytes of "[1] [1] [1]" or of "$$$" would take minutes. A list that the parser takes for one sentence is
parsed again in pieces; a word that no one can have written is read as a word without meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.extract.model.paragraphs import read_marks, set_marks

# The longest sentences of newspapers have about 150 words and signs; from here on it is a list.
LONGEST_SENTENCE = 200
# Web addresses are the longest words that mean something, and nothing is read out of them.
LONGEST_WORD = 400
# A piece ends at one of these if it is near, so that no name or figure is cut in two.
_ENDS = frozenset(".;:,!?)]…–—\n")
_NEAR = 40
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def mask_unreadable(text: str) -> str:
    """The text, as long as before, with x all over every word beyond LONGEST_WORD, and no half of a surrogate pair."""
    return _LONG_WORD.sub(lambda word: "x" * len(word.group()), _HALF_PAIR.sub("\ufffd", text))


def bound_sentences(nlp: Language, doc: Doc) -> Doc:
    """The same document, or, where a sentence has more than LONGEST_SENTENCE tokens, a new parse with that one cut."""
    starts = [at for sentence in doc.sents if len(sentence) > LONGEST_SENTENCE for at in _cuts(sentence)]
    if not starts:
        return doc
    bounded = nlp.make_doc(doc.text)
    marks = read_marks(bounded)
    marks[starts] = 1
    return nlp(set_marks(bounded, marks))


def _cuts(sentence: Span) -> Iterator[int]:
    """Tokens at which a new piece begins."""
    doc, at = sentence.doc, sentence.start
    while sentence.end - at > LONGEST_SENTENCE:
        last = at + LONGEST_SENTENCE
        at = next((near for near in range(last, last - _NEAR, -1) if doc[near - 1].text[-1:] in _ENDS), last)
        yield at
