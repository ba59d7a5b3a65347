"""Currencies before or after a number, to lower-case ISO 4217 codes (babel/CLDR and pycountry)."""

from __future__ import annotations

import unicodedata
from functools import cache

from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.vocabulary import read_vocabulary


@cache
def _codes() -> frozenset[str]:
    import pycountry

    return frozenset(currency.alpha_3 for currency in pycountry.currencies) - {"ALL", "TOP", "TRY", "MOP", "XXX", "XTS"}


@cache
def _names() -> dict[str, str]:
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
    nouns: dict[str, str] = read_vocabulary("currencies")["noun"]
    return {name: code for name, code in found.items() if " " in name} | _plain_nouns() | nouns


def _plain_nouns() -> dict[str, str]:
    """Nouns that name one currency in use, with and without accents: "lempiras", "quetzal", "cordobas"."""
    from babel import Locale
    from babel.numbers import get_currency_name

    codes: dict[str, set[str]] = {}
    for territory in (code for code in map(str, Locale("en").territories) if len(code) == 2):
        code = _country_currency(territory)
        for count in (1, 2):
            if code is None:
                break
            noun = get_currency_name(code.upper(), count, locale="en").lower().split()[-1]
            bare = "".join(c for c in unicodedata.normalize("NFD", noun) if not unicodedata.combining(c))
            for spelling in (noun, bare):
                codes.setdefault(spelling, set()).add(code)
    ordinary = read_vocabulary("currencies")["ordinary"]["words"]
    return {noun: min(held) for noun, held in codes.items() if len(held) == 1 and noun not in ordinary}


@cache
def _territories() -> dict[str, str]:
    """Adjectives and country names, lower case, to ISO 3166-1 alpha-2."""
    from babel import Locale

    names = {str(name).lower(): str(code) for code, name in Locale("en").territories.items() if len(str(code)) == 2}
    adjectives: dict[str, str] = read_vocabulary("currencies")["adjective"]
    return names | adjectives


@cache
def _country_currency(territory: str) -> str | None:
    from babel.numbers import get_territory_currencies

    codes = get_territory_currencies(territory)
    return codes[-1].lower() if codes else None


@cache
def _symbols() -> dict[str, str]:
    """Signs and letter symbols to codes: CLDR's English ones, then this project's."""
    from babel import Locale

    own = Locale("en").currency_symbols
    found = {symbol: code.lower() for code, symbol in own.items() if symbol != code and not symbol.isalpha()}
    signs: dict[str, str] = read_vocabulary("currencies")["sign"]
    return found | signs


@cache
def _foreign_symbol(symbol: str) -> str | None:
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


def _dollar(prefix: str) -> str | None:
    """The currency of "HK$", "Mex$", "aud$", "SG$" by the letters beside the sign."""
    lower = prefix.lower()
    known: str | None = read_vocabulary("currencies")["dollar_prefix"].get(lower)
    if known:
        return known
    if prefix.upper() in _codes():
        return lower
    return None


def find_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The currency that ends right before lexeme ``at`` (a number): its code and its first lexeme."""
    here = at - 1
    text = lexemes.raw(here)
    if not text:
        return None
    if lexemes.kind[here] == SIGN and text not in ".,;:()-'\"/":
        return _sign_before(lexemes, here)
    if lexemes.kind[here] != WORD:
        return None
    if lexemes.raw(here - 1) == "$" and lexemes.joined(here) and (code := _dollar(text)):  # $US55, $A82
        return code, here - 1
    if text.upper() in _codes() and (text.isupper() or lexemes.joined(at)):
        return text.lower(), here
    single = read_vocabulary("currencies")["letter"].get(text)
    if single and lexemes.joined(at) and ("," in lexemes.text[at] or _scaled(lexemes, at)):
        return str(single), here
    letters = read_vocabulary("currencies")["letters"].get(text.lower())
    if (
        letters
        and text.lower() == "ps"
        and not (lexemes.joined(at) and ("." in lexemes.text[at] or _scaled(lexemes, at)))
    ):
        return None
    if letters and (text[0].isupper() or not text.isascii()):
        return letters, here
    if text.lower() == "sen":
        return "sen", here
    if not text.isascii() and (code := _foreign_symbol(text)):
        return code, here
    return None


def _scaled(lexemes: Lexemes, at: int) -> bool:
    following = lexemes.word(at + 1)
    if not lexemes.joined(at + 1):
        return following in ("million", "billion", "trillion", "crore", "lakh")
    return following in ("m", "bn", "b", "k", "mn", "mil", "trn")


def _sign_before(lexemes: Lexemes, here: int) -> tuple[str, int] | None:
    text = lexemes.text[here]
    if text == "$" and lexemes.kind_at(here - 1) == WORD:
        prefix, joined = lexemes.text[here - 1], lexemes.joined(here)
        spaced = len(prefix) <= 2 and (prefix.isupper() or prefix.lower() in ("c", "us"))
        if (joined or spaced) and (code := _dollar(prefix.replace(".", ""))):
            return code, here - 1
    code = _symbols().get(text)
    if code is None and (unicodedata.category(text[0]) == "Sc" or not text.isascii()):
        code = _foreign_symbol(text)
    return (code, here) if code else None


def find_after(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The currency that starts at lexeme ``at``: "Danish crowns", "US dollars", "yuan", "€", "USD", "元"."""
    text, lower = lexemes.raw(at), lexemes.word(at)
    if not text:
        return None
    if lexemes.kind[at] == SIGN:
        code = _symbols().get(text) or (_foreign_symbol(text) if unicodedata.category(text[0]) == "Sc" else None)
        spaced = text == "$" and not lexemes.joined(at)
        return (code, at) if code and not spaced and lexemes.kind_at(at + 1) != "N" else None
    if (
        text == "p"
        and lexemes.kind_at(at + 1) != NUMBER
        and (lexemes.joined(at) or not lexemes.raw(at + 1)[:1].isupper())
    ):
        return "penny", at
    if text == "c" and lexemes.joined(at) and lexemes.kind_at(at - 1) == NUMBER:
        return "cent", at
    found = _find_name(lexemes, at) or _find_adjective(lexemes, at)
    if found:
        return found
    if text.upper() in _codes() and (text.isupper() or lower in ("usd", "eur", "gbp", "jpy", "cny")):
        return lower, at
    if not text.isascii():
        code = read_vocabulary("currencies")["letters"].get(lower) or _foreign_symbol(text)
        return (code, at) if code else None
    return None


def _find_name(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    for size in range(min(4, len(lexemes) - at), 0, -1):
        code = _names().get(" ".join(lexemes.lower[at : at + size]))
        if code and lexemes.lower[at] not in ("real", "sen", "marks", "pound", "pounds", "crown"):
            return code, at + size - 1
        if code and lexemes.lower[at] == "marks" and lexemes.word(at - 1) in read_vocabulary("numbers")["scale"]:
            return code, at
        if code and lexemes.lower[at] in ("pound", "pounds", "marks"):
            return None  # weight or grade, unless a country stands before
    return None


def _find_adjective(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    adjectives, nouns = _territories(), read_vocabulary("currencies")["noun"]
    for size in (2, 1):
        territory = adjectives.get(" ".join(lexemes.lower[at : at + size]))
        if territory and lexemes.word(at + size) in nouns:
            noun = lexemes.lower[at + size]
            if noun.startswith(("cent", "penn")):
                return nouns[noun], at + size
            code = _country_currency(territory)
            return (code, at + size) if code else None
    return None
