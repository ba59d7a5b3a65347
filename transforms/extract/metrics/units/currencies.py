"""Currencies before or after a number, as lower-case ISO 4217 codes."""

from __future__ import annotations

import re
import unicodedata

from transforms.extract.metrics.lexemes import NUMBER, SIGN, WORD, Lexemes
from transforms.extract.metrics.units.currency_evidence import is_large, is_money_code, is_probable, named_currency
from transforms.extract.metrics.units.currency_names import (
    country_currency,
    currency_codes,
    currency_names,
    currency_symbols,
    foreign_symbol,
    past_currency,
    territories,
)
from transforms.extract.metrics.vocabulary import CURRENCIES, NUMBERS

# Thousands, millions or billions tied to a code: "120 MEUR", "MSEK 30", "4 kEUR".
SCALED_CODE = re.compile(r"([KkMmBTt]|mn|bn)([A-Z]{3})")


def code_scale(letters: str) -> float:
    """What the letters before a code multiply the number by: 1e6 for the "M" of "MEUR", 1e3 for the "T" of "TEUR"."""
    if letters in ("T", "t"):
        return 1e3
    found: float | None = NUMBERS.letter_scale.get(letters.lower())
    return found or float(NUMBERS.scale[letters])


def _dollar(prefix: str) -> str | None:
    """The currency of "HK$", "Mex$", "aud$", "SG$" by the letters beside the sign."""
    lower = prefix.lower()
    known: str | None = CURRENCIES.dollar_prefix.get(lower)
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
    if text in "./" and lexemes.joined(here):
        return _dotted_before(lexemes, at)
    if text in "-−–" and lexemes.joined(here) and lexemes.joined(at) and lexemes.kind_at(here - 1) == SIGN:
        return _sign_before(lexemes, here - 1)  # $-5
    if lexemes.kind[here] == SIGN and text not in ".,;:()-'\"/":
        return _sign_before(lexemes, here)
    if lexemes.kind[here] != WORD:
        return None
    if lexemes.raw(here - 1) == "$" and lexemes.joined(here) and (code := _dollar(text)):  # $US55, $A82
        return code, here - 1
    return _code_before(lexemes, here, at) or _letters_before(lexemes, here, at)


def _code_before(lexemes: Lexemes, here: int, at: int) -> tuple[str, int] | None:
    """ "USD 5", "usd5", "MSEK 30"."""
    text = lexemes.text[here]
    if text.upper() in currency_codes() and (text.isupper() or lexemes.joined(at)):
        return (text.lower(), here) if is_money_code(lexemes, here, at, at) else None
    match = SCALED_CODE.fullmatch(text)
    is_code = match and match[2] in currency_codes() and match[2] not in CURRENCIES.code.word
    return (match[2].lower(), here) if match and is_code and not lexemes.joined(here) else None


def _letters_before(lexemes: Lexemes, here: int, at: int) -> tuple[str, int] | None:
    """ "Rs 450", "RM5", "N2.5 billion", "元5"."""
    text = lexemes.text[here]
    single = CURRENCIES.letter.get(text)
    if single and (lexemes.joined(at) or len(text) > 1) and _is_sum(lexemes, at):
        return str(single), here
    letters = CURRENCIES.letters.get(text.lower())
    if letters and text.lower() in ("ps", "p") and not (lexemes.joined(at) and _is_sum(lexemes, at)):
        return None
    if letters and (text[0].isupper() or not text.isascii() or text == "kr"):
        return letters, here
    if text.lower() == "sen":
        return "sen", here
    if not text.isascii() and (code := foreign_symbol(text)):
        return code, here
    return None


def _is_sum(lexemes: Lexemes, at: int) -> bool:
    """True if the number is written as money is: scaled, grouped or with cents."""
    return is_large(lexemes, at) or bool(re.fullmatch(r"[\d,]+\.\d\d?", lexemes.text[at]))


