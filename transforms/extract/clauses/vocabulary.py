"""The words of tense.toml: what lies ahead, what is arranged, and which words date their verb."""

from __future__ import annotations

from pathlib import Path

from transforms.vocabulary import Vocabulary

DATA = Path(__file__).parent / "data"


class TenseWords(Vocabulary):
    """Words around a date, as lemmas or in lower case; tense.toml explains each list."""

    future_governors: frozenset[str]
    infinitive_governors: frozenset[str]
    future_pairs: frozenset[str]
    announced_verbs: frozenset[str]
    past_prepositions: frozenset[str]
    future_prepositions: frozenset[str]
    dating_prepositions: frozenset[str]
    arranging_verbs: frozenset[str]
    arranging_prepositions: frozenset[str]
    telling_verbs: frozenset[str]
    performing_verbs: frozenset[str]
    timed_nouns: frozenset[str]
    scene_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    clock_words: frozenset[str]


TENSE_WORDS = TenseWords.load(DATA / "tense.toml")
