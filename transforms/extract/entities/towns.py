"""Towns too small and too many to search for in every text: they tell what kind a name is, and where it lies."""

from __future__ import annotations

from functools import cache

from transforms.extract.entities.gazetteers import Entry, read_rows
from transforms.extract.entities.patterns import is_capital
from transforms.extract.entities.spans import Span
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words, name_key

SOURCE = "towns"
_LONGEST = 4
_SETTLEMENTS = word_list("settlements")
_IN_PLACES = frozenset({"in", "near", "at", "from", "outside"})


@cache
def towns() -> dict[str, Entry]:
    """Towns by the folded words of their names, joined by blanks."""
    found: dict[str, Entry] = {}
    for row in read_rows("towns"):
        entry = Entry("place", row["town"] or row["name"], row["country"] or None, None, SOURCE, weak=True)
        found.setdefault(name_key(row["name"]), entry)
    return found


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    towns.cache_clear()


def know_towns(words: Words, spans: list[Span]) -> None:
    """Give the model's spans that are called like a town the entry of that town."""
    for span in spans:
        if not span.entries and span.source == "model" and span.stop - span.first <= _LONGEST:
            entry = towns().get(words.key(span.first, span.stop))
            span.entries = (entry,) if entry is not None else ()


def town_spans(words: Words, spans: list[Span]) -> list[Span]:
    """Towns the model missed: all the capitalised words after "in", "near", or after a place in a list, and no more.

    After "the town of" the name need not be known.
    """
    covered = {at for span in spans for at in range(span.first, span.stop)}
    listed = {span.stop for span in spans if span.kind == "place" or any(e.kind == "place" for e in span.entries)}
    found = []
    for first in range(1, len(words)):
        if first in covered or words.new_line[first] or not is_capital(words.text[first]):
            continue
        before = words.folded[first - 1]
        if before != "of" and before not in _IN_PLACES and not _continues_list(words, first, listed):
            continue
        stop = first + 1
        while stop < len(words) and is_capital(words.text[stop]) and not words.new_line[stop]:
            stop += 1
        entry = towns().get(words.key(first, stop)) if stop - first <= _LONGEST else None
        if covered.isdisjoint(range(first, stop)) and (entry is not None or _is_called(words, first, stop)):
            found.append(Span(first, stop, "place", SOURCE, (entry,) if entry is not None else (), rank=2))
            listed.add(stop)
    return found


def _continues_list(words: Words, first: int, listed: set[int]) -> bool:
    """Whether the words at ``first`` follow a place by a comma or "and"."""
    if words.folded[first - 1] == "and":
        return first - 1 in listed or (words.folded[first - 2] == "," and first - 2 in listed)
    return words.folded[first - 1] == "," and first - 1 in listed


def _is_called(words: Words, first: int, stop: int) -> bool:
    """Whether the words before say so: "the town of Haebaru"."""
    after = first > 1 and words.folded[first - 1] == "of" and words.folded[first - 2] in _SETTLEMENTS
    return after and stop - first < _LONGEST
