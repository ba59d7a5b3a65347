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

_TELLING = frozenset({"countries", "pycountry", "capitals", "subdivisions"})
# A country named in passing draws no towns to it: its share of the country named most.
_SHARE = 1 / 3


@cache
def _bearers() -> dict[str, tuple[str, ...]]:
    """Countries with a town of the name, the largest first, by the folded words of the name."""
    return {row["name"]: tuple(row["countries"].split("|")) for row in read_rows("namesakes")}


def forget() -> None:
    """Drop what was built from gazetteers that are no longer in force."""
    _bearers.cache_clear()


def settle_namesakes(words: Words, named: list[Named], context: Context) -> None:
    """Move towns to their namesake in the country the text speaks of most, unless it speaks of their own country too.

    The entity is then named with its country ("Heidelberg, South Africa"), the method is ``namesake``.
    """
    told: Counter[str] = Counter({"": 0})
    told.update(country for item in named if item.country_by in _TELLING and (country := country_told_by(item)))
    if context.publisher_country:
        told[context.publisher_country] += 1
    for item in named:
        if item.entry is None or item.entry.source not in ("cities", towns.SOURCE) or item.span.kind != "place":
            continue
        countries = _bearers().get(words.key(item.span.first, item.span.stop), ())
        meant = max(countries, key=lambda country: told[country], default=None)
        if meant is None or told[item.entry.country or ""] or told[meant] <= max(told.values()) * _SHARE:
            continue
        item.mention.country, item.country_by = meant, "namesake"
        item.mention.name = f"{item.entry.name}, {country_names().get(meant, meant)}"
