"""Currencies before or after a number, as lower-case ISO 4217 codes."""

from __future__ import annotations

import unicodedata

from transforms.extract.metrics.currency_evidence import is_large, is_money_code, is_probable, named_currency
from transforms.extract.metrics.currency_names import (
    country_currency,
    currency_codes,
    currency_names,
    currency_symbols,
    foreign_symbol,
    territories,
)
from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.vocabulary import read_vocabulary


def _dollar(prefix: str) -> str | None:
    """The currency of "HK$", "Mex$", "aud$", "SG$" by the letters beside the sign."""
    lower = prefix.lower()
    known: str | None = read_vocabulary("currencies")["dollar_prefix"].get(lower)
    if known:
        return known
    if prefix.upper() in currency_codes():
        return lower
    return None


def find_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The currency that ends right before lexeme ``at`` (a number): its code and its first lexeme."""
    here = at - 1
    text = lexemes.raw(here)
    if not text:
        return None
    if text == "." and lexemes.joined(here) and lexemes.raw(here - 1)[:1].isupper():  # Rs. 450
        letters = read_vocabulary("currencies")["letters"].get(lexemes.word(here - 1))
        return (letters, here - 1) if letters else None
    if lexemes.kind[here] == SIGN and text not in ".,;:()-'\"/":
        return _sign_before(lexemes, here)
    if lexemes.kind[here] != WORD:
        return None
    if lexemes.raw(here - 1) == "$" and lexemes.joined(here) and (code := _dollar(text)):  # $US55, $A82
        return code, here - 1
    if text.upper() in currency_codes() and (text.isupper() or lexemes.joined(at)):
        return (text.lower(), here) if is_money_code(lexemes, here, at, at) else None
    single = read_vocabulary("currencies")["letter"].get(text)
    if single and lexemes.joined(at) and ("," in lexemes.text[at] or is_large(lexemes, at)):
        return str(single), here
    letters = read_vocabulary("currencies")["letters"].get(text.lower())
    if (
        letters
        and text.lower() == "ps"
        and not (lexemes.joined(at) and ("." in lexemes.text[at] or is_large(lexemes, at)))
    ):
        return None
    if letters and (text[0].isupper() or not text.isascii()):
        return letters, here
    if text.lower() == "sen":
        return "sen", here
    if not text.isascii() and (code := foreign_symbol(text)):
        return code, here
    return None


def _sign_before(lexemes: Lexemes, here: int) -> tuple[str, int] | None:
    text = lexemes.text[here]
    if text == "$" and lexemes.kind_at(here - 1) == WORD:
        prefix, joined = lexemes.text[here - 1], lexemes.joined(here)
        is_article = lexemes.token_at(here - 1).tag_ == "DT"  # "A $20 note"
        spaced = not is_article and len(prefix) <= 2 and (prefix.isupper() or prefix.lower() in ("c", "us"))
        if (joined or spaced) and (code := _dollar(prefix.replace(".", ""))):
            return code, here - 1
    code = currency_symbols().get(text)
    if code is None and (unicodedata.category(text[0]) == "Sc" or not text.isascii()):
        code = foreign_symbol(text)
    return (code, here) if code else None


def find_after(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The currency that starts at lexeme ``at``: "Danish crowns", "US dollars", "yuan", "€", "USD", "元"."""
    text, lower = lexemes.raw(at), lexemes.word(at)
    if not text:
        return None
    if lexemes.kind[at] == SIGN:
        code = currency_symbols().get(text) or (foreign_symbol(text) if unicodedata.category(text[0]) == "Sc" else None)
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
    if text.upper() in currency_codes() and (text.isupper() or lower in ("usd", "eur", "gbp", "jpy", "cny")):
        return (lower, at) if is_money_code(lexemes, at, at - 1, at + 1) else None
    if not text.isascii():
        code = read_vocabulary("currencies")["letters"].get(lower) or foreign_symbol(text)
        return (code, at) if code else None
    return None


def _find_name(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    for size in range(min(4, len(lexemes) - at), 0, -1):
        name, last = " ".join(lexemes.lower[at : at + size]), at + size - 1
        if shared := read_vocabulary("currencies")["shared"].get(name):
            return named_currency(lexemes, at, shared["codes"]) or shared["default"], last
        ordinary = read_vocabulary("currencies")["ordinary"].get(name)
        if ordinary and _is_no_other_word(lexemes, at, last) and is_probable(lexemes, at, [ordinary]):
            return ordinary, last
        code = currency_names().get(name)
        if code and name in read_vocabulary("currencies")["weights"]["words"]:
            return (
                (code, at) if name == "marks" and lexemes.word(at - 1) in read_vocabulary("numbers")["scale"] else None
            )
        if code and not (size == 1 and _is_verb(lexemes, at)):
            return code, last
    return None


def _is_no_other_word(lexemes: Lexemes, at: int, last: int) -> bool:
    """True if no noun follows, as it does in "a 5 million sum insured" and "20 soles of shoes"."""
    if not lexemes.text[at].islower() or lexemes.word(last + 1) == "of":
        return False
    return last + 1 >= len(lexemes) or not lexemes.token_at(last + 1).tag_.startswith("NN")


def _is_verb(lexemes: Lexemes, at: int) -> bool:
    """True for "three won medals"; figures as large as "50,000 won" are money whatever the tagger says."""
    return lexemes.token_at(at).tag_ in ("VBD", "VBN") and not is_large(lexemes, at - 1)


def _find_adjective(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    vocabulary = read_vocabulary("currencies")
    for size in (3, 2, 1):
        territory = territories().get(" ".join(lexemes.lower[at : at + size]))
        noun = lexemes.word(at + size)
        if territory is None or not noun:
            continue
        if noun.startswith(("cent", "penn")) and noun in vocabulary["noun"]:
            return vocabulary["noun"][noun], at + size
        if noun in currency_names() or noun in vocabulary["shared"] or noun in vocabulary["ordinary"]:
            code = "eur" if noun in ("euro", "euros") else country_currency(territory)
            return (code, at + size) if code else None
    return None
