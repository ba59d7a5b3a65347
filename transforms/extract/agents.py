"""Unnamed actors: "soldiers", "Russian officials". Mentions of kind ``agent``, with a sector and perhaps a country."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from transforms.extract.english.saying import SAYING
from transforms.extract.roles.sectors import is_family_name
from transforms.extract.roles.tables import SECTORS
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex
from transforms.extract.text.labels import NOUN_MODIFIERS

_MODIFIERS = NOUN_MODIFIERS | {"poss"}


def read_agents(index: TextIndex, mentions: Iterable[Mention]) -> list[Mention]:
    """One mention per unnamed actor that is in no name; never linked to an entity.

    A role noun brings its sector (CAMEO/PLOVER codes); any other noun that says something is an actor without one. The
    country is that of a name or nationality that modifies the noun, else None: "soldiers" belong to nobody until the
    text says whose they are.
    """
    at = {i: mention for mention in mentions for i in index.tokens(mention.start, mention.end)}
    found = []
    for token in index.doc:
        sector = SECTORS.get(token.lemma_.lower()) or SECTORS.get(token.lower_)
        if token.i in at or token.dep_ == "compound" or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if sector and is_family_name(token):
            continue
        if sector or _speaks(token):
            found.append(_agent(token, sector, at))
    return found


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ in SAYING.reporting


def _agent(token: Token, sector: str | None, at: dict[int, Mention]) -> Mention:
    owners = (at.get(child.i) for child in token.children if child.dep_ in _MODIFIERS)
    country = next((owner.country for owner in owners if owner is not None and owner.country), None)
    start, end = token.idx, token.idx + len(token.text)
    by = ("role_noun" if sector else "speaker") + ("/modifier" if country else "")
    return Mention(start, end, token.text, "agent", country=country, sector=sector, linked_by=by)
