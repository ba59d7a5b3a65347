"""Names by their build: "Ministry of X", "X University", "X Ltd", "X River"; ships and numbered conferences."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.gazetteer.entries import Entry, Head, Origin
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS, VESSELS

_OPENERS = NAME_WORDS.openers
_MONTHS_DAYS = NAME_WORDS.months_days
# Words of the longest name that is built from its head.
_LONGEST = 9
# Digits of the highest number of a conference.
_LONGEST_NUMBER = 2
_INNER = NAME_WORDS.inner
_NUMBERED = tuple(sorted(NAME_WORDS.numbered_events))
# Words of the longest ship's name, with its prefix.
_LONGEST_SHIP = 5
_MAGNITUDES = NAME_WORDS.magnitudes
# Heads of other kinds (laws, festivals) only vote on the kind of what the model found.
_BUILT = ("organization", "place")


def pattern_spans(words: Words) -> list[Span]:
    """Names headed by a head word, over the whole text but for lines written in capitals."""
    spans = []
    by_word, shouted = words.gazetteer.heads, words.shouted()
    folded, text = words.folded, words.text
    for at, word in enumerate(folded):
        head = by_word.get(word)
        if head is None or head.kind not in _BUILT or head.first_only or not text[at][0].isupper() or shouted[at]:
            continue
        span = _headed(words, at, head)
        if span is not None:
            spans.append(span)
    return spans


def _headed(words: Words, at: int, head: Head) -> Span | None:
    first = _reach_back(words, at)
    stop = at + 1
    if head.before_of:
        stop = _reach_on(words, at)
    if first == at and stop == at + 1:
        return None
    if first == at and not head.before_of:
        return None
    if head.kind == "place" and words.title_at(first, at + 1):
        return None
    # "Group" in "Asian Development Bank Group" ends the name, not "Bank": let the last head of the run speak.
    following = stop < len(words) and not words.new_line[stop] and words.text[stop][0].isupper()
    if following and words.folded[stop] in words.gazetteer.heads:
        return None
    return Span(first, stop, head.kind, Finder.PATTERN, rank=Rank.BUILT, sector=head.sector)


def _reach_back(words: Words, at: int) -> int:
    """First word of the run of capitalised words that ends at ``at``."""
    first = at
    while first > 0 and at - first < _LONGEST and not words.new_line[first] and _belongs(words, first - 1):
        first -= 1
    while first < at and (words.folded[first] in _OPENERS or words.folded[first] == "&"):
        first += 1
    return first


def _belongs(words: Words, at: int) -> bool:
    """True for a word of a name before its head: a capital that opens no sentence and is no day, or "&" in a name."""
    word, small = words.text[at], words.folded[at]
    if small == "&" and at > 0 and is_capital(words.text[at - 1]):
        return True
    return is_capital(word) and word[0].isalpha() and small not in _OPENERS and small not in _MONTHS_DAYS


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


def numbered_events(words: Words) -> list[Span]:
    """Conferences told apart by their number alone ("COP30", "CoP 28"), but no amounts ("COP 30 million")."""
    spans = []
    for at, word in enumerate(words.folded):
        if not word.startswith(_NUMBERED) or not words.text[at][0].isupper():
            continue
        name, number, stop = word.rstrip("0123456789"), word.lstrip("abcdefghijklmnopqrstuvwxyz"), at + 1
        if not number and stop < len(words) and not words.new_line[stop]:
            number, stop = words.text[stop], at + 2
        is_numbered = name in _NUMBERED and number.isdigit() and len(number) <= _LONGEST_NUMBER
        if is_numbered and not _is_amount(words, stop):
            entry = Entry("event", f"{name.upper()}{number}", None, None, Origin.EVENTS)
            spans.append(Span(at, stop, "event", Finder.GAZETTEER, (entry,), Rank.CODED))
    return spans


def _is_amount(words: Words, stop: int) -> bool:
    """True if what follows a number makes it an amount: a magnitude, a fraction, more digits."""
    after = words.folded[stop] if stop < len(words) else ""
    return after in _MAGNITUDES or (after in (",", ".") and _joins_digits(words, stop))


def _joins_digits(words: Words, sign: int) -> bool:
    """True for the sign in "30.5" and "30,000"."""
    return (
        sign + 1 < len(words)
        and words.text[sign + 1][0].isdigit()
        and words.start[sign + 1] == words.end[sign] == words.start[sign] + 1
    )


def vessel_spans(words: Words) -> list[Span]:
    """Ships by the prefix of their navy ("USS George Washington")."""
    spans = []
    for at, word in enumerate(words.text[:-1]):
        if word not in VESSELS.country or not words.text[at + 1].istitle() or words.new_line[at + 1]:
            continue
        stop = at + 2
        while (
            stop < len(words) and stop - at < _LONGEST_SHIP and words.text[stop].istitle() and not words.new_line[stop]
        ):
            stop += 1
        spans.append(Span(at, stop, "vehicle", Finder.PATTERN, rank=Rank.SPELLED_OUT))
    return spans
