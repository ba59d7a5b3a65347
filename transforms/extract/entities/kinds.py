"""One kind for each name of a document: what the model read, the words beside each mention, the name's build."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from transforms.extract.entities.gazetteers import read_rows
from transforms.extract.entities.leader_names import SOURCE as LEADER
from transforms.extract.entities.lexicon import common_words, personal_names
from transforms.extract.entities.offices import is_known_surname
from transforms.extract.entities.patterns import heads
from transforms.extract.entities.spans import Span
from transforms.extract.entities.titles import title_words
from transforms.extract.entities.towns import SOURCE as TOWNS
from transforms.extract.entities.words import Words, fold

# Votes: one mention read by the model counts 2, so that a single cue does not overturn it but two do.
_MODEL_VOTE = 2.0
_VOTES = {
    "model": _MODEL_VOTE,
    "pattern": 3.0,
    "title": 6.0,
    LEADER: 6.0,
    "acronym": 12.0,
    "gazetteer": 6.0,
    "repeated": 0.0,
}
_HEAD_VOTE = 4.0
# For a town or a firm of the gazetteers, which bear the names of people and things too.
_KNOWN_VOTE = 2.5
_LIST_VOTE = 1.0
_LEADER_VOTE = 1.5
_LIST_JOINTS = ([","], ["and"], ["or"], [",", "and"], [",", "or"])
# The rank of a span that the votes leave without support.
DROPPED = -1
_BODY_FILES = ("organizations", "companies")
_PLACE_FILES = ("cities", "subdivisions", "places", "regions")
_IN_PLACES = frozenset({"in", "near", "at", "from", "of", "across", "to", "outside", "inside", "around"})

Votes = dict[str, float]


@cache
def _cues() -> tuple[dict[str, tuple[str, float]], dict[str, tuple[str, float]]]:
    before: dict[str, tuple[str, float]] = {}
    after: dict[str, tuple[str, float]] = {}
    for row in read_rows("cues"):
        table = before if row["place"] == "before" else after
        table.setdefault(fold(row["cue"]), (row["kind"], float(row["weight"])))
    return before, after


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    _cues.cache_clear()


def is_sure(span: Span) -> bool:
    """Whether the kind of a span is not up for a vote."""
    return bool(span.source == "gazetteer" and span.entries and not span.entries[0].weak) or span.source in (
        "acronym",
        "title",
        LEADER,
    )


def settle_kinds(words: Words, spans: list[Span], acronyms: dict[str, tuple[int, int]], surnames: set[str]) -> None:
    """Give all spans of the same words one kind, by votes over the document; sure spans keep theirs and vote."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    keys = [words.key(span.first, span.stop) for span in spans]
    for key, span in zip(keys, spans, strict=True):
        tally = votes[key]
        tally[span.kind] += _VOTES.get(span.source, 1.0)
        if span.entries and span.entries[0].source == TOWNS:
            tally["place"] += _KNOWN_VOTE
        elif span.source == "model" and span.entries and span.entries[0].source in _BODY_FILES:
            tally["organization"] += _KNOWN_VOTE
        if not is_sure(span):
            _beside(words, span, tally)
            _by_head(key, tally)
    _in_lists(words, spans, keys, votes)
    written = {key: words.text[span.first] for key, span in zip(keys, spans, strict=True)}
    for key, tally in votes.items():
        _own_build(key, tally)
        if " " not in key and is_known_surname(key) and written[key].istitle() and key not in common_words():
            tally["person"] += _LEADER_VOTE
        _by_letters(written[key] if " " not in key else "", tally)
    counts = Counter(keys)
    for key, span in zip(keys, spans, strict=True):
        single = span.stop - span.first == 1
        if _is_family(words, span, key, surnames):
            span.kind, span.entries = "nationality", ()
        elif single and words.text[span.first] in acronyms and not (is_sure(span) and span.source == "gazetteer"):
            span.kind = "organization"
        elif single and key in surnames and _is_bearer(words, span):
            span.kind = "person"
        elif is_sure(span) or span.kind in ("event", "product", "vehicle"):
            continue
        elif key in surnames and words.text[span.first][0].isupper():
            span.kind = "person"
        else:
            tally = votes[key]
            span.kind = max(tally.items(), key=lambda item: (item[1], item[0] == span.kind, item[0]))[0]
            mentions = counts[key]
            if single and _is_unsupported(words, span, tally[span.kind], mentions):
                if span.kind == "person" and mentions > 1 and tally["person"] >= _MODEL_VOTE * mentions:
                    span.kind = "organization"  # named again and again and never introduced, as firms are
                elif span.kind in ("place", "person"):
                    span.rank = DROPPED
    spans[:] = [span for span in spans if span.rank != DROPPED]


