"""From the triggers of a sentence to its movements."""

from __future__ import annotations

from spacy.tokens import Span

from transforms.extract.movements.admission import is_mishap, is_sensible
from transforms.extract.movements.assertions import find_phrases, find_unasserted
from transforms.extract.movements.assignment import assign_roles, fill_unnamed
from transforms.extract.movements.confidence import rate
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.people import Party
from transforms.extract.movements.reality import Reality, judge
from transforms.extract.movements.retyping import adjust_arrival, adjust_interview, adjust_to_publication, adjust_type
from transforms.extract.movements.selection import Position, complement_is_hostile, locate
from transforms.extract.movements.sources import attribute_trigger
from transforms.extract.movements.syntax import (
    is_displaced,
)
from transforms.extract.movements.trigger import Trigger
from transforms.extract.movements.triggers import find_triggers
from transforms.extract.movements.when import When, date_trigger
from transforms.extract.movements.where import Where, place_trigger
from transforms.extract.rows import Movement, Participant


def read_sentence(sentence: Span, index: TextIndex, is_sport: bool) -> list[tuple[Movement, Trigger]]:
    """The movements of one sentence, in text order, each with its trigger."""
    candidates = find_triggers(sentence, index)
    if candidates:
        unsaid = find_phrases(sentence)
        candidates = [c for c in candidates if c.token.i not in unsaid]
    if not candidates:
        return []
    index.unasserted = find_unasserted(sentence)
    strong = word_lists("sports")["strong"]
    is_sport = is_sport or any(token.lower_ in strong for token in sentence)
    accepted: dict[int, Trigger] = {}
    found: list[tuple[Movement, Trigger]] = []
    for trigger in sorted(candidates, key=_depth):
        position = locate(trigger, accepted)
        if position.is_embedded:
            continue
        movement = _read_trigger(trigger, position, candidates, sentence, index, is_sport)
        if movement is not None:
            accepted[trigger.token.i] = trigger
            if trigger.carrier is not None:
                accepted.setdefault(trigger.carrier.i, trigger)
            found.append((movement, trigger))
    found = _drop_statements(found)
    return sorted(found, key=lambda pair: pair[1].token.i)


def _depth(trigger: Trigger) -> tuple[int, int, int]:
    depth, node = 0, trigger.verb
    if is_displaced(node):
        depth, node = -1, node.head
    while node.head.i != node.i and depth < 60:
        node, depth = node.head, depth + 1
    return depth, trigger.part == "noun", trigger.token.i


def _drop_statements(found: list[tuple[Movement, Trigger]]) -> list[tuple[Movement, Trigger]]:
    if all(trigger.type == "STATEMENT" for _, trigger in found):
        return found[:1]
    return [(movement, trigger) for movement, trigger in found if trigger.type != "STATEMENT"]


def _read_trigger(
    trigger: Trigger, position: Position, candidates: list[Trigger], sentence: Span, index: TextIndex, is_sport: bool
) -> Movement | None:
    if is_mishap(trigger):
        return None
    is_explicit = assign_roles(trigger, candidates, index)
    where = place_trigger(trigger, sentence, index)
    fill_unnamed(trigger, where, sentence, index)
    if not is_sensible(trigger, position, is_explicit, is_sport):
        return None
    if trigger.has("H") and not complement_is_hostile(trigger, candidates):
        return None
    if trigger.has("C") and complement_is_hostile(trigger, candidates):
        trigger.type = "THREATEN"
    reality = judge(trigger, index.unasserted)
    when = date_trigger(trigger, sentence, index)
    adjust_to_publication(reality, when, index)
    adjust_arrival(trigger)
    adjust_interview(trigger)
    adjust_type(trigger, reality)
    return _row(trigger, position, reality, when, where, sentence, index)


def _row(
    trigger: Trigger, position: Position, reality: Reality, when: When, where: Where, sentence: Span, index: TextIndex
) -> Movement:
    start, end = _span(trigger)
    movement = Movement(
        start=start,
        end=end,
        text=index.text[start:end],
        type=trigger.type,
        mode=trigger.mode,
        modality=reality.modality,
        polarity=reality.polarity,
        cue=reality.cue,
        date_start=when.start,
        date_end=when.end,
        date_grain=when.grain,
        date_basis=when.basis,
        place=where.place,
        place_country=where.country,
        place_basis=where.basis,
        attributed_to=attribute_trigger(trigger, sentence, index),
        rule=f"{trigger.part}:{trigger.entry.rule}",
        participants=_participants(trigger),
    )
    movement.is_reciprocal = _is_mutual(trigger)
    movement.confidence = rate(trigger, position)
    return movement


def _is_mutual(trigger: Trigger) -> bool:
    if trigger.mode in ("visit", "host", "inspection", "attend", "invitation", "envoy"):
        return False
    if trigger.is_reciprocal:
        return True
    if trigger.type == "REJECT" and trigger.mode != "fail":
        return False
    countries = {p.country for p in trigger.actors if p.country}
    return trigger.type in ("AGREE", "CONSULT", "COOPERATE", "REJECT") and not trigger.recipients and len(countries) > 1


def _span(trigger: Trigger) -> tuple[int, int]:
    first, last = trigger.token, trigger.token
    for child in trigger.token.children:
        if child.dep_ == "prt" and child.i == trigger.token.i + 1:
            last = child
    if trigger.carrier is not None and 0 < trigger.token.i - trigger.carrier.i <= 6:
        first = trigger.carrier
    return first.idx, last.idx + len(last)


def _once(side: list[Party]) -> list[Party]:
    """A person named twice beside the trigger, by title and by name, is one participant."""
    kept: list[Party] = []
    for party in side:
        is_name = party.mention is not None and party.mention.kind in ("person", "organization")
        entity = party.mention.entity_id if party.mention is not None and is_name else None
        if entity is None or all(p.mention is None or p.mention.entity_id != entity for p in kept):
            kept.append(party)
    return kept


def _participants(trigger: Trigger) -> list[Participant]:
    rows = []
    for role, side in (("actor", trigger.actors), ("recipient", trigger.recipients)):
        for ordinal, p in enumerate(_once(side)):
            rows.append(Participant(role, ordinal, p.text, p.start, p.end, p.mention, p.country, p.sector))
    return rows
