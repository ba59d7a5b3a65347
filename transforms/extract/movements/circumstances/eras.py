"""Named times in which a sentence places something: "during World War II"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from transforms.extract.movements.vocabulary import ERAS, RECALL, Era

_BY_NAME = {name: era for era in ERAS for name in era.names}
_NAMES = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_BY_NAME, key=len, reverse=True))) + r")\b")


def find_era(sentence: Span) -> Era | None:
    """The first named time after a preposition of time; None for a sentence that only mentions one."""
    for found in _NAMES.finditer(sentence.text.lower()):
        span = sentence.char_span(*found.span(), alignment_mode="expand")
        link = _word_before(span, sentence) if span is not None else None
        if link is not None and link.lower_ in RECALL.era_prepositions:
            return _BY_NAME[found.group()]
    return None


def _word_before(span: Span, sentence: Span) -> Token | None:
    """The word before a name, without its article."""
    at = span.start - 1
    if at >= sentence.start and sentence.doc[at].lower_ == "the":
        at -= 1
    return sentence.doc[at] if at >= sentence.start else None
