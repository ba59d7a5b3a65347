"""One kind for each name of a document, by ordered rules and, where none applies, by votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from transforms.extract.entities.candidates.spans import SETTLED_KINDS, Finder, Rank, Span
from transforms.extract.entities.gazetteer.entries import Origin
from transforms.extract.entities.kinds.votes import VOTES, Votes, count_votes
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

_PLACES = (Origin.CITIES, Origin.SUBDIVISIONS, Origin.PLACES, Origin.REGIONS)
# Sums of votes are compared with this grain.
_GRAIN = 0.1


@dataclass(frozen=True, slots=True)
class Case:
    """A span whose kind is to be decided: its folded name, the votes, and what the document says of its names."""

    words: Words
    span: Span
    key: str
    tally: Votes
    mentions: int
    acronyms: Collection[str]
    surnames: Collection[str]

    @property
    def word(self) -> str:
        return self.words.text[self.span.first]

    @property
    def before(self) -> str:
        return self.words.folded[self.span.first - 1] if self.span.first else ""

    @property
    def elected(self) -> str:
        """The kind with most votes; of equal ones the kind the span has."""
        return max(self.tally.items(), key=lambda item: (item[1], item[0] == self.span.kind, item[0]))[0]


def settle_kinds(words: Words, spans: list[Span], acronyms: Collection[str], surnames: Collection[str]) -> list[Span]:
    """The spans, all of the same words with one kind, without those that only the model supports."""
    keys = [words.key(span.first, span.stop) for span in spans]
    votes, counts = count_votes(words, spans, keys), Counter(keys)
    for key, span in zip(keys, spans, strict=True):
        case = Case(words, span, key, votes[key], counts[key], acronyms, surnames)
        name, kind = next((name, decide(case)) for name, applies, decide in RULES if applies(case))
        if kind is None:
            words.refuse(name, span.first, span.stop)
            span.rank = Rank.DROPPED
        elif kind != span.kind:
            words.change(name, span.first, span.stop)
            if name == "family":
                span.entries = ()
            span.kind = kind
    return [span for span in spans if span.rank is not Rank.DROPPED]


def _names_family(case: Case) -> bool:
    """True if the words name a family of the document ("the Gandhis"): a group of people, read like a nationality."""
    is_plural = case.key.endswith("s") and case.key[:-1] in case.surnames
    return case.span.is_single and is_plural and case.before == "the" and not case.span.is_sure


def _stands_for_body(case: Case) -> bool:
    """True for an acronym that the document explains, unless the gazetteers know the word."""
    is_known = case.span.is_sure and case.span.finder is Finder.GAZETTEER
    return case.span.is_single and case.word in case.acronyms and not is_known


def _is_bearer(case: Case) -> bool:
    """True for a town's name that is a surname of the document: "Gandhi said" → True; "in Gandhi" → False."""
    is_place = bool(case.span.entries) and case.span.entries[0].origin in _PLACES
    is_surname = case.span.is_single and case.key in case.surnames and case.word[0].isupper()
    return is_surname and is_place and case.before not in NAME_WORDS.place_prepositions


def _is_settled(case: Case) -> bool:
    """True if the kind is not up for a vote."""
    return case.span.is_sure or case.span.kind in SETTLED_KINDS


def _is_surname(case: Case) -> bool:
    return case.key in case.surnames and case.word[0].isupper()


def _is_unsupported(case: Case) -> bool:
    """True if only the model says what a single word is: no list, no word beside it, no vote of its own.

    A person's surname counts as known where people bear it; whoever is new to readers is named in full or by a title.
    """
    known, word, kind = case.words.gazetteer, case.words.folded[case.span.first], case.elected
    if kind == "person" and (known.holders.is_known(word) or word in known.personal):
        return False
    is_guess = (
        case.span.is_single and case.span.finder is Finder.MODEL and not case.span.entries and not case.word.isupper()
    )
    return is_guess and case.tally[kind] <= VOTES.finder[Finder.MODEL] * case.mentions + _GRAIN


def _is_never_introduced(case: Case) -> bool:
    """True for a person named again and again by one word, as firms are."""
    is_read = case.tally.get("person", 0.0) >= VOTES.finder[Finder.MODEL] * case.mentions
    return _is_unsupported(case) and case.elected == "person" and case.mentions > 1 and is_read


def _is_loose(case: Case) -> bool:
    return case.elected in ("place", "person") and _is_unsupported(case)


# Name, condition, kind; the first that applies decides. None: the span is no name.
RULES: tuple[tuple[str, Callable[[Case], bool], Callable[[Case], str | None]], ...] = (
    ("family", _names_family, lambda case: "nationality"),
    ("acronym_of_body", _stands_for_body, lambda case: "organization"),
    ("surname_like_a_town", _is_bearer, lambda case: "person"),
    ("settled", _is_settled, lambda case: case.span.kind),
    ("surname", _is_surname, lambda case: "person"),
    ("never_introduced", _is_never_introduced, lambda case: "organization"),
    ("only_the_model_says_so", _is_loose, lambda case: None),
    ("votes", lambda case: True, lambda case: case.elected),
)
