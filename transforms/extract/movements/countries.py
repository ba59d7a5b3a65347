"""A country as a participant where the text names only a place, an official or an adjective of it."""

from __future__ import annotations

from functools import cache

from babel import Locale
from pycountry import countries

from transforms import ids
from transforms.extract.rows import Mention


@cache
def country_name(code: str) -> str | None:
    """The everyday English name of an ISO 3166-1 alpha-3 country, null for IGO, NGO and unknown codes."""
    country = countries.get(alpha_3=code)
    if country is None:
        return None
    return str(Locale("en").territories.get(country.alpha_2, country.name))


def country_mention(code: str, shown_by: Mention) -> Mention | None:
    """The country ``code`` as an entity, with the words of ``shown_by`` ("Moscow") as its evidence."""
    name = country_name(code)
    if name is None:
        return None
    entity = ids.entity_id("place", name)
    return Mention(
        shown_by.start,
        shown_by.end,
        shown_by.text,
        "place",
        name,
        entity,
        code,
        None,
        "country_of",
        shown_by.sentence_no,
    )
