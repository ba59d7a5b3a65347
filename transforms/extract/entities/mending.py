"""Second thoughts on what the language model read as an organisation or a group: titles, possessors, loose ends."""

from __future__ import annotations

from transforms.extract.entities.lexicon import common_words, personal_names
from transforms.extract.entities.patterns import heads
from transforms.extract.entities.spans import Span
from transforms.extract.entities.titles import title_at
from transforms.extract.entities.words import Words

_LOOSE = frozenset({"of", "and", "the", "for", "at", "in", "on", "to", "&", "by", "with", "'s", "'", ","})
_JOINERS = frozenset({"of", "for"})
# Endings by which a group's name outside the gazetteers is known for one.
_GROUP_ENDINGS = ("ese", "ian", "ians", "ish", "ist", "ists", "ite", "ites", "ean", "eans", "ism", "crat", "crats")
_SIGNS = frozenset('"“”/{}[]()#@=<>|\\')


def mend(words: Words, span: Span) -> Span | None:
    """The span as it should be, or nothing when it is no name."""
    if span.kind == "nationality" and span.source == "model":
        return span if _is_group(words, span) else None
    if span.source == "model" and _is_office_before_person(words, span):
        span.first += 1
        span.kind = "person"
        return span
    if span.kind != "organization" or span.stop - span.first < 2 or span.source == "gazetteer":
        return span
    while span.stop > span.first and words.folded[span.stop - 1] in _LOOSE:
        span.stop -= 1
    if span.stop - span.first < 2 or _is_headed(words, span):
        return span if span.stop > span.first else None
    if any(words.text[at] in _SIGNS for at in range(span.first, span.stop)):
        return None
    title = title_at(words, span.first, span.stop - 1)
    if title:
        return _after_title(words, span, title)
    for at in range(span.first + 1, span.stop):
        if words.folded[at] == "'s":
            span.stop = at
            return span
    if all(words.folded[at] in common_words() for at in range(span.first, span.stop)):
        return None
    if words.folded[span.first] in personal_names()[0] and words.text[span.stop - 1].istitle():
        span.kind = "person"
    return span


def _is_office_before_person(words: Words, span: Span) -> bool:
    """ "President of the Republic Pedro Castillo": a body ends the title, and the person's name follows."""
    first, last = span.first, span.stop - 1
    return (
        span.kind in ("place", "organization")
        and last - first in (2, 3)
        and first > 1
        and words.folded[first - 2 : first] == ["of", "the"]
        and words.folded[first + 1] in personal_names()[0]
        and words.text[last].istitle()
        and words.folded[last] not in heads()
        and not any(words.folded[at] in _LOOSE for at in range(first, last))
    )


def _after_title(words: Words, span: Span, title: int) -> Span | None:
    """ "General Ramón" is a person, "Minister for Finance" an office."""
    if words.folded[span.first + title] in _JOINERS:
        return None
    span.first += title
    span.kind = "person"
    return span


def _is_headed(words: Words, span: Span) -> bool:
    """Whether the last word, or the one before "of", tells an organisation."""
    table = heads()
    for at in range(span.first, span.stop):
        head = table.get(words.folded[at])
        last = at == span.stop - 1
        if head is not None and not head.first_only and (last or (head.before_of and words.folded[at + 1] in _JOINERS)):
            return True
    return False


def _is_group(words: Words, span: Span) -> bool:
    return bool(span.entries) or words.folded[span.stop - 1].endswith(_GROUP_ENDINGS)
