"""How sure a row is: the encoder's probabilities, weighed as fitted on passages it was not trained on.

Logistic regression; the weights (``weights/confidence.toml``) are written by ``training.calibration``. Of movements
with confidence 0.7 about seven in ten are wholly right: type, reality and both sides; of figures: statistic,
direction, measure and period.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from transforms.extract.encoder.decoding import ReadNumber, ReadTrigger
from transforms.extract.encoder.labels import WEIGHTS
from transforms.vocabulary import Vocabulary

TABLE = WEIGHTS / "confidence.toml"
_LEAST = 1e-4
# Labels whose probabilities are features, of an act and of a number.
_ACT_LABELS = ("type", "modality", "polarity")
_NUMBER_LABELS = ("number", "statistic", "direction", "reality")


def describe_act(act: ReadTrigger) -> dict[str, float]:
    """The features of a movement: logarithms of probabilities (of phrases and owners the least sure), and counts."""
    roles = [side.role for side in act.sides]
    return {
        **{name: _log(act.scores[name]) for name in _ACT_LABELS},
        **{f"{role}_doubt": math.sqrt(act.scores[f"doubt of {role}"]) for role in ("actor", "recipient")},
        "phrases": _log(min((side.span.probability for side in act.sides), default=1.0)),
        "owners": _log(min((side.owner_probability for side in act.sides), default=1.0)),
        "sides": float(len(roles)),
        "no_actor": float("actor" not in roles),
        "no_recipient": float("recipient" not in roles),
        "nobodys": float(sum(side.owner is None for side in act.sides)),
    }


def describe_number(number: ReadNumber) -> dict[str, float]:
    """The features of a figure."""
    measure, period = number.spans["measure"], number.spans["period"]
    return {
        **{name: _log(number.scores[name]) for name in _NUMBER_LABELS},
        **{f"{role}_doubt": math.sqrt(number.scores[f"doubt of {role}"]) for role in ("measure", "period")},
        "measure": _log(min((span.probability for span in measure), default=_LEAST)),
        "phrases": float(len(measure)),
        "period": _log(min((span.probability for span in period), default=1.0)),
        "no_period": float(not period),
    }


def rate(kind: str, features: Mapping[str, float]) -> float:
    """The share of such rows that are wholly right, 0 to 1; ``kind`` is movement or figure."""
    weights = load_weights()[kind]
    score = weights["constant"] + sum(weights[name] * value for name, value in features.items())
    return round(1 / (1 + math.exp(-score)), 3)


def _log(probability: float) -> float:
    return math.log(max(_LEAST, probability))


class _Table(Vocabulary):
    """The content of confidence.toml: a weight by feature, for each kind of row."""

    movement: dict[str, float]
    figure: dict[str, float]


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """The fitted weights by kind and feature."""
    table = _Table.load(TABLE)
    return {"movement": table.movement, "figure": table.figure}
