"""Participants of an act: the phrases the encoder marks, with their entity, country and sector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span

from transforms.extract.encoder.decoding import ReadTrigger, Side
from transforms.extract.movements.acts.phrases import whole_phrase
from transforms.extract.movements.document import Document
from transforms.extract.movements.participants.homes import home_of, is_body_of_state
from transforms.extract.movements.participants.noun_phrases import name_parties
from transforms.extract.movements.party import Party
from transforms.extract.rows import Participant

# From this probability on the encoder's choice of a side is not questioned. Set on the dev passages.
_SURE = 0.8
_ACTOR, _RECIPIENT = "actor", "recipient"


@dataclass(slots=True)
class Sides:
    """The participants of one act; ``is_mutual`` when everyone acts on everyone else."""

    participants: list[Participant] = field(default_factory=list)
    is_mutual: bool = False


def read_sides(act: ReadTrigger, document: Document) -> Sides:
    """Actors, then recipients, each in text order; one named twice on a side is one participant."""
    is_mutual = _phrases(act, _ACTOR) == _phrases(act, _RECIPIENT) != set()
    kept = act.sides if is_mutual else _once_each(act.sides)
    named = [(side, party) for side in kept for party in _name(side, document)]
    for side, party in named:
        others = [] if is_mutual else [other for at, other in named if at.role != side.role]
        party.country = _find_country(side, party, others, document)
        party.sector = side.sector or party.sector
    roles = (_ACTOR,) if is_mutual else (_ACTOR, _RECIPIENT)
    return Sides([row for role in roles for row in _rows(role, named)], is_mutual)


def _phrases(act: ReadTrigger, role: str) -> set[tuple[int, int]]:
    return {(side.span.start, side.span.end) for side in act.sides if side.role == role}


def _rows(role: str, named: list[tuple[Side, Party]]) -> Iterator[Participant]:
    """The participants of one side, each entity once."""
    found = _whole([party for side, party in named if side.role == role])
    first = {_identity(party): party for party in reversed(found)}
    kept = [party for party in found if first[_identity(party)] is party]
    for ordinal, p in enumerate(kept):
        yield Participant(role, ordinal, p.text, p.start, p.end, p.mention, p.country, p.sector)


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


def _find_country(side: Side, party: Party, others: list[Party], document: Document) -> str | None:
    """Whose side a phrase is: the country it names, else what the encoder is sure of, else what its own words say.

    "The government" is that of the body named before or of the dateline, never the very state on the other side.
    """
    named = party.mention
    is_country = named is not None and named.kind == "place" and named.sector == "GOV"
    is_sure = side.owner is not None and side.owner_probability >= _SURE
    if party.country and (is_country or not is_sure):
        return party.country
    if is_sure or not is_body_of_state(party):
        return side.owner
    states = {p.country for p in others if p.mention is not None and p.mention.kind == "place"}
    home = home_of(party, states, document)
    return home or (None if side.owner in states else side.owner)


def _identity(party: Party) -> object:
    is_name = party.mention is not None and party.mention.kind in ("person", "organization")
    entity = party.mention.entity_id if party.mention is not None and is_name else None
    return entity or party.start


def _name(side: Side, document: Document) -> list[Party]:
    """Who a phrase names, with the country that its own words name."""
    words = whole_phrase(document.index, side.span.start, side.span.end)
    if words is None:
        return []
    return _inside(words, document) or [Party(words.root, words.start_char, words.end_char, words.text)]


def _inside(words: Span, document: Document) -> list[Party]:
    """The parties of the phrase's head, else of the first person or body named in it."""
    start, end, mentions = words.start_char, words.end_char, document.index.mentions
    named = [token for token in words if (m := mentions.get(token.i)) and m.kind in ("person", "organization")]
    for head in [words.root, *named]:
        found = name_parties(head, document)
        own = [p for p in found if p.start < end and start < p.end]
        if own or (found and head.pos_ == "PRON"):
            return own or found
    return []
