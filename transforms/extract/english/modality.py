"""Auxiliaries, negation, and the words that make of an act a plan, a wish, a request or a refusal."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from pathlib import Path

from transforms.vocabulary import Vocabulary


class Modality(StrEnum):
    """How real an act is told to be; the words are those of core.movements and core.statements."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REQUESTED = "requested"
    DENIED = "denied"

    @property
    def has_happened(self) -> bool:
        """True for what the text tells as done or under way."""
        return self in (Modality.ACTUAL, Modality.ONGOING)


class Auxiliaries(Vocabulary):
    """Auxiliary verbs as the text writes them."""

    future: frozenset[str]
    possible: frozenset[str]
    conditional: frozenset[str]
    obliging: frozenset[str]
    past: frozenset[str]


class Governors(Vocabulary):
    """Lemmas of words on whose infinitive an act hangs: "plans to", "refused to"."""

    planned: frozenset[str]
    possible: frozenset[str]
    requested: frozenset[str]
    denied: frozenset[str]


class ModalWords(Vocabulary):
    """The content of modality.toml."""

    auxiliaries: Auxiliaries
    governors: Governors
    conditions: frozenset[str]
    negation: frozenset[str]

    @cached_property
    def modalities(self) -> dict[str, Modality]:
        """What an auxiliary, a conjunction or a governing word says of an act; negation is told by ``negation``."""
        auxiliaries, governors = self.auxiliaries, self.governors
        lists = (
            (Modality.PLANNED, auxiliaries.future | governors.planned),
            (Modality.POSSIBLE, auxiliaries.possible | governors.possible),
            (Modality.CONDITIONAL, auxiliaries.conditional | self.conditions),
            (Modality.REQUESTED, auxiliaries.obliging | governors.requested),
            (Modality.DENIED, governors.denied),
        )
        return {word: modality for modality, words in lists for word in words}


MODAL_WORDS = ModalWords.load(Path(__file__).parent / "data" / "modality.toml")
