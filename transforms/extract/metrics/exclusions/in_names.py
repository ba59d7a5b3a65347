"""Numbers that belong to names: "S&P 500", "UN Resolution 2270", "XC40", "787 Dreamliner", addresses, telephones."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import NUMBER, ORDINAL, OTHER, SIGN, WORD, Lexemes
from transforms.extract.metrics.numbers.parts import is_scale
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.currency_evidence import is_named_code
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import GUARDS, NUMBERS, UNITS

Spans = list[tuple[int, int]]
_LETTERS = 3  # of a scale that also touches its number: bn, mln, trn
INDEX_SIZES = frozenset([30, 35, 40, 50, 60, 100, 120, 200, 225, 250, 300, 350, 400, 500, 600, 1000, 2000, 3000, 5000])


def is_part_of_name(lexemes: Lexemes, quantity: Quantity, names: Spans) -> bool:
    """ "11th Corps", "S&P 500", "UN Resolution 2270", "XC40", "787 Dreamliner", "Channel 5"."""
    if _is_glued(lexemes, quantity):
        return True
    if quantity.has_own_unit and quantity.kind != "points":
        return False
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.number.last]
    if any(s <= start and end <= e and e - s > end - start for s, e in names):
        return True
    if _is_capitalised_name(lexemes, quantity) or _is_telephone(lexemes, quantity):
        return True
    before, raw = lexemes.word(quantity.first - 1), lexemes.raw(quantity.first - 1)
    if before == "." and lexemes.word(quantity.first - 2) in ("no", "nos", "vol", "fig", "art", "sec"):
        return True
    if quantity.number.form == "digits" and is_named_code(lexemes, quantity.first - 1):
        return True
    if before == "#" or f"{lexemes.word(quantity.first - 2)} {before}" in GUARDS.numbered_phrase:
        return True
    if before in GUARDS.numbered:
        capital = raw[:1].isupper()
        follows = lexemes.token_at(quantity.last + 1) if quantity.last + 1 < len(lexemes) else None
        describes_one = quantity.unit is None and quantity.value != 1 and follows is not None and follows.tag_ == "NN"
        if capital or describes_one or before not in GUARDS.numbered_capital:
            return not (before == "number" and lexemes.word(quantity.last + 1) == "of")
    if before in GUARDS.index.words and quantity.number.form == "digits" and quantity.value in INDEX_SIZES:
        return True
    return _is_address(lexemes, quantity)


def _is_glued(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "XC40", "TPP-11", "24703L202", "787s", "007"."""
    first, last = quantity.first, quantity.last
    text = lexemes.text[quantity.number.first]
    plain = quantity.kind != "money" and lexemes.kind[quantity.number.first] == NUMBER and text.isdigit()
    if plain and ((text.startswith("0") and len(text) > 1) or len(text) > 9):
        return True
    if lexemes.joined(first):
        before = lexemes.kind[first - 1]
        if before in (WORD, ORDINAL, OTHER, NUMBER) and lexemes.raw(first - 1) != "s":
            return True
        tied_sign = lexemes.text[first - 1] in "@_\\&." or (
            lexemes.text[first - 1] == "+" and lexemes.kind_at(first - 2) in (WORD, NUMBER)
        )
        if tied_sign and lexemes.joined(first - 1):
            return True
        if (
            lexemes.text[first - 1] in "-–"
            and lexemes.joined(first - 1)
            and lexemes.kind[first - 2] in (WORD, OTHER, ORDINAL)
        ):
            if lexemes.word(first - 2) in UNITS.foot.signs:
                return False  # 5-foot-11
            prefixed = lexemes.word(first - 2) in GUARDS.prefix
            measured = quantity.has_own_unit or quantity.number.is_scaled
            return not prefixed and not (measured and _ends_figure(lexemes, first - 2))
        chained = lexemes.text[first - 1] in "-–" and lexemes.joined(first - 1) and lexemes.kind[first - 2] == NUMBER
        if chained and lexemes.joined(first - 2) and lexemes.kind[first - 3] == WORD:
            return True  # "scp2-173"
        if lexemes.text[first - 1] == "/" and lexemes.joined(first - 1) and lexemes.kind[first - 2] in (WORD, OTHER):
            return True
    return (
        lexemes.joined(last + 1)
        and lexemes.kind_at(last + 1) in (WORD, ORDINAL, OTHER)
        and quantity.last == quantity.number.last
    )


def _ends_figure(lexemes: Lexemes, at: int) -> bool:
    """True for the scale or unit of a number before it: the "bn" of "$10bn-$12bn", not the "e" of "1e-5 km"."""
    if lexemes.kind_at(at - 1) == NUMBER and len(lexemes.word(at)) > _LETTERS and is_scale(lexemes.word(at)):
        return True  # $5 million-$7 million
    if lexemes.kind_at(at - 1) != NUMBER or not lexemes.joined(at):
        return False
    if lexemes.joined(at - 1) and lexemes.kind_at(at - 2) == WORD:
        return False
    return lexemes.word(at) in NUMBERS.scale or lexemes.word(at) in NUMBERS.letter_scale or bool(find_unit(lexemes, at))