def _beside(words: Words, span: Span, tally: Votes) -> None:
    """Add the votes of the words directly before and after a mention."""
    before, after = _cues()
    folded = words.folded
    at = span.first - 1
    article = at >= 0 and folded[at] == "the"
    if article:
        at -= 1
    if at >= 0 and not words.new_line[at + 1]:
        kind, weight = before.get(f"{folded[at - 1]} {folded[at]}") or before.get(folded[at], ("", 0.0))
        if kind and not (article and kind == "person"):
            tally[kind] += weight
        elif folded[at] in title_words()[0] and not article and words.text[at][0].isupper():
            tally["person"] += 1.5
    if article:
        tally["organization"] += 0.7
        tally["person"] -= 1.5
    at = span.stop
    if at >= len(words) or words.new_line[at]:
        return
    if folded[at] == "'s":
        at += 1
        if at >= len(words):
            return
    kind, weight = after.get(folded[at], ("", 0.0))
    if kind:
        tally[kind] += weight
    elif words.text[at] == "," and at + 1 < len(words) and folded[at + 1] in ("who", "whose", "aged"):
        tally["person"] += 2.0
    elif folded[at] == "based" and words.start[at] == words.end[span.stop - 1] + 1:
        tally["place"] += 2.0


def _in_lists(words: Words, spans: list[Span], keys: list[str], votes: dict[str, Votes]) -> None:
    """Add the votes of sure places that stand beside a name in a list ("Albany, Kalgoorlie and Perth")."""
    for (key, span), (next_key, following) in pairwise(zip(keys, spans, strict=True)):
        if words.folded[span.stop : following.first] not in _LIST_JOINTS or words.new_line[following.first]:
            continue
        for neighbour, own_key in ((span, next_key), (following, key)):
            if neighbour.kind == "place" and is_sure(neighbour):
                votes[own_key]["place"] += _LIST_VOTE


def _own_build(key: str, tally: Votes) -> None:
    """Add the votes of a name's own words: given names, digits, capitals."""
    given, family = personal_names()
    parts = key.split(" ")
    if 2 <= len(parts) <= 4 and parts[0] in given:
        tally["person"] += 3.0 if parts[-1] in family or parts[-1] in given else 2.2
    elif (len(parts) == 1 and parts[0] in given and parts[0] not in common_words()) or (
        2 <= len(parts) <= 3 and parts[-1] in family and parts[0] not in common_words()
    ):
        tally["person"] += 1.0
    if any(part in common_words() for part in parts) and len(parts) > 1 and parts[0] not in given:
        tally["person"] -= 1.0


def _is_unsupported(words: Words, span: Span, vote: float, mentions: int) -> bool:
    """Whether only the model says what a single word is: no list, no preposition, no noun, no title or verb beside it.

    A person's surname counts as known where people bear it; whoever is new to readers is named in full or by a title.
    """
    word = words.folded[span.first]
    if span.kind == "person" and (is_known_surname(word) or any(word in names for names in personal_names())):
        return False
    return (
        span.source == "model"
        and not span.entries
        and not words.text[span.first].isupper()
        and vote <= _MODEL_VOTE * mentions + 0.1
    )


def _by_letters(word: str, tally: Votes) -> None:
    """Add the votes of a single word's capitals: acronyms are no persons, inner capitals are a company's."""
    if len(word) < 2 or not word[0].isalpha():
        return
    if word.isupper() and len(word) < 6:
        tally["person"] -= 3.0
    elif word[1:] != word[1:].lower() and not word.isupper() and word[0].isupper() and "'" not in word:
        tally["place"] -= 3.0
        tally["organization"] += 1.0


def _by_head(key: str, tally: Votes) -> None:
    """Add the vote of the word that heads a name: the last one, or the one before "of"."""
    parts = key.split(" ")
    if len(parts) < 2:
        return
    table = heads()
    head = table.get(" ".join(parts[-2:])) or table.get(parts[-1])
    if head is not None and head.first_only:
        head = None
    opening = table.get(parts[0])
    if "of" in parts[1:-1]:
        before = table.get(parts[parts.index("of", 1) - 1])
        head = before if before is not None and before.before_of else None
    elif opening is not None and opening.first_only:
        head = opening
    if head is not None:
        tally[head.kind] += _HEAD_VOTE


def _is_family(words: Words, span: Span, key: str, surnames: set[str]) -> bool:
    """Whether the words name a family of the document ("the Gandhis"): a group of people, read like a nationality."""
    return (
        span.stop - span.first == 1
        and key.endswith("s")
        and key[:-1] in surnames
        and span.first > 0
        and words.folded[span.first - 1] == "the"
        and not is_sure(span)
    )


def _is_bearer(words: Words, span: Span) -> bool:
    """Whether a town's name may be a person's surname here: "Gandhi said", but not "in Gandhi"."""
    if not words.text[span.first][0].isupper():
        return False
    from_list = bool(span.entries) and span.entries[0].source in _PLACE_FILES
    before = words.folded[span.first - 1] if span.first else ""
    return from_list and before not in _IN_PLACES
