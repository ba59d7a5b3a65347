"""What the encoder tells apart. The order of every list is the order of the network's outputs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"

# name and version of the weights, as written into the rows
MODEL = "newsledger_reader-2.0"

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MODALITIES = ("actual", "ongoing", "planned", "possible", "conditional", "requested", "denied")
POLARITIES = ("positive", "negative")
SECTORS = (
    None, "GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "SPY", "MED", "BUS",
    "NGO", "IGO", "CVL", "CRM", "EDU", "REL", "LAB",
)  # fmt: skip
# what a span is to its anchor: the first five to a trigger, source and the last three to a number
ROLES = ("actor", "recipient", "place", "time", "source", "measure", "period", "compared")
MOVEMENT_ROLES = ("actor", "recipient", "place", "time", "source")
FIGURE_ROLES = ("measure", "period", "compared", "source")
# a day is often told elsewhere than in the anchor's sentence and the one before
WIDE_ROLES = frozenset({"time", "period", "compared"})
WEIGHTS_OF_NUMBERS = ("figure", "minor", "none")
# kinds of names, as in OntoNotes; each gives two tags, for its first word and for the words after
NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
TAGS = ("O", *(f"{place}-{kind}" for kind in NAMES for place in "BI"))
# how a word is written: not in letters, lower case, first letter large, all letters large, otherwise
CASES = 5
STATISTICS = ("level", "change_absolute", "change_percent", "share", "rank")
DIRECTIONS = (None, "up", "down")
REALITIES = ("reported", "planned", "estimated", "conditional", "denied")
# whose side a phrase is: nobody's, a body above states, or the country of a name (one output for each name)
OWNERS = (None, "IGO", "NGO")


@cache
def read_modes() -> tuple[str | None, ...]:
    """The finer words for acts, as met in training."""
    return tuple(json.loads((WEIGHTS / "modes.json").read_text(encoding="utf-8")))
