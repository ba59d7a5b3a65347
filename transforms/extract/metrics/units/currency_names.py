"""The names, signs and codes of currencies: CLDR (babel), ISO 4217 (pycountry), and what ``currencies.toml`` adds."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache

from transforms.extract.entities.gazetteer.tables import built_in_rows
from transforms.extract.metrics.vocabulary import CURRENCIES

_PAST = date(1960, 1, 1), date(2024, 1, 1)  # of the currencies that news still speaks of


@cache
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217 in use, and those of former currencies that are still met, upper case."""
    import pycountry

    return frozenset([*(currency.alpha_3 for currency in pycountry.currencies), *CURRENCIES.code.former]) - {
        "XXX",
        "XTS",
    }


@cache
def currency_names() -> dict[str, str]:
    """Lower-case currency names of CLDR and ISO, singular and plural, to lower-case codes."""
    import pycountry
    from babel import Locale
    from babel.numbers import get_currency_name

    found: dict[str, str] = {}
    for currency in pycountry.currencies:
        found.setdefault(currency.name.lower(), currency.alpha_3.lower())
    for code in map(str, Locale("en").currencies):
        for count in (1, 2):
            name = get_currency_name(code, count, locale="en").lower()
            found[name] = code.lower()
            found.setdefault(name.partition(" (")[0], code.lower())  # "Zimbabwean dollar (2009–2024)"
    return {name: code for name, code in found.items() if " " in name} | _plain_nouns() | CURRENCIES.noun


def _plain_nouns() -> dict[str, str]:
    """Nouns that name one currency in use, with and without accents: "lempiras", "quetzal", "cordobas"."""
    from babel import Locale
    from babel.numbers import get_currency_name

    codes: dict[str, set[str]] = {}
    for territory in (code for code in map(str, Locale("en").territories) if len(code) == 2):
        code = country_currency(territory)
        for count in (1, 2):
            if code is None:
                break
            noun = get_currency_name(code.upper(), count, locale="en").lower().split()[-1]
            bare = "".join(c for c in unicodedata.normalize("NFD", noun) if not unicodedata.combining(c))
            for spelling in (noun, bare):
                codes.setdefault(spelling, set()).add(code)
    own = {noun: min(held) for noun, held in codes.items() if len(held) == 1}
    plurals = {noun + "s": code for noun, code in own.items() if not noun.endswith("s")}  # "denars", "drams"
    apart = CURRENCIES.ordinary.keys() | CURRENCIES.shared.keys()
    return {noun: code for noun, code in (plurals | own).items() if noun not in apart}


@cache
def territories() -> dict[str, str]:
    """Adjectives and country names, lower case, to ISO 3166-1 alpha-2."""
    import pycountry
    from babel import Locale

    names = {str(name).lower(): str(code) for code, name in Locale("en").territories.items() if len(str(code)) == 2}
    alpha2 = {country.alpha_3: country.alpha_2 for country in pycountry.countries} | {"XKX": "XK"}
    for row in built_in_rows("countries"):
        for name in (row["name"], *row.split("aliases"), *row.split("adjectives"), *row.split("people")):
            if row["alpha3"] in alpha2:
                names.setdefault(name.lower(), alpha2[row["alpha3"]])
    adjectives: dict[str, str] = CURRENCIES.adjective
    return names | adjectives


@cache
def country_currency(territory: str) -> str | None:
    """The code in use in a country (alpha-2), lower case."""
    from babel.numbers import get_territory_currencies

    codes = get_territory_currencies(territory)
    return codes[-1].lower() if codes else None


@cache
def past_currency(territory: str, noun: str) -> str | None:
    """The code of a former currency by its noun: itl for Italy's "lire"; ``None`` when the noun is the present one."""
    from babel.numbers import get_currency_name, get_territory_currencies

    present = country_currency(territory)
    for code in get_territory_currencies(territory, _PAST[0], _PAST[1]):
        names = {get_currency_name(code, count, locale="en").lower().split()[-1] for count in (1, 2)}
        if code.lower() != present and (noun in names or CURRENCIES.noun.get(noun) == code.lower()):
            return str(code.lower())
    return None


@cache
def currency_symbols() -> dict[str, str]:
    """Signs and letter symbols to codes: CLDR's English ones, then this project's."""
    from babel import Locale

    own = Locale("en").currency_symbols
    found = {symbol: code.lower() for code, symbol in own.items() if symbol != code and not symbol.isalpha()}
    signs: dict[str, str] = CURRENCIES.sign
    return found | signs


@cache
def foreign_symbol(symbol: str) -> str | None:
    """A sign that English CLDR does not know, looked up in the language of its country (first use costs a second)."""
    if len(symbol) > 4 or not unicodedata.category(symbol[0]).startswith(("L", "Sc")):
        return None
    return _all_symbols().get(symbol)


@cache
def _all_symbols() -> dict[str, str]:
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    counts: dict[tuple[str, str], int] = {}
    for identifier in locale_identifiers():
        try:
            symbols = Locale.parse(identifier).currency_symbols
        except (UnknownLocaleError, ValueError):
            continue
        for code, symbol in symbols.items():
            if not symbol.isascii():
                counts[symbol.strip("."), code] = counts.get((symbol.strip("."), code), 0) + 1
    return {symbol: code.lower() for (symbol, code), _ in sorted(counts.items(), key=lambda item: item[1])}
