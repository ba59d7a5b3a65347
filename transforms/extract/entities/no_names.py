"""What looks like a name and is none: everyday words with a capital, portfolios of ministers, numbers."""

from __future__ import annotations

from functools import cache

from transforms.extract.entities.gazetteers import read_rows
from transforms.extract.entities.lexicon import common_words
from transforms.extract.entities.model_spans import PLAIN_TITLES
from transforms.extract.entities.offices import is_known_surname
from transforms.extract.entities.spans import Span
from transforms.extract.entities.words import Words, name_words

_SIGNS = frozenset("#;@=<>|\\")


@cache
def not_names() -> frozenset[str]:
    """Capitalised words and acronyms that are no names, as written, words joined by blanks."""
    return frozenset(" ".join(name_words(row["word"])[0]) for row in read_rows("not_names"))


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    not_names.cache_clear()


def is_no_name(words: Words, span: Span, written_small: set[str]) -> bool:
    """Whether a candidate of the model is an everyday word with a capital (first in its sentence, in a heading)."""
    before = words.folded[span.first - 1] if span.first else "."
    if span.kind == "organization" and before in ("of", "for", "and", "&") and _is_portfolio(words, span.first):
        return True
    if span.kind == "person" and not _SIGNS.isdisjoint(words.text[span.first : span.stop]):
        return True  # the rest of a broken page
    if span.stop - span.first > 1:
        if words.span_text(span.first, span.stop).islower() and not words.source.islower():
            return True
        return " ".join(words.text[span.first : span.stop]) in not_names()
    word, small = words.text[span.first], words.folded[span.first]
    if span.kind == "person" and small.endswith("s") and small[:-1] in PLAIN_TITLES:
        return True
    if word in not_names() or not any(c.isalpha() for c in word):
        return True
    if any(c.isdigit() for c in word) and not word[0].isalpha():
        return True
    if word.islower():
        return True
    if len(word) > 1 and word[0].isalpha() and word[1:].isdigit() and span.kind in ("place", "nationality", "person"):
        return True
    if small not in common_words() or (word.isupper() and len(word) < 6):
        return False
    if span.kind == "person" and is_known_surname(small) and small not in written_small:
        return False
    return (
        small in written_small
        or before
        in (".", "?", "!", ":", '"', "“", "‘", "'", "the", "a", "an", "this", "that", "his", "her", "their", "our", "•")
        or words.new_line[span.first]
        or span.first == 0
    )


_MINISTERS = frozenset({"minister", "ministers", "secretary", "undersecretary", "commissioner", "secretaries"})


def _is_portfolio(words: Words, first: int) -> bool:
    """Whether the words are what a minister is minister of ("the Minister of Labour and Employment"): no name."""
    for at in range(first - 1, max(-1, first - 7), -1):
        if words.folded[at] in _MINISTERS:
            return words.folded[at + 1] in ("of", "for")
        if words.text[at] in (".", "(", ";", ":") or words.folded[at] in ("ministry", "said", "at"):
            return False
    return False
