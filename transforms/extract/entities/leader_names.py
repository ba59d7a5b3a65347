"""Surnames of those in office that the language model overlooks or misreads: "Starmer met Zelenskyy"."""

from __future__ import annotations

from datetime import date

from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import common_words
from transforms.extract.entities.offices import is_widespread, present_leaders
from transforms.extract.entities.patterns import is_capital
from transforms.extract.entities.spans import Span
from transforms.extract.entities.titles import title_words
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words

SOURCE = "leader"
_OPENERS = word_list("openers")
_MONTHS_DAYS = word_list("months_days")
_PARTICLES = word_list("surname_particles")
_MEETINGS = word_list("meetings")
_LONGEST_SENTENCE = 60


def leader_spans(words: Words, spans: list[Span], day: date | None) -> list[Span]:
    """Single words that mean a leader: a rare surname always; another beside the office, the country or a peer.

    The model's reading of a longer name stands; so does a known name of the same word that is no person.
    """
    inside = {at for span in spans if span.stop - span.first > 1 for at in range(span.first, span.stop)}
    read = {span.first: span for span in spans if span.stop - span.first == 1}
    countries = {e.country for s in spans for e in s.entries[:1] if e.kind in ("place", "nationality") and e.country}
    ending = {span.stop: span for span in spans}
    known = {at for s in spans if s.kind == "person" and s.source == "gazetteer" for at in range(s.first, s.stop)}
    rare: list[int] = []
    others: list[tuple[int, bool]] = []
    for at, word in enumerate(words.text):
        if (
            not is_capital(word)
            or word.isupper()
            or at in inside
            or len(word) < 2
            or not _stands_alone(words, at, ending)
        ):
            continue
        leaders = present_leaders(words.folded[at], day) if words.folded[at] not in _MONTHS_DAYS else []
        span = read.get(at)
        if not leaders or (span is not None and (span.source == "gazetteer" or span.kind == "nationality")):
            continue
        if not is_widespread(words.folded[at]) and words.folded[at] not in common_words():
            rare.append(at)
        else:
            is_spoken_of = span is not None and bool(countries & {leader.country for leader in leaders})
            others.append((at, is_spoken_of or _is_introduced(words, at, leaders, ending)))
    peers = [*rare, *(at for at, is_supported in others if is_supported)]
    everyone = {*rare, *known, *(at for at, _ in others)}
    met = [at for at, is_supported in others if not is_supported and _meets(words, at, everyone)]
    met = [at for at in met if words.folded[at] not in common_words()]
    return [Span(with_particles(words, at), at + 1, "person", SOURCE, rank=3) for at in sorted([*peers, *met])]


def with_particles(words: Words, at: int) -> int:
    """Where a surname begins: at the small words before it ("von der Leyen", "al-Sharaa")."""
    first = at
    while first and not words.new_line[first] and words.text[first - 1] in _PARTICLES:
        first -= 1
    return first


def _stands_alone(words: Words, at: int, ending: dict[int, Span]) -> bool:
    """True if the word is no part of a longer name: capitals beside it are titles, nationalities or first words."""
    after = at + 1
    if (
        after < len(words)
        and not words.new_line[after]
        and is_capital(words.text[after])
        and not _is_apart(words, after)
    ):
        return False
    before = at - 1
    if before < 0 or words.new_line[at] or not is_capital(words.text[before]) or _is_apart(words, at):
        return True
    known = ending.get(at)
    folded = words.folded[before]
    return folded in _OPENERS or folded in title_words()[0] or (known is not None and known.kind == "nationality")


def _is_apart(words: Words, at: int) -> bool:
    """True for the second part of "Trump-Putin": a hyphen joins two names, not the parts of one."""
    return words.start[at] > words.end[at - 1] and not words.source[words.end[at - 1] : words.start[at]].isspace()


def _is_introduced(words: Words, at: int, leaders: list[Entry], ending: dict[int, Span]) -> bool:
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
    return has_peer and not _MEETINGS.isdisjoint(words.folded[first:stop])
