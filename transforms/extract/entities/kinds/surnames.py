"""Surnames of the people of a document."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.text.names_of_people import is_family_first
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

# Longer runs of words are no full name but a broken page.
_LONGEST_NAME = 8


def surnames_of(words: Words, spans: list[Span]) -> set[str]:
    """Folded last words (first words too, of names of East Asia, princes and sheikhs) of the full personal names."""
    found = set()
    for span in spans:
        if span.kind == "person" and 2 <= span.stop - span.first <= _LONGEST_NAME and span.finder is not Finder.LEADER:
            found.add(words.folded[span.stop - 1])
            if words.folded[span.stop - 2] in NAME_WORDS.particles:
                found.add(words.key(span.stop - 2, span.stop))
            if is_family_first(words.folded[span.first : span.stop]) or (
                span.first and words.folded[span.first - 1] in NAME_WORDS.regnal_titles
            ):
                found.add(words.folded[span.first])
    return found
