"""What the encoder distinguishes, from labels.toml. The order of every list is the order of the network's outputs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from transforms.extract.english.modality import Modality, Reality
from transforms.vocabulary import Vocabulary

WEIGHTS = Path(__file__).parent / "weights"

# name and version of the weights, as written into the rows
MODEL = "newsledger_reader-2.1"


class _Labels(Vocabulary):
    """The content of labels.toml, which explains each list."""

    types: tuple[str, ...]
    polarities: tuple[str, ...]
    sectors: tuple[str, ...]
    bodies: tuple[str, ...]
    movement_roles: tuple[str, ...]
    number_roles: tuple[str, ...]
    wide_roles: frozenset[str]
    weights_of_numbers: tuple[str, ...]
    statistics: tuple[str, ...]
    directions: tuple[str, ...]
    names: tuple[str, ...]


_LABELS = _Labels.load(Path(__file__).with_suffix(".toml"))

TYPES = _LABELS.types
MODALITIES = tuple(modality.value for modality in Modality)
POLARITIES = _LABELS.polarities
SECTORS = (None, *_LABELS.sectors)
OWNERS = (None, *_LABELS.bodies)
MOVEMENT_ROLES = _LABELS.movement_roles
FIGURE_ROLES = (*_LABELS.number_roles, "source")
ROLES = (*MOVEMENT_ROLES, *_LABELS.number_roles)
WIDE_ROLES = _LABELS.wide_roles
WEIGHTS_OF_NUMBERS = _LABELS.weights_of_numbers
STATISTICS = _LABELS.statistics
DIRECTIONS = (None, *_LABELS.directions)
REALITIES = tuple(reality.value for reality in Reality)
NAMES = _LABELS.names
TAGS = ("O", *(f"{place}-{kind}" for kind in NAMES for place in "BI"))
# how a word is written: not in letters, lower case, first letter large, all letters large, otherwise
CASES = 5


@cache
def read_modes() -> tuple[str | None, ...]:
    """The finer words for acts, as met in training."""
    return tuple(json.loads((WEIGHTS / "modes.json").read_text(encoding="utf-8")))
