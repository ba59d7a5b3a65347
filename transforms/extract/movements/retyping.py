"""What the reality of an event does to its type and modality."""

from __future__ import annotations

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.reality import Reality
from transforms.extract.movements.syntax import (
    is_passive,
)
from transforms.extract.movements.trigger import Trigger
from transforms.extract.movements.when import When

# Kept as they are when planned: an analyst follows a planned visit to the visit.
_KEPT_WHEN_PLANNED = frozenset({"CONSULT", "AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "MOBILIZE", "STATEMENT"})
_KEPT_MODES = frozenset({"tribute", "ceremony", "exercise", "parade", "trade", "resign", "dismissal"})
_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_COMMITTING = ("will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d", "plan", "intend", "pledge", "promise", "vow")


def adjust_to_publication(reality: Reality, when: When, index: TextIndex) -> None:
    """What is dated after the day of publication cannot have happened yet."""
    published = index.context.published_on
    if published is None or when.start is None or reality.modality not in ("actual", "ongoing"):
        return
    if when.start > published:
        reality.modality = "planned"
        reality.cue = reality.cue or "dated after publication"


def adjust_arrival(trigger: Trigger) -> None:
    """Troops that arrive are no visitors: a deployment, and peacekeepers are a help."""
    if trigger.mode != "visit" or not trigger.actors or any(p.sector != "MIL" for p in trigger.actors):
        return
    if any(p.mention is not None and p.mention.kind == "person" for p in trigger.actors):
        return
    is_peace = any(p.country == "IGO" or "peace" in p.text.lower() for p in trigger.actors)
    trigger.type, trigger.mode = ("AID", "peacekeeping") if is_peace else ("MOBILIZE", "deployment")


def adjust_interview(trigger: Trigger) -> None:
    """ "Speaking to Reuters": what is said to the press is a statement."""
    if trigger.type != "CONSULT" or trigger.mode not in ("talks", "meeting", "phone", "message", None):
        return
    if trigger.actors and trigger.recipients and all(p.sector == "MED" for p in trigger.recipients):
        trigger.type, trigger.mode, trigger.is_reciprocal = "STATEMENT", "say", False


def adjust_type(trigger: Trigger, reality: Reality) -> None:
    """By the codebook a future cooperation is an agreement, a future blow a threat, an unwillingness a rejection."""
    if trigger.part == "adjective" and trigger.type == "AGREE" and reality.polarity == "negative":
        trigger.type, trigger.mode, reality.polarity = "REJECT", None, "positive"  # "was not willing to …"
    words = (reality.cue or "").split()
    if reality.modality not in ("planned", "conditional") or not any(word in _COMMITTING for word in words):
        return
    if reality.polarity == "negative" and trigger.type == "AGREE":
        trigger.type, reality.polarity, reality.modality = "REJECT", "positive", "actual"
    if trigger.mode in _KEPT_MODES or trigger.type in _KEPT_WHEN_PLANNED:
        return
    if (is_passive(trigger.verb) and not trigger.actors) or trigger.part == "noun":
        return
    if reality.polarity == "negative":
        if trigger.type in _COOPERATIVE:
            trigger.type, reality.polarity, reality.modality = "REJECT", "positive", "actual"
        return
    if reality.modality == "conditional" and trigger.type not in _COOPERATIVE:
        return
    trigger.type = "AGREE" if trigger.type in _COOPERATIVE else "THREATEN"
