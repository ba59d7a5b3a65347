"""Candidate names in a text from the language model, the gazetteers and patterns, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from transforms.extract.entities.gazetteers import Entry, read_rows
from transforms.extract.entities.lexicon import Match
from transforms.extract.entities.words import Words, fold, name_words

MODEL_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "LANGUAGE": "nationality",
    "EVENT": "event",
    "PRODUCT": "product",
}
_EDGES = frozenset("\"'“”‘’`()[]{}<>,.;:!?*|/-–—…«»•_=+~^&@#") | {"''", "``", "'s", "’s", "’"}
_ARTICLES = frozenset({"the", "a", "an"})
_TWO_NAMES = frozenset({"and", "or", "vs", "vs.", ",", ";", ":", "/", "|", "—", "–"})


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


@cache
def title_words() -> tuple[dict[str, list[tuple[str, ...]]], dict[tuple[str, ...], tuple[str | None, bool]]]:
    """Titles by their first folded word, longest first; and sector and honorific flag of each title."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    facts: dict[tuple[str, ...], tuple[str | None, bool]] = {}
    for row in read_rows("titles"):
        words = tuple(name_words(row["title"])[1])
        facts.setdefault(words, (row["sector"] or None, row["honorific"] == "1"))
        by_first.setdefault(words[0], []).append(words)
    for titles in by_first.values():
        titles.sort(key=len, reverse=True)
    return by_first, facts


def title_at(words: Words, at: int, stop: int) -> int:
    """How many words from ``at`` are a title (0: none), never reaching ``stop``."""
    for title in title_words()[0].get(words.folded[at], ()):
        if at + len(title) <= stop and tuple(words.folded[at : at + len(title)]) == title:
            return len(title)
    return 0


def model_spans(doc: Doc, words: Words) -> list[Span]:
    """What the language model found, edges cleaned: no articles, quotes, possessive endings, line breaks or titles."""
    spans = []
    for ent in doc.ents:
        kind = MODEL_KINDS.get(ent.label_)
        if kind is None:
            continue
        first, stop = words.at(ent.start_char, ent.end_char)
        for at in range(first + 1, stop):
            if words.new_line[at]:
                stop = at
                break
        first, stop = trim(words, first, stop, kind)
        if first < stop:
            spans.append(Span(first, stop, kind, "model", rank=2))
    return spans


def trim(words: Words, first: int, stop: int, kind: str) -> tuple[int, int]:
    """Cut articles, signs and, for persons, titles off the edges of a span; an empty span has first >= stop."""
    text, folded = words.text, words.folded
    while first < stop and (text[first] in _EDGES or folded[first] in _ARTICLES and stop - first > 1):
        first += 1
    while first < stop and text[stop - 1] in _EDGES:
        stop -= 1
    if kind == "person":
        first = _without_titles(words, first, stop)
        stop = _one_person(words, first, stop)
    return first, stop


def _without_titles(words: Words, first: int, stop: int) -> int:
    while first < stop - 1:
        length = title_at(words, first, stop - 1)
        if not length:
            break
        first += length
        while first < stop - 1 and words.text[first] in _EDGES:
            first += 1
    return first


def _one_person(words: Words, first: int, stop: int) -> int:
    """End of the first name when the model joined a name and its possessor's thing ("Modi's BJP")."""
    for at in range(first + 1, stop):
        if words.folded[at] == "'s" and at < stop - 1:
            return at
    return stop


def gazetteer_spans(matches: Iterable[Match], taken: dict[tuple[int, int], Span], ends: set[int]) -> list[Span]:
    """Spans of gazetteer names. Weak ones count only where the model found the same words."""
    spans = []
    for match in matches:
        entries = match.entries
        model = taken.get((match.first, match.stop))
        strong = [e for e in entries if not e.weak]
        length = match.stop - match.first
        if model is not None:
            same = [e for e in entries if e.kind == model.kind]
            if model.kind != entries[0].kind and same and (entries[0].weak or model.kind == "person"):
                entry = same[0]
            elif strong:
                entry = strong[0]
            else:
                model.entries = tuple(same) or entries
                continue
            ordered = (entry, *(e for e in entries if e is not entry))
            spans.append(Span(match.first, match.stop, entry.kind, "gazetteer", ordered, 4))
        elif strong:
            ordered = (strong[0], *(e for e in entries if e is not strong[0]))
            spans.append(Span(match.first, match.stop, strong[0].kind, "gazetteer", ordered, 4 if length > 1 else 3))
    return spans


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


def folded_title(title: str) -> tuple[str, ...]:
    """A title as its folded words."""
    return tuple(fold(word) for word in title.split())
