"""Names by their build: "Ministry of X", "X University", "X Ltd", "X River", and the person after "Mr"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from transforms.extract.entities.gazetteers import Entry, read_rows
from transforms.extract.entities.spans import Span
from transforms.extract.entities.titles import title_at, title_words
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words, fold

_OPENERS = word_list("openers")
_MONTHS_DAYS = word_list("months_days")
# Words of the longest name that is built from its head.
_LONGEST = 9
_INNER = word_list("inner")
_NUMBERED = tuple(sorted(word_list("numbered_events")))
_MAGNITUDES = word_list("magnitudes")
# Heads of other kinds (laws, festivals) only vote on the kind of what the model found.
_BUILT = ("organization", "place")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head word tells of the name it heads."""

    kind: str
    sector: str | None
    before_of: bool
    first_only: bool = False


@cache
def heads() -> dict[str, Head]:
    """Head words by folded word."""
    found: dict[str, Head] = {}
    for row in read_rows("org_heads"):
        head = Head(row["kind"], row["sector"] or None, row["of"] == "1", row["of"] == "first")
        found.setdefault(" ".join(map(fold, row["word"].split())), head)
    return found


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    heads.cache_clear()
    title_words.cache_clear()


def is_capital(word: str) -> bool:
    """Whether a word is written like part of a name."""
    return word[0].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())


def pattern_spans(words: Words, shouted: list[bool]) -> list[Span]:
    """Names headed by a head word, over the whole text; ``shouted`` marks words on lines written in capitals."""
    spans = []
    by_word = heads()
    folded, text = words.folded, words.text
    for at, word in enumerate(folded):
        head = by_word.get(word)
        if head is None or head.kind not in _BUILT or head.first_only or not text[at][0].isupper() or shouted[at]:
            continue
        span = _headed(words, at, head, by_word)
        if span is not None:
            spans.append(span)
    return spans


def _headed(words: Words, at: int, head: Head, by_word: dict[str, Head]) -> Span | None:
    first = _reach_back(words, at)
    stop = at + 1
    if head.before_of:
        stop = _reach_on(words, at)
    if first == at and stop == at + 1:
        return None
    if first == at and not head.before_of:
        return None
    if head.kind == "place" and title_at(words, first, at + 1):
        return None
    # "Group" in "Asian Development Bank Group" ends the name, not "Bank": let the last head of the run speak.
    following = stop < len(words) and not words.new_line[stop] and words.text[stop][0].isupper()
    if following and words.folded[stop] in by_word:
        return None
    return Span(first, stop, head.kind, "pattern", rank=1, sector=head.sector)


def _reach_back(words: Words, at: int) -> int:
    """First word of the run of capitalised words that ends at ``at``."""
    first = at
    while first > 0 and at - first < _LONGEST and not words.new_line[first]:
        word, small = words.text[first - 1], words.folded[first - 1]
        if (is_capital(word) and word[0].isalpha() and small not in _OPENERS and small not in _MONTHS_DAYS) or (
            small == "&" and first > 1 and is_capital(words.text[first - 2])
        ):
            first -= 1
        else:
            break
    while first < at and (words.folded[first] in _OPENERS or words.folded[first] == "&"):
        first += 1
    return first


def _reach_on(words: Words, at: int) -> int:
    """End of "of X", "for X and Y" after a head word."""
    stop = at + 1
    count = len(words)
    if stop >= count or words.folded[stop] not in ("of", "for", "on", "de") or words.new_line[stop]:
        return stop
    probe, last = stop, stop
    while probe < count and probe - at < _LONGEST and not words.new_line[probe]:
        word, small = words.text[probe], words.folded[probe]
        if is_capital(word) and word[0].isalpha() and small not in _MONTHS_DAYS:
            last = probe + 1
        elif small not in _INNER or (small == "and" and not _continues(words, probe)):
            break
        probe += 1
    return last


def _continues(words: Words, at: int) -> bool:
    """Whether a name may go on behind "and" ("Food and Agriculture"); where it is two, they are parted later."""
    return at + 1 < len(words) and is_capital(words.text[at + 1])


def titled_spans(words: Words) -> list[Span]:
    """Capitalised words after an honorific ("Mr Kato", "Gen. Zaragoza"): persons the model may have missed."""
    by_first, facts = title_words()
    spans = []
    at, count = 0, len(words)
    folded, text = words.folded, words.text
    while at < count - 1:
        if folded[at] not in by_first or not text[at][0].isupper():
            at += 1
            continue
        length = title_at(words, at, count)
        if not length:
            at += 1
            continue
        sector, honorific = facts[tuple(folded[at : at + length])]
        is_pronoun = text[at] == "He"  # "HE" is His Excellency
        first = at + length
        at += length
        if is_pronoun or not honorific or first >= count or words.new_line[first] or title_at(words, first, count):
            continue
        stop = first
        while stop < count and stop - first < 4 and not (stop > first and words.new_line[stop]):
            if not (is_capital(text[stop]) and text[stop][0].isalpha()) or (
                text[stop].isupper() and len(text[stop]) > 3
            ):
                break
            stop += 1
        if stop > first:
            spans.append(Span(first, stop, "person", "title", rank=1, sector=sector))
    return spans


def numbered_events(words: Words) -> list[Span]:
    """Conferences told apart by their number alone ("COP30", "CoP 28"), but no amounts ("COP 30 million")."""
    spans = []
    for at, word in enumerate(words.folded):
        if not word.startswith(_NUMBERED):
            continue
        name, number, stop = word.rstrip("0123456789"), word.lstrip("abcdefghijklmnopqrstuvwxyz"), at + 1
        if not number and stop < len(words) and not words.new_line[stop] and words.text[at][0].isupper():
            number, stop = words.text[stop], at + 2
        if name not in _NUMBERED or not number.isdigit() or len(number) > 2 or not words.text[at][0].isupper():
            continue
        after = words.folded[stop] if stop < len(words) else ""
        is_amount = after in _MAGNITUDES or (after in (",", ".") and _joins_digits(words, stop))
        if not is_amount:
            entry = Entry("event", f"{name.upper()}{number}", None, None, "events")
            spans.append(Span(at, stop, "event", "gazetteer", (entry,), rank=6))
    return spans


def _joins_digits(words: Words, sign: int) -> bool:
    """True for the sign in "30.5" and "30,000"."""
    return (
        sign + 1 < len(words)
        and words.text[sign + 1][0].isdigit()
        and words.start[sign + 1] == words.end[sign] == words.start[sign] + 1
    )


_VESSELS = frozenset({"USS", "USNS", "HMS", "HMAS", "HMCS", "HMNZS", "INS", "RFS", "ROKS", "JS", "BRP", "MV", "SS"})


def vessel_spans(words: Words) -> list[Span]:
    """Ships by the prefix of their navy ("USS George Washington")."""
    spans = []
    for at, word in enumerate(words.text[:-1]):
        if word not in _VESSELS or not words.text[at + 1].istitle() or words.new_line[at + 1]:
            continue
        stop = at + 2
        while stop < len(words) and stop - at < 5 and words.text[stop].istitle() and not words.new_line[stop]:
            stop += 1
        spans.append(Span(at, stop, "vehicle", "pattern", rank=5))
    return spans
