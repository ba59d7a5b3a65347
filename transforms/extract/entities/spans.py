"""Candidate names in a text from the gazetteers, and the choice among all candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.extract.entities.amounts import is_money
from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import personal_names
from transforms.extract.entities.titles import title_at
from transforms.extract.entities.trie import Match
from transforms.extract.entities.words import Words


@dataclass(slots=True)
class Span:
    """A candidate: words [first, stop), its kind, who found it, and the gazetteer entries of exactly these words."""

    first: int
    stop: int
    kind: str
    source: str
    entries: tuple[Entry, ...] = ()
    rank: int = 0
    sector: str | None = None


def gazetteer_spans(words: Words, matches: Iterable[Match], taken: dict[tuple[int, int], Span]) -> list[Span]:
    """Spans of gazetteer names. Weak ones count only where the model found the same words."""
    spans = []
    for match in matches:
        entries = match.entries
        model = taken.get((match.first, match.stop))
        strong = [e for e in entries if not e.weak]
        length = match.stop - match.first
        if model is not None:
            same = [e for e in entries if e.kind == model.kind]
            if model.kind == "person" and length == 1 and not same and _is_town_or_person(words, match, entries):
                model.entries = entries
                continue
            if model.kind != entries[0].kind and same and (entries[0].weak or model.kind == "person"):
                entry = same[0]
            elif strong:
                entry = strong[0]
            else:
                model.entries = tuple(same) or entries
                continue
            ordered = (entry, *(e for e in entries if e is not entry))
            spans.append(Span(_begin(words, match, entry), match.stop, entry.kind, "gazetteer", ordered, 4))
        elif strong and not is_money(words, match.first, match.stop):
            ordered = (strong[0], *(e for e in entries if e is not strong[0]))
            first, rank = _begin(words, match, strong[0]), 4 if length > 1 else 3
            spans.append(Span(first, match.stop, strong[0].kind, "gazetteer", ordered, rank))
    return spans


def _begin(words: Words, match: Match, entry: Entry) -> int:
    """Where the name itself begins: "King Salman" is listed with the title; "He Lifeng" has none."""
    if entry.kind != "person" or len(words.text[match.first]) < 3:
        return match.first
    return match.first + title_at(words, match.first, match.stop - 1)


def _is_town_or_person(words: Words, match: Match, entries: tuple[Entry, ...]) -> bool:
    """Whether a town of this name may as well be a person, as the model read it."""
    given, family = personal_names()
    word = words.folded[match.first]
    return entries[0].source in ("cities", "subdivisions") and (word in given or word in family)


_LINKS = frozenset({"of", "in", "at", "for"})


def _is_organ(entry: Entry) -> bool:
    return entry.generic and entry.sector == "PTY"


def prefer_known(words: Words, spans: list[Span]) -> list[Span]:
    """Guessed names give way to known organisations: at "Known of Country" and where the two only overlap."""
    known = [s for s in spans if s.source == "gazetteer" and s.kind == "organization" and s.stop - s.first > 1]
    known = [s for s in known if s.entries and not s.entries[0].generic]
    ends: dict[int, int] = {}
    for span in known:
        for at in range(span.first, span.stop):
            ends[at] = span.first
    stops = {span.first: span.stop for span in known}
    organs = {s.first for s in spans if s.source == "gazetteer" and s.entries and _is_organ(s.entries[0])}
    kept = []
    for span in spans:
        if span.source != "gazetteer":
            if span.first in organs and stops.get(ends.get(span.stop - 1, span.stop)) == span.stop:
                continue  # "the Central Committee of the Communist Party of China" is two names
            stop = stops.get(span.first, span.stop)
            if stop < span.stop and words.folded[stop] in _LINKS:
                continue
            begin = ends.get(span.stop - 1, span.stop)
            inside = span.source == "pattern" and span.first < begin - 1 and stops.get(begin) == span.stop
            if inside and "of" in (words.folded[begin - 1], words.folded[begin - 2]):
                continue
            if span.first < begin < span.stop < stops.get(begin, span.stop):
                span.stop = begin
                while span.stop > span.first and words.folded[span.stop - 1] in ("of", "the", "for", "and", "'s", ","):
                    span.stop -= 1
                if span.stop == span.first:
                    continue
        kept.append(span)
    return kept


def choose(spans: list[Span]) -> list[Span]:
    """The spans that stay: longer before shorter, then higher rank; no two of them overlap."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (s.first - s.stop, -s.rank, s.first)):
        covered = range(span.first, span.stop)
        if not taken.isdisjoint(covered):
            continue
        taken.update(covered)
        kept.append(span)
    return sorted(kept, key=lambda s: s.first)
