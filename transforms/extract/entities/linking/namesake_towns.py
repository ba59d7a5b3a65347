"""Towns that bear the name of another: Heidelberg is in South Africa where a text speaks of South Africa alone."""

from __future__ import annotations

from collections import Counter

from transforms.extract.entities.gazetteer.entries import Origin
from transforms.extract.entities.linking.named import CountryBy, Named, country_told_by
from transforms.extract.entities.text.words import Words
from transforms.extract.rows import Context

_TELLING = (Origin.COUNTRIES, Origin.LIBRARY, Origin.CAPITALS, Origin.SUBDIVISIONS, Origin.REGIONS)
_TOWNS = (Origin.CITIES, Origin.PLACES, Origin.TOWNS)
# A country named in passing draws no towns to it: its share of the country named most.
_SHARE = 1 / 3


def settle_namesakes(words: Words, named: list[Named], context: Context) -> None:
    """Move towns to their namesake in the country the text speaks of most, unless it speaks of their own country too.

    The entity is then named with its country ("Heidelberg, South Africa"), the method is ``namesake``. Towns that
    places.csv gives to one country move only where a state of the other is named: Birmingham beside Alabama.
    """
    told: Counter[str] = Counter({"": 0})
    told.update(country for item in named if item.country_by in _TELLING and (country := country_told_by(item)))
    if context.publisher_country:
        told[context.publisher_country] += 1
    by_state = {item.mention.country for item in named if item.country_by in (Origin.SUBDIVISIONS, Origin.REGIONS)}
    for item in named:
        meant = _meant(words, item, told)
        if meant is None or item.entry is None:
            continue
        if item.entry.origin is Origin.PLACES and item.entry.country and meant not in by_state:
            continue
        item.mention.country, item.country_by = meant, CountryBy.NAMESAKE
        item.mention.name = f"{item.entry.name}, {words.gazetteer.countries.get(meant, meant)}"


def _meant(words: Words, item: Named, told: Counter[str]) -> str | None:
    """The country of the namesake that the text may mean; None where it speaks of the town's own country."""
    entry = item.entry
    if entry is None or item.span.kind != "place" or item.country_by is Origin.REGIONS:
        return None
    is_open = entry.country is None and entry.origin is Origin.SUBDIVISIONS
    if entry.origin not in _TOWNS and not is_open:
        return None
    countries = words.gazetteer.namesakes.get(words.key(item.span.first, item.span.stop), ())
    meant = max(countries, key=lambda country: told[country], default=None)
    if meant is None or told[entry.country or ""] or told[meant] <= max(told.values()) * _SHARE:
        return None
    return meant
