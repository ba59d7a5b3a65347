"""Surnames of those in office that the language model overlooks or misreads: "Starmer met Zelenskyy"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.gazetteer.entries import Entry
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

# Words before and after a name in which its sentence is looked for.
_LONGEST_SENTENCE = 60


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The other names of a text: words inside longer names, single words, and the names that end at a word."""

    inside: frozenset[int]
    single: dict[int, Span]
    ending: dict[int, Span]
    countries: frozenset[str]

    @classmethod
    def of(cls, spans: list[Span]) -> _Surroundings:
        told = (e for s in spans for e in s.entries[:1] if e.kind in ("place", "nationality"))
        return cls(
            frozenset(at for span in spans if span.stop - span.first > 1 for at in range(span.first, span.stop)),
            {span.first: span for span in spans if span.is_single},
            {span.stop: span for span in spans},
            frozenset(entry.country for entry in told if entry.country),
        )


def leader_spans(words: Words, spans: list[Span], day: date | None) -> list[Span]:
    """Single words that mean a leader: a rare surname always; another beside the office, the country or a peer.

    The model's reading of a longer name stays; so does a known name of the same word that is no person.
    """
    around, common = _Surroundings.of(spans), words.gazetteer.common_words
    rare: list[int] = []
    others: list[tuple[int, bool]] = []
    for at in range(len(words)):
        leaders = _leaders_at(words, at, around, day)
        if not leaders:
            continue
        word = words.folded[at]
        if not words.gazetteer.holders.is_widespread(word) and word not in common:
            rare.append(at)
        else:
            is_spoken_of = at in around.single and any(leader.country in around.countries for leader in leaders)
            others.append((at, is_spoken_of or _is_introduced(words, at, leaders, around.ending)))
    known = {at for s in spans if s.kind == "person" and s.finder is Finder.GAZETTEER for at in range(s.first, s.stop)}
    found = rare + _supported(words, others, {*rare, *known, *(at for at, _ in others)})
    return [
        Span(with_particles(words, at), at + 1, "person", Finder.LEADER, rank=Rank.KNOWN_WORD) for at in sorted(found)
    ]


def _supported(words: Words, others: list[tuple[int, bool]], everyone: set[int]) -> list[int]:
    """Those of the widespread surnames that the text supports, or whose bearers meet a peer (no everyday words)."""
    common = words.gazetteer.common_words
    found = [at for at, is_supported in others if is_supported]
    doubtful = (at for at, is_supported in others if not is_supported and words.folded[at] not in common)
    return found + [at for at in doubtful if _meets(words, at, everyone)]


def _leaders_at(words: Words, at: int, around: _Surroundings, day: date | None) -> list[Entry]:
    """The leaders whose surname a word is, if it is written like a name of its own and nothing else is known of it."""
    word = words.text[at]
    if not is_capital(word) or word.isupper() or len(word) < 2 or at in around.inside:
        return []
    if words.folded[at] in NAME_WORDS.months_days or not _stands_alone(words, at, around.ending):
        return []
    span = around.single.get(at)
    if span is not None and (span.finder is Finder.GAZETTEER or span.kind == "nationality"):
        return []
    return words.gazetteer.holders.present_leaders(words.folded[at], day)


def with_particles(words: Words, at: int) -> int:
    """Where a surname begins: at the small words before it ("von der Leyen", "al-Sharaa")."""
    first = at
    while first and not words.new_line[first] and words.text[first - 1] in NAME_WORDS.surname_particles:
        first -= 1
    return first


def _stands_alone(words: Words, at: int, ending: dict[int, Span]) -> bool:
    """True if the word is no part of a longer name: capitals beside it are titles, nationalities or first words."""
    if at + 1 < len(words) and _goes_on(words, at + 1):
        return False
    if at == 0 or not _goes_on(words, at, of=at - 1):
        return True
    known, before = ending.get(at), words.folded[at - 1]
    is_group = known is not None and known.kind == "nationality"
    return is_group or before in NAME_WORDS.openers or before in words.gazetteer.titles


def _goes_on(words: Words, at: int, of: int | None = None) -> bool:
    """True if word ``at`` is on the line of the one before, with no hyphen between, and ``of`` (or it) is a name's."""
    is_name = is_capital(words.text[at if of is None else of])
    return is_name and not words.new_line[at] and not _is_apart(words, at)


def _is_apart(words: Words, at: int) -> bool:
    """True for the second part of "Trump-Putin": a hyphen joins two names, not the parts of one."""
    return words.start[at] > words.end[at - 1] and not words.source[words.end[at - 1] : words.start[at]].isspace()


def _is_introduced(words: Words, at: int, leaders: Sequence[Entry], ending: dict[int, Span]) -> bool:
    """True after the title ("Chancellor Merz") or the country ("Germany's Merz", "the German Merz")."""
    if at == 0 or words.new_line[at]:
        return False
    offices = {word for leader in leaders for role in leader.roles for word in role.title.split()}
    if words.folded[at - 1] in offices and len(words.folded[at - 1]) > 3:
        return True
    owner = ending.get(at - 1 if words.folded[at - 1] in ("'s", "'") else at)
    countries = {entry.country for entry in owner.entries[:1]} if owner is not None else set()
    return bool(countries & {leader.country for leader in leaders})


def _meets(words: Words, at: int, peers: set[int]) -> bool:
    """True if the word's sentence has a peer and a word of meeting between the two or behind them."""
    first, stop = at, at
    while first > 0 and at - first < _LONGEST_SENTENCE and words.text[first - 1] not in ".!?":
        first -= 1
    while stop < len(words) and stop - at < _LONGEST_SENTENCE and words.text[stop] not in ".!?":
        stop += 1
    has_peer = any(peer in peers and peer != at for peer in range(first, stop))
    return has_peer and not NAME_WORDS.meetings.isdisjoint(words.folded[first:stop])
