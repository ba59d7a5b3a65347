"""How sure a movement is: the encoder's probabilities, weighed as fitted on passages it was not trained on."""

from __future__ import annotations

import math

from transforms.extract.encoder.decoding import ReadTrigger


def rate(act: ReadTrigger) -> float:
    """The share of such movements that are wholly right: type, modality and both sides."""
    product = math.prod(act.scores[name] for name in ("type", "modality", "polarity"))
    product *= math.prod(side.span.probability * side.owner_probability for side in act.sides)
    return round(product, 4)
