"""The votes for the kind of each name: who found it, the words beside each mention, the name's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.gazetteer.entries import Head, Origin
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import DATA, NAME_WORDS
from transforms.vocabulary import Vocabulary


class KnownVotes(Vocabulary):
    """Votes of what the gazetteers know of a name."""

    town: float
    body: float
    leader: float
    listed: float
    head: float


class BesideVotes(Vocabulary):
    """Votes of the words beside a mention."""

    title: float
    article_body: float
    article_person: float
    clause: float
    based: float


class BuildVotes(Vocabulary):
    """Votes of a name's own words and letters."""

    full_name: float
    given_name: float
    part_of_name: float
    everyday_word: float
    acronym_person: float
    inner_capital_place: float
    inner_capital_body: float


class KindVotes(Vocabulary):
    """kind_votes.toml."""

    finder: dict[Finder, float]
    known: KnownVotes
    beside: BesideVotes
    build: BuildVotes


VOTES = KindVotes.load(DATA / "kind_votes.toml")
_BY_FINDER = {finder: VOTES.finder[finder] for finder in Finder}
_LIST_JOINTS = ([","], ["and"], ["or"], [",", "and"], [",", "or"])
_BODIES = (Origin.ORGANIZATIONS, Origin.COMPANIES)
# Longer words in capitals are shouted names.
_LONGEST_ACRONYM = 5

Votes = dict[str, float]


def count_votes(words: Words, spans: list[Span], keys: list[str]) -> dict[str, Votes]:
    """The votes by kind for each name of the document; ``keys`` are the folded names of the spans."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for key, span in zip(keys, spans, strict=True):
        tally = votes[key]
        tally[span.kind] += _BY_FINDER[span.finder]
        origin = span.entries[0].origin if span.entries else Origin.UNKNOWN
        if origin is Origin.TOWNS:
            tally["place"] += VOTES.known.town
        elif span.finder is Finder.MODEL and origin in _BODIES:
            tally["organization"] += VOTES.known.body
        if not span.is_sure:
            _before(words, span, tally)
            _after(words, span, tally)
            _by_head(words, key, tally)
    _in_lists(words, spans, keys, votes)
    written = {key: words.text[span.first] for key, span in zip(keys, spans, strict=True)}
    for key, tally in votes.items():
        _by_parts(words, key, tally)
        if " " not in key:
            if _is_leader(words, key, written[key]):
                tally["person"] += VOTES.known.leader
            _by_letters(written[key], tally)
    return votes


def _is_leader(words: Words, key: str, written: str) -> bool:
    """True for the surname of someone in office, if it is no everyday word and written like a name."""
    known = words.gazetteer
    return known.holders.is_known(key) and written.istitle() and key not in known.common_words


def _before(words: Words, span: Span, tally: Votes) -> None:
    """Add the votes of the words directly before a mention."""
    folded, at = words.folded, span.first - 1
    has_article = at >= 0 and folded[at] == "the"
    if has_article:
        at -= 1
        tally["organization"] += VOTES.beside.article_body
        tally["person"] += VOTES.beside.article_person
    if at < 0 or words.new_line[at + 1]:
        return
    cues = words.gazetteer.cues.before
    kind, weight = cues.get(f"{folded[at - 1]} {folded[at]}") or cues.get(folded[at], ("", 0.0))
    if kind and not (has_article and kind == "person"):
        tally[kind] += weight
    elif folded[at] in words.gazetteer.titles and not has_article and words.text[at][0].isupper():
        tally["person"] += VOTES.beside.title


def _after(words: Words, span: Span, tally: Votes) -> None:
    """Add the votes of the words directly after a mention, or after its possessive ending."""
    folded, at = words.folded, span.stop
    if at >= len(words) or words.new_line[at]:
        return
    at += folded[at] == "'s"
    if at >= len(words):
        return
    kind, weight = words.gazetteer.cues.after.get(folded[at], ("", 0.0))
    if kind:
        tally[kind] += weight
    elif words.text[at] == "," and at + 1 < len(words) and folded[at + 1] in NAME_WORDS.person_clauses:
        tally["person"] += VOTES.beside.clause
    elif folded[at] == "based" and words.start[at] == words.end[span.stop - 1] + 1:
        tally["place"] += VOTES.beside.based


def _in_lists(words: Words, spans: list[Span], keys: list[str], votes: dict[str, Votes]) -> None:
    """Add the votes of sure places beside a name in a list ("Albany, Kalgoorlie and Perth")."""
    for (key, span), (next_key, following) in pairwise(zip(keys, spans, strict=True)):
        if words.folded[span.stop : following.first] not in _LIST_JOINTS or words.new_line[following.first]:
            continue
        for neighbour, own_key in ((span, next_key), (following, key)):
            if neighbour.kind == "place" and neighbour.is_sure:
                votes[own_key]["place"] += VOTES.known.listed


def _by_parts(words: Words, key: str, tally: Votes) -> None:
    """Add the votes of a name's own words: given names, family names, everyday words."""
    personal, common = words.gazetteer.personal, words.gazetteer.common_words
    parts = key.split(" ")
    first, last, count = parts[0], parts[-1], len(parts)
    is_given, is_everyday = first in personal.given, first in common
    if 2 <= count <= 4 and is_given:
        tally["person"] += VOTES.build.full_name if last in personal else VOTES.build.given_name
    elif not is_everyday and ((count == 1 and is_given) or (2 <= count <= 3 and last in personal.family)):
        tally["person"] += VOTES.build.part_of_name
    if count > 1 and not is_given and any(part in common for part in parts):
        tally["person"] += VOTES.build.everyday_word


def _by_letters(word: str, tally: Votes) -> None:
    """Add the votes of a single word's capitals: acronyms are no persons, inner capitals are a company's."""
    if len(word) < 2 or not word[0].isalpha():
        return
    if word.isupper():
        if len(word) <= _LONGEST_ACRONYM:
            tally["person"] += VOTES.build.acronym_person
    elif word[1:] != word[1:].lower() and word[0].isupper() and "'" not in word:
        tally["place"] += VOTES.build.inner_capital_place
        tally["organization"] += VOTES.build.inner_capital_body


def _by_head(words: Words, key: str, tally: Votes) -> None:
    """Add the vote of the word that heads a name."""
    head = _head(words.gazetteer.heads, key.split(" "))
    if head is not None:
        tally[head.kind] += VOTES.known.head


def _head(heads: Mapping[str, Head], parts: list[str]) -> Head | None:
    """What heads a name of several words: the last word, the one before "of", or the first if it heads only there."""
    if len(parts) < 2:
        return None
    if "of" in parts[1:-1]:
        before = heads.get(parts[parts.index("of", 1) - 1])
        return before if before is not None and before.before_of else None
    opening = heads.get(parts[0])
    if opening is not None and opening.first_only:
        return opening
    last = heads.get(" ".join(parts[-2:])) or heads.get(parts[-1])
    return last if last is not None and not last.first_only else None
