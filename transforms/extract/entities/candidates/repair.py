"""Corrects or drops organisation and group spans from the model and the patterns: titles, possessors, loose ends."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

_JOINERS = frozenset({"of", "for"})
_SIGNS = frozenset('"“”/{}[]()#@=<>|\\')
# Endings by which a group's name outside the gazetteers is known for one.
_GROUP_ENDINGS = tuple(sorted(NAME_WORDS.group_endings))


def repair_spans(words: Words, spans: list[Span]) -> list[Span]:
    """The spans as they should be, without those that are no names."""
    kept = []
    for span in spans:
        before = (span.first, span.stop, span.kind)
        rule = _repair(words, span)
        if rule in _REFUSALS:
            words.refuse(rule, *before[:2])
            continue
        if (span.first, span.stop, span.kind) != before:
            words.change(rule, *before[:2])
        kept.append(span)
    return kept


_REFUSALS = frozenset({"unknown_group", "only_links", "signs", "office", "everyday_words"})


def _repair(words: Words, span: Span) -> str:
    """The rule that applies to a span: one of the refusals, or the name of what was done."""
    if span.finder is Finder.MODEL:
        if span.kind == "nationality":
            return "group" if _is_group(words, span) else "unknown_group"
        if _is_office_before_person(words, span):
            span.first += 1
            span.kind = "person"
            return "office_before_person"
    if span.kind != "organization" or span.stop - span.first < 2 or span.finder is Finder.GAZETTEER:
        return "as_read"
    while span.stop > span.first and words.folded[span.stop - 1] in NAME_WORDS.loose_ends:
        span.stop -= 1
    if span.stop == span.first:
        return "only_links"
    if span.stop - span.first < 2 or _is_headed(words, span):
        return "loose_end"
    return _repair_headless(words, span)


def _repair_headless(words: Words, span: Span) -> str:
    """The rule for an organisation of several words none of which says that it is one."""
    inside = range(span.first, span.stop)
    if any(words.text[at] in _SIGNS for at in inside):
        return "signs"
    title = words.title_at(span.first, span.stop - 1)
    if title and words.folded[span.first + title] in _JOINERS:
        return "office"  # "Minister for Finance"
    if title:
        span.first += title
        span.kind = "person"
        return "person_after_title"
    possessor = next((at for at in inside[1:] if words.folded[at] == "'s"), None)
    if possessor is not None:
        span.stop = possessor
        return "possessor"
    if all(words.folded[at] in words.gazetteer.common_words for at in inside):
        return "everyday_words"
    if words.folded[span.first] in words.gazetteer.personal.given and words.text[span.stop - 1].istitle():
        span.kind = "person"
    return "given_name"


def _is_office_before_person(words: Words, span: Span) -> bool:
    """True for "Republic Pedro Castillo" after "President of the": a body ends the title, the name follows."""
    first, last = span.first, span.stop - 1
    return (
        span.kind in ("place", "organization")
        and last - first in (2, 3)
        and first > 1
        and words.folded[first - 2 : first] == ["of", "the"]
        and words.folded[first + 1] in words.gazetteer.personal.given
        and words.text[last].istitle()
        and words.folded[last] not in words.gazetteer.heads
        and NAME_WORDS.loose_ends.isdisjoint(words.folded[first:last])
    )


def _is_headed(words: Words, span: Span) -> bool:
    """True if the last word, or the one before "of", tells an organisation."""
    for at in range(span.first, span.stop):
        head = words.gazetteer.heads.get(words.folded[at])
        last = at == span.stop - 1
        if head is not None and not head.first_only and (last or (head.before_of and words.folded[at + 1] in _JOINERS)):
            return True
    return False


def _is_group(words: Words, span: Span) -> bool:
    return bool(span.entries) or words.folded[span.stop - 1].endswith(_GROUP_ENDINGS)
