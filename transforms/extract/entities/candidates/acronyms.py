"""Acronyms which a document defines or may be asked to stand for a body it names in full."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

_SKIPPED_INITIALS = NAME_WORDS.skipped_initials
_SHORTEST, _LONGEST = 2, 8
_SHORTENED = ("organization", "event", "place", "product")
_POSSESSIVE = frozenset({"'s", "'"})


@dataclass(slots=True)
class _Found:
    """What a document explains: acronyms with the words of their long forms, and shortened common nouns."""

    defined: dict[str, tuple[int, int]] = field(default_factory=dict)
    common: set[str] = field(default_factory=set)
    added: list[Span] = field(default_factory=list)


def expand_acronyms(words: Words, spans: list[Span]) -> tuple[list[Span], dict[str, tuple[int, int]]]:
    """The spans with the acronyms that the document defines, and acronym -> words of the long form.

    Adds the long forms and the acronyms (as organisations unless the long form is known otherwise).
    """
    by_words = {(span.first, span.stop): span for span in spans}
    by_stop = {span.stop: span for span in spans}
    found = _Found()
    for at in range(1, len(words) - 2):
        if words.text[at] == "(" and words.text[at + 2] == ")" and is_acronym(words.text[at + 1]):
            long_form = _long_form(words, [*spans, *found.added], by_stop, at, found)
            if long_form is None:
                continue
            found.defined[words.text[at + 1]] = (long_form.first, long_form.stop)
            known = by_words.get((at + 1, at + 2))
            if known is None or known.kind != long_form.kind:
                found.added.append(Span(at + 1, at + 2, long_form.kind, Finder.ACRONYM, rank=Rank.CODED))
    spans = spans + found.added
    _take_initials(words, spans, found.defined)
    return [span for span in spans if not _is_shortened_noun(words, span, found.common)], found.defined


def _long_form(words: Words, spans: list[Span], by_stop: dict[int, Span], at: int, found: _Found) -> Span | None:
    """The name before the bracket at a word that the acronym in it stands for."""
    acronym = words.text[at + 1]
    stop = at - 1 if words.folded[at - 1] in _POSSESSIVE else at
    long_form = by_stop.get(stop)
    if long_form is None and _is_common(words, stop, acronym):
        found.common.add(acronym.removesuffix("s"))
        return None
    first = _initials_match(words, stop, acronym)
    is_spelled = first is not None
    if first is not None and (long_form is None or long_form.first != first):
        if not _heads_a_body(words, first, stop):
            if long_form is None:
                found.common.add(acronym)  # a thing, a title or a programme: "First Information Report (FIR)"
            is_spelled = False
        elif _is_free(spans, first, stop):
            long_form = Span(first, stop, "organization", Finder.ACRONYM, rank=Rank.SPELLED_OUT)
            found.added.append(long_form)
    if long_form is None or long_form.kind not in _SHORTENED:
        return None
    is_meant = is_spelled or _letters_occur(words, long_form, acronym) or _is_foreign(words, long_form, at + 1)
    return long_form if is_meant else None


def _is_shortened_noun(words: Words, span: Span, common: set[str]) -> bool:
    """True for a single word that shortens a common noun here ("NPLs")."""
    if span.stop - span.first > 1 or words.text[span.first].removesuffix("s") not in common:
        return False
    words.refuse("shortened_noun", span.first, span.stop)
    return True


def _is_free(spans: list[Span], first: int, stop: int) -> bool:
    """True if no surer organisation lies across these words."""
    inside = [s for s in spans if s.first < stop and s.stop > first]
    return all((s.first >= first and s.rank < Rank.KNOWN_NAME) or s.kind != "organization" for s in inside)


def _take_initials(words: Words, spans: list[Span], defined: dict[str, tuple[int, int]]) -> None:
    """Take the initials of bodies that are named in full for their acronyms: "Aam Aadmi Party", later "AAP"."""
    alone = {words.text[span.first] for span in spans if span.is_single}
    for span in spans:
        if span.kind != "organization" or span.stop - span.first < 3:
            continue
        letters = [words.text[at][0] for at in range(span.first, span.stop) if words.text[at][0].isupper()]
        if "".join(letters) in alone:
            defined.setdefault("".join(letters), (span.first, span.stop))


def _is_common(words: Words, stop: int, acronym: str) -> bool:
    """Whether the acronym shortens words in small letters ("non-performing loans (NPLs)"): a thing, no name."""
    letters = [c.lower() for c in acronym.removesuffix("s") if c.isalpha()]
    at, small = stop - 1, 0
    for letter in reversed(letters):
        while at >= 0 and words.folded[at] in _SKIPPED_INITIALS and words.folded[at][0] != letter:
            at -= 1
        if at < 0 or words.folded[at][0] != letter:
            return False
        small += words.text[at][0].islower()
        at -= 1
    return small >= len(letters) - 1 and len(letters) > 1


def _heads_a_body(words: Words, first: int, stop: int) -> bool:
    """Whether the long form reads like an organisation: one of its words heads such names, and it begins no title."""
    if words.title_at(first, stop):
        return False
    found = (words.gazetteer.heads.get(words.folded[at]) for at in range(first, stop))
    return any(head is not None and head.kind == "organization" for head in found)


def is_acronym(word: str) -> bool:
    """Two to eight letters, most of them capitals."""
    capitals = sum(c.isupper() for c in word)
    return _SHORTEST <= len(word) <= _LONGEST and capitals >= 2 and capitals > len(word) / 2 and word[0].isalpha()


def _initials_match(words: Words, stop: int, acronym: str) -> int | None:
    """First of the words before ``stop`` whose initials spell the acronym, small words counting or not."""
    letters = [c.lower() for c in acronym if c.isalpha()]
    at, left = stop - 1, len(letters) - 1
    first = None
    while at >= 0 and left >= 0 and stop - at <= len(letters) * 2 + 3:
        if words.new_line[at + 1] if at + 1 < stop else False:
            return None
        word, initial = words.folded[at], words.folded[at][0]
        if initial == letters[left] and (is_capital(words.text[at]) or word not in _SKIPPED_INITIALS):
            left -= 1
            first = at
        elif word not in _SKIPPED_INITIALS and word not in ("'s", "'", ","):
            return None
        at -= 1
    if left >= 0 or first is None or not is_capital(words.text[first]):
        return None
    return first


def _letters_occur(words: Words, span: Span, acronym: str) -> bool:
    """Whether the acronym's letters come in this order in the long form, the first one as its first letter."""
    text = words.key(span.first, span.stop)
    at = 0
    for letter in acronym.lower():
        found = text.find(letter, at)
        if found < 0:
            return False
        at = found + 1
    return text[0] == acronym[0].lower()


def _is_foreign(words: Words, span: Span, at: int) -> bool:
    """Whether the word shortens a body's name in its own language: "State Office of Statistics (ONEI)"."""
    acronym = words.text[at]
    is_body = span.kind == "organization" and span.stop - span.first > 1
    return is_body and len(acronym) > 2 and acronym.isupper() and not words.gazetteer.names.at(words, at, at + 1)
