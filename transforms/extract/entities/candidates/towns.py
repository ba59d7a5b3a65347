"""Towns too small and too many to search for in every text: they tell what kind a name is, and where it lies."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.gazetteer.entries import Entry
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

# Words of the longest town's name.
_LONGEST = 4


def know_towns(words: Words, spans: list[Span]) -> None:
    """Give the model's spans that are called like a town the entry of that town."""
    for span in spans:
        if not span.entries and span.finder is Finder.MODEL:
            entry = _town(words, span.first, span.stop)
            span.entries = (entry,) if entry is not None else ()


def _town(words: Words, first: int, stop: int) -> Entry | None:
    return words.gazetteer.towns.get(words.key(first, stop)) if stop - first <= _LONGEST else None


def town_spans(words: Words, spans: list[Span]) -> list[Span]:
    """Towns the model missed: all the capitalised words after "in", "near", or after a place in a list, and no more.

    After "the town of" the name need not be known.
    """
    covered = {at for span in spans for at in range(span.first, span.stop)}
    listed = {span.stop for span in spans if span.kind == "place" or any(e.kind == "place" for e in span.entries)}
    found = []
    for first in range(1, len(words)):
        if first in covered or not _may_begin(words, first, listed):
            continue
        stop = first + 1
        while stop < len(words) and is_capital(words.text[stop]) and not words.new_line[stop]:
            stop += 1
        entry = _town(words, first, stop)
        if covered.isdisjoint(range(first, stop)) and (entry is not None or _is_called(words, first, stop)):
            entries = (entry,) if entry is not None else ()
            found.append(Span(first, stop, "place", Finder.TOWN, entries, Rank.READ))
            listed.add(stop)
    return found


def _may_begin(words: Words, first: int, listed: set[int]) -> bool:
    """True for a capitalised word after a preposition of place, or after a place in a list."""
    if words.new_line[first] or not is_capital(words.text[first]):
        return False
    before = words.folded[first - 1]
    return before == "of" or before in NAME_WORDS.town_prepositions or _continues_list(words, first, listed)


def _continues_list(words: Words, first: int, listed: set[int]) -> bool:
    """True if the words at ``first`` follow a place by a comma or "and"."""
    if words.folded[first - 1] == "and":
        return first - 1 in listed or (words.folded[first - 2] == "," and first - 2 in listed)
    return words.folded[first - 1] == "," and first - 1 in listed


def _is_called(words: Words, first: int, stop: int) -> bool:
    """True if the words before say so: "the town of Haebaru"."""
    after = first > 1 and words.folded[first - 1] == "of" and words.folded[first - 2] in NAME_WORDS.settlements
    return after and stop - first < _LONGEST
