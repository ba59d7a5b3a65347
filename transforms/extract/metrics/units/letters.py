"""The letter behind a number in digits: a scale ("rose to 2.7m") or a unit ("2.7m high")."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import NUMBER, WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.currencies import find_after
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import NOUNS, NUMBERS, SURROUNDINGS, UNITS

_NEAR = 14  # lexemes around an "m" in which a word of dimension makes it metres
_LINKS = ("-", "–", "—", "to", "or", "and", ",")


def is_something_counted(lexemes: Lexemes, here: int) -> bool:
    """True if a counted noun, a unit or a currency begins at lexeme ``here``: "4.3[M sales]", "12.3[m tonnes]"."""
    if lexemes.kind_at(here) != WORD:
        return False
    if lexemes.word(here) == "of":
        return _is_share_of_many(lexemes, here + 1)
    if find_unit(lexemes, here) or find_after(lexemes, here):
        return True
    for token in lexemes.doc[lexemes.token_at(here).i :][:4]:
        if token.tag_ in ("NNS", "NNPS"):
            return True
        if not token.tag_.startswith(("JJ", "NN", "CC")):
            return False
    return False


def _is_share_of_many(lexemes: Lexemes, at: int) -> bool:
    """True for "35m of its devices" and "2m of them"; False for "3m of snow"."""
    for token in lexemes.doc[lexemes.token_at(at).i :][:4]:
        if token.tag_ in ("NNS", "NNPS", "PRP"):
            return True
        if not token.tag_.startswith(("JJ", "NN", "CC", "DT", "PRP$", "WDT")):
            return False
    return False


def is_million(lexemes: Lexemes, quantity: Quantity, at: int) -> bool:
    """True if the "m" at ``at`` counts millions: nothing near speaks of lengths, and it describes no single thing."""
    while lexemes.word(at + 1) in _LINKS and lexemes.kind_at(at + 2) == NUMBER and lexemes.raw(at + 3) == "m":
        at += 3  # "3m-5m people"
        if is_something_counted(lexemes, at + 1):
            return True
    following = lexemes.word(at + 1)
    tied = following == "-" and lexemes.joined(at + 1) and lexemes.joined(at + 2)
    if tied or following in UNITS.dimension.words or following in UNITS.metre.after:
        if not tied:
            return False
        return lexemes.word(at + 2) in NUMBERS.tied.words or find_after(lexemes, at + 2) is not None
    begin = max(0, quantity.first - _NEAR)
    near = set(lexemes.lower[begin : quantity.first]) | set(lexemes.lower[at + 1 : at + _NEAR // 2])
    if near & UNITS.metre.near:
        return False
    token = lexemes.token_at(at)
    ahead = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    is_one = lexemes.word(quantity.first - 1) in ("a", "an", "the", "this", "that", "its", "his", "her", "their")
    if is_one and ahead is not None:
        return ahead.lower_ in UNITS.metre.counted
    if ahead is None or ahead.tag_ not in ("NN", "NNP"):
        return True
    is_date = ahead.lower_ in SURROUNDINGS.time.words or ahead.lower_ in NOUNS.date
    return is_date or ahead.lower_ in UNITS.metre.counted