def _dotted_before(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """Letters with a point or stroke: "Rs. 450", "S/5", "S/. 5", "B/.5", "Kr. 500"."""
    here = at - 1
    while here > at - 4 and lexemes.raw(here) in "./" and lexemes.joined(here):
        here -= 1
    text = lexemes.raw(here)
    if not text[:1].isupper() or lexemes.kind_at(here) != WORD:
        return None
    signs = "".join(lexemes.text[here:at]).lower()
    if code := CURRENCIES.stroke.get(signs):
        return (code, here) if not lexemes.joined(here) else None
    letters = CURRENCIES.letters.get(text.lower()) or CURRENCIES.letter.get(text)
    return (letters, here) if signs == text.lower() + "." and letters and len(text) > 1 else None


def _sign_before(lexemes: Lexemes, here: int) -> tuple[str, int] | None:
    text = lexemes.text[here]
    if lexemes.kind_at(here - 1) == WORD and (text == "$" or lexemes.joined(here)):
        prefix, joined = lexemes.text[here - 1], lexemes.joined(here)
        is_article = lexemes.token_at(here - 1).tag_ == "DT"  # "A $20 note"
        spaced = not is_article and len(prefix) <= 2 and (prefix.isupper() or prefix.lower() in ("c", "us"))
        if text == "$" and (joined or spaced) and (code := _dollar(prefix.replace(".", ""))):
            return code, here - 1
        whole = prefix + text if joined else ""
        if code := CURRENCIES.sign.get(whole) or currency_symbols().get(whole):
            return code, here - 1  # E£, CN¥, GH₵
    code = currency_symbols().get(text)
    if code is None and (unicodedata.category(text[0]) == "Sc" or not text.isascii()):
        code = foreign_symbol(text)
    return (code, here) if code else None


def other_dollar(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The dollar that letters, a code or an adjective behind "$5" name: "US", "(US)", "CAD", "Canadian"."""
    opened = lexemes.raw(at) == "("
    here = at + opened
    code = _dollar_named(lexemes, here)
    last = here + opened
    if code is None or (opened and lexemes.raw(last) != ")"):
        return None
    following = lexemes.token_at(last + 1) if last + 1 < len(lexemes) else None
    describes = following is not None and following.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH")
    return None if describes and not opened else (code, last)


def _dollar_named(lexemes: Lexemes, here: int) -> str | None:
    text = lexemes.raw(here)
    if text in CURRENCIES.dollars.us:
        return "usd"
    if text.upper() in currency_codes() and text.isupper():
        return text.lower() if text.lower() in CURRENCIES.dollars.codes else None
    territory = territories().get(lexemes.word(here)) if text[:1].isupper() else None
    code = country_currency(territory) if territory else None
    return code if code in CURRENCIES.dollars.codes else None


def find_after(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    """The currency that starts at lexeme ``at``: "Danish crowns", "US dollars", "yuan", "€", "USD", "元"."""
    text, lower = lexemes.raw(at), lexemes.word(at)
    if not text:
        return None
    if lexemes.kind[at] == SIGN:
        code = currency_symbols().get(text) or (foreign_symbol(text) if unicodedata.category(text[0]) == "Sc" else None)
        return (code, at) if code and lexemes.kind_at(at + 1) != NUMBER else None
    if lexemes.raw(at + 1) == "$" and lexemes.joined(at + 1) and (code := _dollar(text.replace(".", ""))):
        return (code, at + 1) if lexemes.kind_at(at + 2) != NUMBER else None  # 3.14US$
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
        code = CURRENCIES.letters.get(lower) or foreign_symbol(text)
        return (code, at) if code else None
    if lower in CURRENCIES.behind.letters and lexemes.kind_at(at + 1) != NUMBER:
        return CURRENCIES.letters[lower], at  # 500 kr
    return None


def _find_name(lexemes: Lexemes, at: int) -> tuple[str, int] | None:
    for size in range(min(4, len(lexemes) - at), 0, -1):
        name, last = " ".join(lexemes.lower[at : at + size]), at + size - 1
        if shared := CURRENCIES.shared.get(name):
            return named_currency(lexemes, at, shared.codes) or shared.default, last
        ordinary = CURRENCIES.ordinary.get(name)
        if ordinary and _is_no_other_word(lexemes, at, last) and is_probable(lexemes, at, [ordinary]):
            return ordinary, last
        code = currency_names().get(name)
        if code and name in CURRENCIES.weights.words:
            return (code, at) if name == "marks" and lexemes.word(at - 1) in NUMBERS.scale else None
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
    for size in (3, 2, 1):
        territory = territories().get(" ".join(lexemes.lower[at : at + size]))
        noun = lexemes.word(at + size)
        if territory is None or not noun:
            continue
        if noun.startswith(("cent", "penn")) and noun in CURRENCIES.noun:
            return CURRENCIES.noun[noun], at + size
        if noun in currency_names() or noun in CURRENCIES.shared or noun in CURRENCIES.ordinary:
            code = "eur" if noun in ("euro", "euros") else past_currency(territory, noun) or country_currency(territory)
            return (code, at + size) if code else None
    return None
