"""Auxiliaries, negation, and the words that make of an act a plan, a wish, a request or a refusal."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from pathlib import Path

from transforms.vocabulary import Vocabulary


class Modality(StrEnum):
    """How real an act is reported to be; the words are those of core.movements and core.statements.

    The order is that of the outputs of the encoder; so is that of ``Reality``.
    """

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REQUESTED = "requested"
    DENIED = "denied"

    @property
    def has_happened(self) -> bool:
        """True for what the text reports as done or under way."""
        return self in (Modality.ACTUAL, Modality.ONGOING)

    @property
    def reality(self) -> Reality:
        """How real a figure inside such an act is."""
        return _REALITIES[self]


class Reality(StrEnum):
    """How real a figure is reported to be; the words are those of core.metrics."""

    REPORTED = "reported"
    PLANNED = "planned"
    ESTIMATED = "estimated"
    CONDITIONAL = "conditional"
    DENIED = "denied"

    @property
    def has_happened(self) -> bool:
        """True for what the text reports as a fact or as an estimate of one."""
        return self in (Reality.REPORTED, Reality.ESTIMATED)


_REALITIES = {
    Modality.ACTUAL: Reality.REPORTED,
    Modality.ONGOING: Reality.REPORTED,
    Modality.PLANNED: Reality.PLANNED,
    Modality.REQUESTED: Reality.PLANNED,
    Modality.POSSIBLE: Reality.CONDITIONAL,
    Modality.CONDITIONAL: Reality.CONDITIONAL,
    Modality.DENIED: Reality.DENIED,
}


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
    negation_of_verb: frozenset[str]
    negation_of_subject: frozenset[str]

    @cached_property
    def modalities(self) -> dict[str, Modality]:
        """What an auxiliary, a conjunction or a governing word says of an act; negation is marked by ``negation``."""
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