def _is_capitalised_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "the Two Holy Mosques", "the Six Nations": a number in words is capitalised only inside of a name."""
    at = quantity.number.first
    if quantity.number.form != "words" or not lexemes.text[at][:1].isupper() or lexemes.text[at].isupper():
        return False
    inside = at > 0 and (lexemes.kind[at - 1] == WORD or lexemes.text[at - 1] == ",")
    return inside and (lexemes.raw(quantity.number.last + 1)[:1].isupper() or not quantity.has_own_unit)


def _is_telephone(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "131 444", "10070979", "call 999": bare digits in groups, too many of them ungrouped, or those to be dialled."""
    text, first, last = lexemes.text[quantity.number.first], quantity.first, quantity.number.last
    if not text.isdigit() or quantity.number.is_scaled or first != last:
        return False
    if _is_dialled(lexemes, first, last):
        return True
    neighbours = [lexemes.raw(n) for n in (first - 1, last + 1) if lexemes.kind_at(n) == NUMBER]
    return len(text) > 6 or (len(text) > 2 and any(n.isdigit() and len(n) > 2 for n in neighbours))


def _is_dialled(lexemes: Lexemes, first: int, last: int) -> bool:
    """True behind "call", "hotline on" and the like when nothing counted follows: "call 12 witnesses" → False."""
    here = first - 1
    while here > first - 5 and lexemes.word(here) in GUARDS.telephone.between:
        here -= 1
    if lexemes.word(here) not in GUARDS.telephone.words or len(lexemes.text[first]) < 2:
        return False
    if last + 1 >= len(lexemes) or lexemes.kind_at(last + 1) != WORD:
        return True
    return lexemes.token_at(last + 1).tag_ in ("IN", "CC", "TO", "RB", "WRB", "VBZ", "MD")


def _is_address(lexemes: Lexemes, quantity: Quantity) -> bool:
    if quantity.number.form != "digits":
        return False
    for here in range(quantity.number.last + 1, quantity.number.last + 6):
        if not lexemes.raw(here)[:1].isupper() and lexemes.kind_at(here) != ORDINAL:
            return False
        if lexemes.word(here) in GUARDS.street and here > quantity.number.last:
            return True
    return False


def is_bare_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    """A unitless number right behind a capitalised word ("Boeing 787", "Windows 11"), or before a lone name."""
    if quantity.kind == "count" and quantity.number.form == "digits" and quantity.value not in (None, 1):
        noun = lexemes.doc[quantity.noun_last] if quantity.noun_last >= 0 else None
        if (
            noun is not None
            and quantity.value % 1 == 0
            and noun.tag_ == "NNP"
            and noun.text[:1].isupper()
            and noun.lower_ not in ("staff", "percent")
        ):
            return True  # 787 Dreamliner
        if noun is not None and _is_titled(lexemes, quantity):
            return True  # 3 Northern Bridges Project
        plain = lexemes.text[quantity.number.first].isdigit() and not quantity.is_compound
        singular = noun is not None and noun.tag_ == "NN" and noun.lemma_ not in ("staff", "crew", "aircraft")
        if plain and singular and _behind_name(lexemes, quantity, any_name=True):
            return True  # Maroon 5 set
        return quantity.value in INDEX_SIZES and _behind_name(lexemes, quantity)
    if quantity.unit or quantity.number.form != "digits" or quantity.value is None or quantity.value % 1:
        return False
    if "," in lexemes.text[quantity.number.first] or quantity.number.is_scaled:
        return False
    return _behind_name(lexemes, quantity) or (
        lexemes.kind_at(quantity.first - 1) == SIGN and lexemes.text[quantity.first - 1] in "#@/&"
    )


def _is_titled(lexemes: Lexemes, quantity: Quantity) -> bool:
    """Two or more capitalised words, the last in the singular, behind a number other than one."""
    named = lexemes.doc[quantity.noun_first : quantity.noun_last + 1]
    if len(named) < 2 or not all(token.text[:1].isupper() for token in named):
        return False
    last = named[-1]
    return (
        last.tag_ in ("NN", "NNP") and not last.lower_.endswith("s") and last.lower_ not in ("staff", "people", "men")
    )


def _behind_name(lexemes: Lexemes, quantity: Quantity, any_name: bool = False) -> bool:
    """Right behind a capitalised word in a sentence; places and people may have a figure of their own behind them."""
    raw = lexemes.raw(quantity.first - 1)
    if lexemes.kind_at(quantity.first - 1) != WORD or not raw[:1].isupper():
        return False
    token = lexemes.token_at(quantity.first - 1)
    named = token.tag_ in ("NNP", "NNPS", "NN", "") and not token.is_sent_start
    return named and (any_name or token.ent_type_ not in ("GPE", "PERSON", "NORP"))
