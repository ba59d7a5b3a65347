"""What a figure and its movement say in common: who says it, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.english.modality import Modality, Reality
from transforms.extract.movements.located import LocatedMovement
from transforms.extract.rows import Metric, Movement

# What these are about has not happened yet, though the asking or promising has: "urged it to free 20 prisoners".
_COMPLEMENT_REALITY = {
    "REQUEST": Reality.PLANNED,
    "AGREE": Reality.PLANNED,
    "THREATEN": Reality.CONDITIONAL,
    "REJECT": Reality.DENIED,
}


@dataclass(frozen=True, slots=True)
class GovernedFigure:
    """A figure, the movement it belongs to, and the tokens from the figure up to the trigger."""

    metric: Metric
    movement: Movement
    path: Sequence[Token]

    @property
    def is_of_same_clause(self) -> bool:
        """True if no other verb lies between figure and trigger."""
        return not any(token.pos_ in ("VERB", "AUX") for token in self.path[:-1])

    @property
    def is_complement(self) -> bool:
        """True if the figure is of what is asked or promised: "told them to go"; not for "told them that 15 had"."""
        return any(_is_asked(token, self.movement.type) for token in self.path[:-1])


def _is_asked(verb: Token, outer: str) -> bool:
    return verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and (outer != "REQUEST" or verb.tag_ == "VB"))


def agree_on_reality(figure: GovernedFigure) -> bool:
    """Give a figure the reality that its movement has; False if it is of something else that did not happen."""
    reality = _reality(figure)
    if reality is not None:
        figure.metric.reality = reality.value
    return reality is not None


def _reality(figure: GovernedFigure) -> Reality | None:
    movement, own = figure.movement, Reality(figure.metric.reality)
    modality = Modality(movement.modality)
    if modality is Modality.DENIED or movement.polarity == "negative":
        return Reality.DENIED
    if not modality.has_happened:
        return modality.reality if own in (Reality.REPORTED, Reality.DENIED) else own
    complement = _COMPLEMENT_REALITY.get(movement.type)
    if complement is not None:
        return complement if figure.is_complement and own is Reality.REPORTED else own
    if own.has_happened:
        return own
    return Reality.REPORTED if figure.is_of_same_clause else None


def agree_on_sources(governed: Sequence[GovernedFigure], found: Sequence[LocatedMovement]) -> None:
    """Who says so is one fact: of the figures, of their movement, and of the others on its trigger."""
    told = {id(figure.movement): figure.metric.attributed_to for figure in reversed(governed)}
    by_trigger = {row.trigger.token.i: told[id(row.movement)] for row in found if id(row.movement) in told}
    for row in found:
        row.movement.attributed_to = row.movement.attributed_to or by_trigger.get(row.trigger.token.i)
    for figure in governed:
        figure.metric.attributed_to = figure.movement.attributed_to
