"""Towns that bear the name of another: Heidelberg is in South Africa where a text speaks of South Africa alone."""

from __future__ import annotations

from collections import Counter
from functools import cache

from transforms.extract.entities import towns
from transforms.extract.entities.gazetteers import read_rows
from transforms.extract.entities.lexicon import country_names
from transforms.extract.entities.naming import Named, country_told_by
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context

REGIONS = "regions"
_TELLING = frozenset({"countries", "pycountry", "capitals", "subdivisions", REGIONS})
# A country named in passing draws no towns to it: its share of the country named most.
_SHARE = 1 / 3


@cache
def _bearers_by_name() -> dict[str, tuple[str, ...]]:
    """Countries with a town of the name, the largest first, by the folded words of the name."""
    return {row["name"]: tuple(row["countries"].split("|")) for row in read_rows("namesakes")}


def bearers(town: str) -> tuple[str, ...]:
    """Countries with a town or state of this folded name, the largest first; empty where one country alone has it."""
    return _bearers_by_name().get(town, ())


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    _bearers_by_name.cache_clear()


def settle_namesakes(words: Words, named: list[Named], context: Context) -> None:
    """Move towns to their namesake in the country the text speaks of most, unless it speaks of their own country too.

    The entity is then named with its country ("Heidelberg, South Africa"), the method is ``namesake``. Towns that
    places.csv gives to one country move only where a state of the other is named: Birmingham beside Alabama.
    """
    told: Counter[str] = Counter({"": 0})
    told.update(country for item in named if item.country_by in _TELLING and (country := country_told_by(item)))
    if context.publisher_country:
        told[context.publisher_country] += 1
    by_state = {item.mention.country for item in named if item.country_by in ("subdivisions", REGIONS)}
    for item in named:
        if item.entry is None or item.span.kind != "place" or item.country_by == REGIONS:
            continue
        is_open = item.entry.country is None and item.entry.source in ("places", "subdivisions")
        if item.entry.source not in ("cities", "places", towns.SOURCE) and not is_open:
            continue
        countries = bearers(words.key(item.span.first, item.span.stop))
        meant = max(countries, key=lambda country: told[country], default=None)
        if meant is None or told[item.entry.country or ""] or told[meant] <= max(told.values()) * _SHARE:
            continue
        if item.entry.source == "places" and not is_open and meant not in by_state:
            continue
        item.mention.country, item.country_by = meant, "namesake"
        item.mention.name = f"{item.entry.name}, {country_names().get(meant, meant)}"
