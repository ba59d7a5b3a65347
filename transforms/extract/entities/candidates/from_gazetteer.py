"""Candidates from the gazetteers, and guessed names that give way to known ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.extract.entities.candidates.money import is_money
from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.gazetteer.entries import Entry, Origin
from transforms.extract.entities.gazetteer.trie import Match
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS


def know_spans(words: Words, spans: list[Span]) -> list[Span]:
    """The model's spans with what the gazetteers know of their words, and the names that only the gazetteers know.

    Weak names count only where the model found the same words.
    """
    read = {(span.first, span.stop): span for span in spans}
    known = []
    for match in words.gazetteer.names.matches(words):
        span = read.get((match.first, match.stop))
        strong = next((entry for entry in match.entries if not entry.weak), None)
        if span is not None:
            entry = _preferred(words, match, span, strong)
            if entry is None:
                span.entries = _of_kind(match.entries, span.kind) or match.entries
                continue
            rank = Rank.KNOWN_NAME
        elif strong is not None and not is_money(words, match.first, match.stop):
            entry, rank = strong, Rank.KNOWN_NAME if match.stop - match.first > 1 else Rank.KNOWN_WORD
        else:
            continue
        ordered = (entry, *(e for e in match.entries if e is not entry))
        known.append(Span(_begin(words, match, entry), match.stop, entry.kind, Finder.GAZETTEER, ordered, rank))
    return spans + known


def _of_kind(entries: Iterable[Entry], kind: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind == kind)


def _preferred(words: Words, match: Match, span: Span, strong: Entry | None) -> Entry | None:
    """The entry that overrules the model's span of the same words; None: the model's reading stays."""
    same = _of_kind(match.entries, span.kind)
    first = match.entries[0]
    if span.kind == "person" and match.stop - match.first == 1 and not same and _is_town_or_person(words, match):
        return None
    if span.kind != first.kind and same and (first.weak or span.kind == "person"):
        return same[0]
    return strong


def _begin(words: Words, match: Match, entry: Entry) -> int:
    """Where the name itself begins: "King Salman" is listed with the title; "He Lifeng" has none."""
    if entry.kind != "person" or len(words.text[match.first]) < 3:
        return match.first
    return match.first + words.title_at(match.first, match.stop - 1)


def _is_town_or_person(words: Words, match: Match) -> bool:
    """True if a town of this name may as well be a person, as the model read it."""
    is_town = match.entries[0].origin in (Origin.CITIES, Origin.SUBDIVISIONS)
    return is_town and words.folded[match.first] in words.gazetteer.personal


def _is_organ(span: Span) -> bool:
    """True for a party's organ ("Central Committee")."""
    known = span.entries[0] if span.finder is Finder.GAZETTEER and span.entries else None
    return known is not None and known.generic and known.sector == "PTY"


@dataclass(frozen=True, slots=True)
class _Known:
    """Known organisations of several words by where they begin and end, and where a party's organs begin."""

    stops: dict[int, int]
    firsts: dict[int, int]
    organs: frozenset[int]

    def begin(self, span: Span) -> int:
        """Where the known name that covers the last word of a span begins; the end of the span if none does."""
        return self.firsts.get(span.stop - 1, span.stop)

    def ends_with(self, span: Span) -> bool:
        """True if the span ends with a whole known name."""
        return self.stops.get(self.begin(span)) == span.stop


def prefer_known(words: Words, spans: list[Span]) -> list[Span]:
    """Guessed names give way to known organisations: at "Known of Country" and where the two only overlap."""
    bodies = [s for s in spans if s.finder is Finder.GAZETTEER and s.kind == "organization" and s.stop - s.first > 1]
    bodies = [s for s in bodies if s.entries and not s.entries[0].generic]
    firsts = {at: span.first for span in bodies for at in range(span.first, span.stop)}
    organs = frozenset(s.first for s in spans if _is_organ(s))
    known = _Known({s.first: s.stop for s in bodies}, firsts, organs)
    kept = []
    for span in spans:
        stop = span.stop
        rule = None if span.finder is Finder.GAZETTEER else _yields(words, span, known)
        if rule is None:
            kept.append(span)
        else:
            words.refuse(rule, span.first, stop)
    return kept


def _yields(words: Words, span: Span, known: _Known) -> str | None:
    """The rule by which a guessed name is none beside the known ones; a span that overlaps one is cut before it."""
    if span.first in known.organs and known.ends_with(span):
        return "organ_and_party"  # "the Central Committee of the Communist Party of China" is two names
    stop = known.stops.get(span.first, span.stop)
    if stop < span.stop and words.folded[stop] in NAME_WORDS.name_links:
        return "known_name_goes_on"
    begin = known.begin(span)
    is_inside = span.finder is Finder.PATTERN and span.first < begin - 1 and known.ends_with(span)
    if is_inside and "of" in (words.folded[begin - 1], words.folded[begin - 2]):
        return "part_of_known_name"
    if span.first < begin < span.stop < known.stops.get(begin, span.stop):
        span.stop = begin
        while span.stop > span.first and words.folded[span.stop - 1] in NAME_WORDS.loose_links:
            span.stop -= 1
        if span.stop == span.first:
            return "before_known_name"
    return None
