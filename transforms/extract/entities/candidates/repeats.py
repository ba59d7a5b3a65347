"""Names of the document that the model missed elsewhere in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from transforms.extract.entities.candidates.spans import SETTLED_KINDS, Finder, Rank, Span
from transforms.extract.entities.text.names_of_people import is_family_first
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words

# A single word is looked for only if it is longer, or sure to be a name.
_SHORT = 3
_GUESSED = ("organization", "place", "nationality")


def repeat_names(words: Words, spans: list[Span]) -> list[Span]:
    """Spans for names of the document that occur elsewhere in it uncovered, written the same way.

    Names of several words are looked for as they are; of persons also the surname, where it is no everyday word.
    """
    covered = {at for span in spans for at in range(span.first, span.stop)}
    shouted = words.shouted()
    wanted: dict[str, list[tuple[tuple[str, ...], Span]]] = defaultdict(list)
    for span in spans:
        if _may_recur(span) and not any(shouted[span.first : span.stop]):
            for written in _spellings(words, span):
                wanted[written[0]].append((written, span))
    added = []
    for at, word in enumerate(words.text):
        if at in covered or word not in wanted:
            continue
        found = _recurring(words, at, wanted[word], covered)
        if found is not None:
            added.append(found)
            covered.update(range(found.first, found.stop))
    return added


def _may_recur(span: Span) -> bool:
    """True unless only the model read it as a body, place or group, or the kind is settled."""
    return not (span.finder is Finder.MODEL and span.kind in _GUESSED) and span.kind not in SETTLED_KINDS


def _spellings(words: Words, span: Span) -> Iterator[tuple[str, ...]]:
    """The words to look for: the whole name, and a person's surname."""
    written = tuple(words.text[span.first : span.stop])
    is_sure = len(written) > 1 or span.finder is Finder.ACRONYM or len(written[0]) > _SHORT
    if is_capital(written[0]) and is_sure:
        yield written
    if span.kind != "person" or len(written) < 2:
        return
    edges = {written[-1]: None}
    if is_family_first(words.folded[span.first : span.stop]):
        edges[written[0]] = None
    yield from ((word,) for word in edges if len(word) > 2 and word[0].isupper())


def _recurring(words: Words, at: int, wanted: list[tuple[tuple[str, ...], Span]], covered: set[int]) -> Span | None:
    """The longest of the wanted names that stands at a word and covers nothing known."""
    for written, span in sorted(wanted, key=lambda name: -len(name[0])):
        stop = at + len(written)
        if tuple(words.text[at:stop]) != written or not covered.isdisjoint(range(at, stop)):
            continue
        if len(written) == 1 and (written[0].lower() in words.small or _inside_a_name(words, at)):
            continue
        entries = span.entries if len(written) == span.stop - span.first else ()
        return Span(at, stop, span.kind, Finder.REPEATED, entries, Rank.BUILT)
    return None


def _inside_a_name(words: Words, at: int) -> bool:
    """True if the words beside are capitalised too, so that the word is part of another name."""
    before = at > 0 and not words.new_line[at] and is_capital(words.text[at - 1]) and words.text[at - 1][0].isalpha()
    after = at + 1 < len(words) and not words.new_line[at + 1] and words.text[at + 1][0].isupper()
    start_of_sentence = before and at > 1 and words.text[at - 2] in (".", "?", "!")
    return (before and not start_of_sentence) or after
