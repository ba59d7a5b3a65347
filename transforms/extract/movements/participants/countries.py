"""The country in the name of an event: "the invasion of Ukraine"."""

from __future__ import annotations

from pycountry import countries
from spacy.tokens import Token

from transforms import ids
from transforms.extract.entities.lexicon import country_names
from transforms.extract.movements.party import Party
from transforms.extract.rows import Mention


def country_in_name(token: Token) -> list[Party]:
    """The country that one word of an event's name names by its plain name; nobody for every other word."""
    known = countries.get(name=token.text)
    name = country_names().get(str(known.alpha_3)) if known is not None else None
    if known is None or name is None:
        return []
    code, start, end = str(known.alpha_3), token.idx, token.idx + len(token)
    entity = ids.entity_id("place", name)
    mention = Mention(start, end, token.text, "place", name, entity, code, None, "country_of")
    return [Party(token, start, end, token.text, mention, code, None)]
