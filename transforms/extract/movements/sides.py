"""Participants of an act: the phrases the encoder marks, with their entity, country and sector."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span

from transforms.extract.encoder.decoding import ReadTrigger, Side
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party
from transforms.extract.rows import Participant


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
    for role in ("actor",) if sides.is_mutual else ("actor", "recipient"):
        found = [party for side in act.sides if side.role == role for party in _name(side, index)]
        once = {_identity(party): party for party in reversed(found)}
        for ordinal, p in enumerate(party for party in found if once[_identity(party)] is party):
            sides.participants.append(
                Participant(role, ordinal, p.text, p.start, p.end, p.mention, p.country, p.sector)
            )
    return sides


def _identity(party: Party) -> object:
    is_name = party.mention is not None and party.mention.kind in ("person", "organization")
    entity = party.mention.entity_id if party.mention is not None and is_name else None
    return entity or party.start


def _name(side: Side, index: TextIndex) -> list[Party]:
    """Who a phrase names. Its own words tell the country; where they do not, the encoder says whose side it is."""
    words = index.doc.char_span(side.span.start, side.span.end, alignment_mode="expand")
    if words is None:
        return []
    found = _inside(words, side, index) or [_unnamed(words, side, index)]
    for party in found:
        party.country = party.country or side.owner
        party.sector = side.sector or party.sector
    return found


def _inside(words: Span, side: Side, index: TextIndex) -> list[Party]:
    """The parties of the phrase's head, else of the first person or body named in it."""
    named = [token for token in words if (m := index.mentions.get(token.i)) and m.kind in ("person", "organization")]
    for head in [words.root, *named]:
        found = parties(head, index)
        own = [p for p in found if p.start < side.span.end and side.span.start < p.end]
        if own or (found and head.pos_ == "PRON"):
            return own or found
    return []


def _unnamed(words: Span, side: Side, index: TextIndex) -> Party:
    start, end = side.span.start, side.span.end
    return Party(words.root, start, end, index.text[start:end])
