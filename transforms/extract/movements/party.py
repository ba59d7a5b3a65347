"""Participants before they have a role."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.roles.codes import code_of
from transforms.extract.rows import Mention


@dataclass(slots=True)
class Party:
    """One participant, not yet in a role. ``country`` is ISO 3166-1 alpha-3, or IGO/NGO for bodies above states."""

    token: Token
    start: int
    end: int
    text: str
    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None

    @property
    def key(self) -> object:
        """Two parties with equal keys are one participant."""
        if self.mention is not None and self.mention.entity_id:
            return (self.mention.entity_id, self.sector)
        return (self.start, self.country)


def party_of_mention(token: Token, mention: Mention, country: str | None = None, sector: str | None = None) -> Party:
    """A named participant where the text names it; what its name says fills the country and sector not given."""
    own_country, own_sector = code_of(mention)
    return Party(token, mention.start, mention.end, mention.text, mention, own_country or country, own_sector or sector)


def party_of_word(token: Token, mention: Mention) -> Party:
    """A participant named by a pronoun: the name it refers to, at the place of the pronoun."""
    return Party(token, token.idx, token.idx + len(token), token.text, mention, *code_of(mention))
