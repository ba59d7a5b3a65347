"""The word lists of movements, each file in ``data`` as one object."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from transforms.vocabulary import Vocabulary

_DATA = Path(__file__).parent / "data"


class ParticipantWords(Vocabulary):
    """Words around whoever takes part in an act."""

    counting: frozenset[str]
    relational: frozenset[str]
    generic: frozenset[str]
    foreign_suffixes: frozenset[str]
    foreign_prefixes: frozenset[str]
    proper_only: frozenset[str]
    festive: frozenset[str]
    of_theirs: frozenset[str]
    trades: tuple[str, ...]
    honorifics: frozenset[str]
    title_links: frozenset[str]
    state: frozenset[str]
    scenes: frozenset[str]
    sent_abroad: frozenset[str]


class PlaceWords(Vocabulary):
    """Words of phrases that name a place."""

    sites: frozenset[str]
    links: frozenset[str]


class RecallWords(Vocabulary):
    """Words by which a text recalls an act instead of reporting it."""

    adverbs: frozenset[str]
    once_besides: frozenset[str]
    adjectives: frozenset[str]
    phases: frozenset[str]
    phase_prepositions: frozenset[str]
    phase_marks: frozenset[str]
    state_marks: frozenset[str]
    life_roles: frozenset[str]
    remembering: frozenset[str]
    remembrance: frozenset[str]
    relative_words: frozenset[str]
    elapsed_units: frozenset[str]
    elapsed_marks: frozenset[str]
    later_marks: frozenset[str]
    era_prepositions: frozenset[str]
    reporting: frozenset[str]
    dead: frozenset[str]


class Era(Vocabulary):
    """A named war or time with its first and last day."""

    names: tuple[str, ...]
    first: date
    last: date


class _Eras(Vocabulary):
    eras: tuple[Era, ...]


class PastPhrases(Vocabulary):
    """Patterns of phrases that set an act back; {name} is replaced by a list of ``PastTimes.parts``."""

    in_time: tuple[str, ...]
    telling: tuple[str, ...]


class PastTimes(Vocabulary):
    """Eras, regimes and past events by which a text places an act in an unspecified past."""

    parts: dict[str, tuple[str, ...]]
    phrases: PastPhrases


class SportWords(Vocabulary):
    """Words of games: strong ones have no other sense."""

    strong: frozenset[str]
    weak: frozenset[str]


PARTICIPANTS = ParticipantWords.load(_DATA / "participants.toml")
PLACES = PlaceWords.load(_DATA / "places.toml")
RECALL = RecallWords.load(_DATA / "recall.toml")
ERAS = _Eras.load(_DATA / "eras.toml").eras
PAST_TIMES = PastTimes.load(_DATA / "past_times.toml")
SPORT = SportWords.load(_DATA / "sports.toml")
