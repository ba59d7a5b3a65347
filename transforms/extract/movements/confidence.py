"""How sure a movement is: a calibrated table over how it was found (lexicon/confidence.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.extract.movements.selection import Position
    from transforms.extract.movements.trigger import Trigger

_TABLE = Path(__file__).parent / "lexicon" / "confidence.toml"


@cache
def _shares() -> dict[str, float]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["rows"]
    return {row["found"]: row["share"] for row in rows}


def found_how(trigger: Trigger, position: Position) -> str:
    """The row of the table a movement falls in: part of speech and place in the sentence, then the participants."""
    if trigger.type == "STATEMENT":
        return "statement"
    kind = trigger.part
    if trigger.part == "noun":
        kind = "carried noun" if trigger.carrier is not None else "noun"
    elif position.relation not in ("main", "reported"):
        kind = "further verb"
    return f"{kind}, {_participants(trigger)}"


def _participants(trigger: Trigger) -> str:
    if not trigger.actors:
        return "no actor"
    if not trigger.recipients:
        return "one side"
    if trigger.slot in ("deep", "clause", "complement"):
        return "far side"
    return "both sides"


def rate(trigger: Trigger, position: Position) -> float:
    """Share of the movements found in this way that human coders confirm (0-1), from the table."""
    shares = _shares()
    return shares.get(found_how(trigger, position), shares["other"])
