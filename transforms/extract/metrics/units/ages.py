"""Ages without a unit: "Maddon, 66,", "who was 10", "men aged 18 to 34", "life expectancy is around 73"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity, make_age
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import AGES, GUARDS

_PERSON = frozenset(["he", "she", "i", "who", "we", "you", "him", "her", "they"])
_ADULT = 16


def read_age(lexemes: Lexemes, quantity: Quantity, people: set[int]) -> bool:
    """Turn a bare number into an age where it is a person's; ``people`` holds the offsets at which their names end."""
    if quantity.unit or quantity.number.form == "fraction" or quantity.number.is_scaled:
        return False
    value = quantity.value if quantity.value is not None else quantity.high
    if value is None or not 0 < value <= 120 or value % 1:
        return False
    if (
        _after_age_word(lexemes, quantity)
        or _is_apposition(lexemes, quantity, people)
        or _is_predicate(lexemes, quantity)
    ):
        make_age(quantity)
        return True
    return False


def _after_age_word(lexemes: Lexemes, quantity: Quantity) -> bool:
    here = quantity.first - 1
    while lexemes.word(here) in (
        "of",
        "between",
        "from",
        "over",
        "under",
        "about",
        "around",
        "just",
        "only",
        "at",
        "is",
        "was",
        "to",
        "below",
        "above",
    ):
        here -= 1
    if lexemes.word(here) in AGES.before:
        return True
    phrase = " ".join(lexemes.lower[max(0, quantity.first - 9) : quantity.first])
    return any(f"{cue} " in phrase + " " for cue in AGES.phrases) and lexemes.word(quantity.last + 1) != "%"


def _is_apposition(lexemes: Lexemes, quantity: Quantity, people: set[int]) -> bool:
    """ "Maddon, 66, has", "Nick Hague (44)", "Nick Hague 44 has"."""
    before, after = lexemes.word(quantity.first - 1), lexemes.word(quantity.last + 1)
    if before == "then" and lexemes.word(quantity.first - 2) == "," and after in (",", ".", ";", ")"):
        return lexemes.kind_at(quantity.first - 3) == WORD and _is_name(lexemes, quantity.first - 3)
    if before == "," and after in (",", ".", ";", ")", "") and lexemes.kind_at(quantity.first - 2) == WORD:
        return lexemes.end[quantity.first - 2] in people or _is_name(lexemes, quantity.first - 2)
    if before == "(" and after == ")" and not find_unit(lexemes, quantity.last + 2):
        return lexemes.end[quantity.first - 2] in people
    grown_up = quantity.value is None or quantity.value >= _ADULT  # "Formula 3", "Window 6" taken for persons
    named = lexemes.kind_at(quantity.first - 1) == WORD and lexemes.end[quantity.first - 1] in people
    return named and grown_up and after != "-"


def _is_name(lexemes: Lexemes, at: int) -> bool:
    token = lexemes.token_at(at)
    named = token.tag_ == "NNP" or (token.is_title and token.tag_ == "NN")
    return named and lexemes.lower[at] not in GUARDS.month


def _is_predicate(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "He will be 35 by the end of the year", "who was 10", "she turned 30"."""
    token = lexemes.token_at(quantity.first)
    before = lexemes.word(quantity.first - 1)
    if before in ("or", "and", "to") or lexemes.word(quantity.last + 1) == "of":
        return False
    following = lexemes.token_at(quantity.last + 1) if quantity.last + 1 < len(lexemes) else None
    if following is not None and following.tag_.startswith(("NN", "JJ")):
        return False
    if before in ("turned", "turns", "turning", "turn"):
        return True
    if lexemes.word(quantity.last + 1) == "or" and lexemes.word(quantity.last + 2) in ("older", "over", "younger"):
        return True
    window = [w.lower_ for w in token.doc[max(0, token.i - 4) : token.i]]
    return (
        bool(window)
        and token.doc[token.i - 1].lemma_ in ("be", "only", "just", "now")
        and "be" in [w.lemma_ for w in token.doc[max(0, token.i - 3) : token.i]]
        and any(w in _PERSON - {"they", "we", "you"} for w in window)
    )
