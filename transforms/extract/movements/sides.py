"""Participants of an act: the phrases the encoder marks, with their entity, country and sector."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span

from transforms.extract.encoder.decoding import ReadTrigger, Side
from transforms.extract.movements.homes import home_of, is_body_of_state
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party
from transforms.extract.movements.phrases import whole_phrase
from transforms.extract.rows import Participant

# From this probability on the encoder's choice of a side is not questioned. Set on the dev passages.
_SURE = 0.8


@dataclass(slots=True)
class Sides:
    """The participants of one act; ``is_mutual`` when everyone acts on everyone else."""

    participants: list[Participant] = field(default_factory=list)
    is_mutual: bool = False


def read_sides(act: ReadTrigger, index: TextIndex) -> Sides:
    """Actors, then recipients, each in text order; one named twice on a side is one participant."""
    phrases = {
        role: {(side.span.start, side.span.end) for side in act.sides if side.role == role}
        for role in ("actor", "recipient")
    }
    sides = Sides(is_mutual=bool(phrases["actor"]) and phrases["actor"] == phrases["recipient"])
    kept = act.sides if sides.is_mutual else _once_each(act.sides)
    named = [(side, party) for side in kept for party in _name(side, index)]
    for side, party in named:
        others = [p for other, p in named if other.role != side.role]
        party.country = _find_country(side, party, [] if sides.is_mutual else others, index)
        party.sector = side.sector or party.sector
    for role in ("actor",) if sides.is_mutual else ("actor", "recipient"):
        found = _whole([party for side, party in named if side.role == role])
        once = {_identity(party): party for party in reversed(found)}
        for ordinal, p in enumerate(party for party in found if once[_identity(party)] is party):
            participant = Participant(role, ordinal, p.text, p.start, p.end, p.mention, p.country, p.sector)
            sides.participants.append(participant)
    return sides


def _whole(found: list[Party]) -> list[Party]:
    """The parties without those that lie inside another, larger one."""
    return [
        p
        for p in found
        if not any(q.start <= p.start and p.end <= q.end and q.end - q.start > p.end - p.start for q in found)
    ]


def _once_each(sides: list[Side]) -> list[Side]:
    """Nobody acts on himself: of a phrase marked as actor and as recipient the surer role stays."""
    surest: dict[tuple[int, int], Side] = {}
    for side in sides:
        at = (side.span.start, side.span.end)
        if at not in surest or side.span.probability > surest[at].span.probability:
            surest[at] = side
    return [side for side in sides if surest[side.span.start, side.span.end] is side]


def _find_country(side: Side, party: Party, others: list[Party], index: TextIndex) -> str | None:
    """Whose side a phrase is: the country it names, else what the encoder is sure of, else what its own words tell.

    "The government" is that of the body named before or of the dateline, never the very state that stands on the other
    side.
    """
    named = party.mention
    is_country = named is not None and named.kind == "place" and named.sector == "GOV"
    is_sure = side.owner is not None and side.owner_probability >= _SURE
    if party.country and (is_country or not is_sure):
        return party.country
    if is_sure or not is_body_of_state(party):
        return side.owner
    states = {p.country for p in others if p.mention is not None and p.mention.kind == "place"}
    home = home_of(party, states, index)
    return home or (None if side.owner in states else side.owner)


def _identity(party: Party) -> object:
    is_name = party.mention is not None and party.mention.kind in ("person", "organization")
    entity = party.mention.entity_id if party.mention is not None and is_name else None
    return entity or party.start


def _name(side: Side, index: TextIndex) -> list[Party]:
    """Who a phrase names, with the country that its own words tell."""
    words = whole_phrase(index.doc, side.span.start, side.span.end)
    if words is None:
        return []
    return _inside(words, index) or [Party(words.root, words.start_char, words.end_char, words.text)]


def _inside(words: Span, index: TextIndex) -> list[Party]:
    """The parties of the phrase's head, else of the first person or body named in it."""
    start, end = words.start_char, words.end_char
    named = [token for token in words if (m := index.mentions.get(token.i)) and m.kind in ("person", "organization")]
    for head in [words.root, *named]:
        found = parties(head, index)
        own = [p for p in found if p.start < end and start < p.end]
        if own or (found and head.pos_ == "PRON"):
            return own or found
    return []
