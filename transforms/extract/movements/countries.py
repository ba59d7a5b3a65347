"""A country as a participant where the text names only a place, an official or an adjective of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pycountry import countries

from transforms import ids
from transforms.extract.rows import Mention


@cache
def code_of_country(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country by its plain name ("Ukraine"), null for every other word."""
    found = countries.get(name=name)
    return str(found.alpha_3) if found is not None else None


def country_mention(code: str, shown_by: Mention, countries: Mapping[str, str]) -> Mention | None:
    """The country ``code`` as an entity, with the words of ``shown_by`` ("Moscow") as its evidence.

    ``countries`` are the canonical names of countries by code (see ``NamesReading``).
    """
    name = countries.get(code)
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
