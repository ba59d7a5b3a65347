"""Candidate names in a text from the language model, the gazetteers and patterns, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from transforms.extract.entities.gazetteers import Entry, read_rows
from transforms.extract.entities.lexicon import personal_names
from transforms.extract.entities.trie import Match
from transforms.extract.entities.word_lists import word_list
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
        if first < stop and not is_money(words, first, stop):
            spans.append(Span(first, stop, kind, "model", rank=2))
    return _joined(words, spans)


def _joined(words: Words, spans: list[Span]) -> list[Span]:
    """Persons whose name the model cut: the rest of a hyphenated word, or the next capitalised part read as a place."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == "person"
            and span.first == last.stop
            and span.kind in ("person", "place")
            and span.stop - span.first == 1
            and not words.new_line[span.first]
            and last.stop - last.first < 4
        ):
            last.stop = span.stop
            continue
        if span.kind == "person":
            while span.stop < len(words) and _hyphen_joins(words, span.stop):
                span.stop += 1
        joined.append(span)
    return joined


def _hyphen_joins(words: Words, at: int) -> bool:
    """Whether a hyphen joins word ``at`` to the one before, and both are parts of a name."""
    between = words.source[words.end[at - 1] : words.start[at]]
    return (
        len(between) == 1 and not between.isspace() and words.text[at].isalpha() and words.folded[at] not in _COMPOUNDS
    )


_COMPOUNDS = word_list("compounds")
_CURRENCIES = word_list("currencies")


def is_money(words: Words, first: int, stop: int) -> bool:
    """Whether the words belong to an amount of money ("US dollars", "Rs 4000", "S$7")."""
    after = words.folded[stop] if stop < len(words) else ""
    if after in _CURRENCIES or (after in ("$", "€", "£") and words.start[stop] == words.end[stop - 1]):
        return True
    if any(c in "$€£¥₹₦₡" for word in words.text[first:stop] for c in word):
        return True
    return (
        stop - first == 1
        and words.text[first].isupper()
        and len(words.text[first]) < 4
        and after.isdigit()
        and (
            words.folded[first]
            in ("rs", "usd", "eur", "le", "nis", "mnt", "rm", "sar", "qr", "dh", "ghs", "bnd", "n", "r")
        )
    )


def trim(words: Words, first: int, stop: int, kind: str) -> tuple[int, int]:
    """Cut articles, signs and, for persons, titles off the edges of a span; an empty span has first >= stop."""
    text, folded = words.text, words.folded
    while first < stop and (text[first] in _EDGES or (folded[first] in _ARTICLES and stop - first > 1)):
        first += 1
    while first < stop and text[stop - 1] in _EDGES:
        stop -= 1
    if kind == "person":
        first = _after_last_title(words, first, stop)
        first = _without_titles(words, first, stop)
        stop = _one_person(words, first, stop)
    elif kind == "organization":
        stop = _before_title(words, first, stop)
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


# Titles which are no family or given names: whatever stands before one inside a person's span is not the name.
_PLAIN_TITLES = word_list("plain_titles")


def _after_last_title(words: Words, first: int, stop: int) -> int:
    for at in range(stop - 2, first - 1, -1):
        if words.folded[at] in _PLAIN_TITLES:
            return at + 1
    return first


def _before_title(words: Words, first: int, stop: int) -> int:
    """End of an organisation's name before a title the model read into it ("ICC Prosecutor Fatou Bensouda")."""
    for at in range(first + 1, stop):
        word = words.folded[at]
        if word in ("ceo", "director", "prosecutor", "rapporteur", "spokesman", "spokesperson", "president", "chairman",
                    "secretary", "minister", "ambassador", "commissioner", "governor", "special"):  # fmt: skip
            rest = words.folded[at:stop]
            if not any(
                head in rest for head in ("office", "ministry", "department", "secretariat", "of", "'s", "'")
            ) and (word != "special" or "rapporteur" in rest or "envoy" in rest):
                return at
    return stop


def _one_person(words: Words, first: int, stop: int) -> int:
    """End of the first name when the model joined a name and its possessor's thing ("Modi's BJP")."""
    for at in range(first + 1, stop):
        if words.folded[at] == "'s" and at < stop - 1:
            return at
    return stop


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
            spans.append(Span(match.first, match.stop, entry.kind, "gazetteer", ordered, 4))
        elif strong and not is_money(words, match.first, match.stop):
            ordered = (strong[0], *(e for e in entries if e is not strong[0]))
            spans.append(Span(match.first, match.stop, strong[0].kind, "gazetteer", ordered, 4 if length > 1 else 3))
    return spans


def _is_town_or_person(words: Words, match: Match, entries: tuple[Entry, ...]) -> bool:
    """Whether a town of this name may as well be a person, as the model read it."""
    given, family = personal_names()
    word = words.folded[match.first]
    return entries[0].source in ("cities", "subdivisions") and (word in given or word in family)


_LINKS = frozenset({"of", "in", "at", "for"})


def prefer_known(words: Words, spans: list[Span]) -> list[Span]:
    """Guessed names give way to known organisations: at "Known of Country" and where the two only overlap."""
    known = [s for s in spans if s.source == "gazetteer" and s.kind == "organization" and s.stop - s.first > 1]
    known = [s for s in known if s.entries and not s.entries[0].generic]
    ends: dict[int, int] = {}
    for span in known:
        for at in range(span.first, span.stop):
            ends[at] = span.first
    stops = {span.first: span.stop for span in known}
    kept = []
    for span in spans:
        if span.source != "gazetteer":
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


def folded_title(title: str) -> tuple[str, ...]:
    """A title as its folded words."""
    return tuple(fold(word) for word in title.split())
