"""Whether a word that may be a currency is one: "COP30" is a conference, "COP 30,000" is money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.extract.metrics.lexemes import NUMBER, WORD, Lexemes
from transforms.extract.metrics.units.currency_names import country_currency, territories
from transforms.extract.metrics.vocabulary import CURRENCIES, NUMBERS, RANGES, RATES, SURROUNDINGS

_CENTS = re.compile(r"\d+\.\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HUNDREDS = 100  # nothing that a code may also name is numbered so high
_NEAR = 60  # lexemes around a figure in which a country is looked for


def is_large(lexemes: Lexemes, at: int) -> bool:
    """True if the number at ``at`` is scaled or grouped: "2.5 billion", "2.5bn", "50,000". ``at`` may be its scale."""
    if lexemes.kind_at(at) == NUMBER and "," in lexemes.text[at]:
        return True
    scales: dict[str, float] = NUMBERS.scale
    if lexemes.kind_at(at) == WORD:
        letter = lexemes.joined(at) and lexemes.word(at) in NUMBERS.letter_scale
        return letter or scales.get(lexemes.word(at), 0) >= 1000
    following = lexemes.word(at + 1)
    if lexemes.joined(at + 1):
        return following in NUMBERS.letter_scale or scales.get(following, 0) >= 1000
    return len(following) > 1 and scales.get(following, 0) >= 1000


def is_money_code(lexemes: Lexemes, code: int, number: int, after: int) -> bool:
    """True if the code beside the number is money.

    Codes that name nothing else always are. The others are when the number is written as only money is, or, unless
    the code is better known as a name ("COP", "SDG"), when the words before it say so.
    Examples: "MAD 3 million", "PEN 12.50", "costs INR 4", "GEL 3 a kilo" → True; "COP30", "MAD 3", "CUP 2026" → False.
    """
    text = lexemes.text[code].upper()
    codes = CURRENCIES.code
    if text in codes.word and _is_shouted(lexemes, code, number):
        return False
    if text not in codes.name and text not in codes.word and text not in codes.abbreviation:
        return True
    if is_large(lexemes, number) or _CENTS.fullmatch(lexemes.text[number]):
        return True
    if text not in codes.abbreviation or _numbers_thing(lexemes, code, number):
        return False
    if _is_behind_price(lexemes, code, number):
        return True
    if _is_rate(lexemes, max(after, number + 1)) or is_price(lexemes, min(code, number) - 1):
        return True
    digits = lexemes.text[number]
    spaced = not lexemes.joined(max(code, number))
    return spaced and digits.isdigit() and int(digits) >= _HUNDREDS and not _YEAR.fullmatch(digits)


def _numbers_thing(lexemes: Lexemes, code: int, number: int) -> bool:
    """True if a noun right behind a small number says what the code names: "RON 95 petrol"; not "RON 95 fee"."""
    digits, following = lexemes.text[number], lexemes.word(number + 1)
    if code > number or not digits.isdigit() or int(digits) >= _HUNDREDS or number + 1 >= len(lexemes):
        return False
    if following in SURROUNDINGS.time.words or _is_behind_price(lexemes, code, number):
        return False
    return _is_noun(lexemes, number + 1)


def _is_behind_price(lexemes: Lexemes, code: int, number: int) -> bool:
    """True if a noun of money follows: "a PEN 30 fine", "the SAR 40 ticket"."""
    money = CURRENCIES.price.words | CURRENCIES.price.paper
    return code < number and lexemes.word(number + 1) in money and _is_noun(lexemes, number + 1)


def _is_noun(lexemes: Lexemes, at: int) -> bool:
    return at < len(lexemes) and lexemes.token_at(at).tag_ in ("NN", "NNS", "NNP", "NNPS")


def is_named_code(lexemes: Lexemes, at: int) -> bool:
    """True if a word in capitals could have been a currency and names something instead: the "MAD" of "MAD 3"."""
    codes = CURRENCIES.code
    return lexemes.raw(at) in codes.name or lexemes.raw(at) in codes.abbreviation


def _is_shouted(lexemes: Lexemes, code: int, number: int) -> bool:
    """True inside of a line in capitals: "ALL 2,000 SAFE"."""
    beside = [lexemes.raw(min(code, number) - 1), lexemes.raw(max(code, number) + 1)]
    return any(len(text) > 1 and text.isalpha() and text.isupper() for text in beside)


def _is_rate(lexemes: Lexemes, at: int) -> bool:
    """ "per share", "a kilo", "/kg"; never "a year earlier"."""
    return lexemes.word(at) in ("per", "/") or (
        lexemes.word(at) in ("a", "an", "each") and lexemes.word(at + 2) not in RATES.no_rate
    )


def is_price(lexemes: Lexemes, at: int) -> bool:
    """True if a word of price stands before: "costs", "paid only", "a fine of", "was priced at"."""
    between = RANGES.filler.modifiers | CURRENCIES.price.between
    for here in range(at, max(-1, at - 5), -1):
        word = lexemes.lower[here]
        if word in CURRENCIES.price.words:
            return True
        if word not in between:
            return False
    return False


def is_probable(lexemes: Lexemes, at: int, codes: Sequence[str]) -> bool:
    """True if an ordinary word is money: behind a large number, or near the name of a country that pays with it."""
    return is_large(lexemes, at - 1) or named_currency(lexemes, at, codes) is not None


def named_currency(lexemes: Lexemes, at: int, codes: Sequence[str]) -> str | None:
    """The one of ``codes`` whose country is named nearest to lexeme ``at``: "manat" beside Ashgabat's country."""
    best: tuple[int, str] | None = None
    for here in range(max(0, at - _NEAR), min(len(lexemes), at + _NEAR)):
        if lexemes.kind[here] != WORD or not lexemes.text[here][0].isupper():
            continue
        for size in (3, 2, 1):
            territory = territories().get(" ".join(lexemes.lower[here : here + size]))
            code = country_currency(territory) if territory else None
            if code is not None and code in codes and (best is None or abs(here - at) < best[0]):
                best = abs(here - at), code
    return best[1] if best else None
