"""Numbers that belong to names: "S&P 500", "UN Resolution 2270", "XC40", "787 Dreamliner", addresses, telephones."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import NUMBER, ORDINAL, OTHER, SIGN, WORD, Lexemes
from transforms.extract.metrics.numbers.parts import is_scale
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.currency_evidence import is_named_code
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import GUARDS, NUMBERS, UNITS
from transforms.extract.rules import Rule, first_rule

Spans = list[tuple[int, int]]
_WORDS = frozenset([WORD, ORDINAL, OTHER])
_LONGEST_PLAIN = 9  # digits of a figure that nothing groups
_LETTERS = 3  # of a scale that also touches its number: bn, mln, trn
INDEX_SIZES = frozenset([30, 35, 40, 50, 60, 100, 120, 200, 225, 250, 300, 350, 400, 500, 600, 1000, 2000, 3000, 5000])


def name_rule(lexemes: Lexemes, quantity: Quantity, names: Spans) -> str | None:
    """Why the number is part of a name: "11th Corps", "S&P 500", "UN Resolution 2270", "XC40", "Channel 5"."""
    if glued := first_rule(_GLUED, lexemes, quantity):
        return glued
    if quantity.has_own_unit and quantity.kind != "points":
        return None
    start, end = lexemes.start[quantity.first], lexemes.end[quantity.number.last]
    if any(s <= start and end <= e and e - s > end - start for s, e in names):
        return "inside_name"
    return first_rule(_NAMED, lexemes, quantity)


def _is_code(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "007" and for ten digits without a break."""
    text = lexemes.text[quantity.number.first]
    if quantity.kind == "money" or lexemes.kind[quantity.number.first] != NUMBER or not text.isdigit():
        return False
    return (text.startswith("0") and len(text) > 1) or len(text) > _LONGEST_PLAIN


def _is_glued_to_word(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "XC40" and "24703L202"; False for "US$5"."""
    first = quantity.first
    return lexemes.joined(first) and lexemes.kind[first - 1] in _WORDS | {NUMBER} and lexemes.raw(first - 1) != "s"


def _is_glued_by_sign(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "file_2", "R&D.5" and "C+3"."""
    first = quantity.first
    if not lexemes.joined(first) or not lexemes.joined(first - 1):
        return False
    sign = lexemes.text[first - 1]
    return sign in "@_\\&." or (sign == "+" and lexemes.kind_at(first - 2) in (WORD, NUMBER))


def _follows_hyphen(lexemes: Lexemes, quantity: Quantity) -> bool:
    first = quantity.first
    tied = lexemes.joined(first) and lexemes.text[first - 1] in "-–" and lexemes.joined(first - 1)
    return tied and lexemes.kind[first - 2] in _WORDS


def _is_hyphened(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "TPP-11"; False for "5-foot-11", "sub-7" and "$10bn-$12bn"."""
    at = quantity.first - 2
    if (
        not _follows_hyphen(lexemes, quantity)
        or lexemes.word(at) in UNITS.foot.signs
        or lexemes.word(at) in GUARDS.prefix
    ):
        return False
    is_measured = quantity.has_own_unit or quantity.number.is_scaled
    return not (is_measured and _ends_figure(lexemes, at))


def _is_chained(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for the 173 of "scp2-173"."""
    first = quantity.first
    if not (lexemes.joined(first) and lexemes.text[first - 1] in "-–" and lexemes.joined(first - 1)):
        return False
    return lexemes.kind[first - 2] == NUMBER and lexemes.joined(first - 2) and lexemes.kind[first - 3] == WORD


def _is_slashed(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "HIV/2"."""
    first = quantity.first
    tied = lexemes.joined(first) and lexemes.text[first - 1] == "/" and lexemes.joined(first - 1)
    return tied and lexemes.kind[first - 2] in (WORD, OTHER)


def _is_glued_before_word(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "787s" and "4x4"."""
    last = quantity.last
    if last != quantity.number.last or _follows_hyphen(lexemes, quantity):
        return False
    return lexemes.joined(last + 1) and lexemes.kind_at(last + 1) in _WORDS


def _is_behind_abbreviation(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "No. 5" and "vol. 2"."""
    return lexemes.word(quantity.first - 1) == "." and lexemes.word(quantity.first - 2) in GUARDS.numbered_short


def _is_behind_code(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "COP 30", a code of money that names something else."""
    return quantity.number.form == "digits" and is_named_code(lexemes, quantity.first - 1)


def _is_behind_phrase(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "#5" and for the 2 of "world cup 2"."""
    before = lexemes.word(quantity.first - 1)
    return before == "#" or f"{lexemes.word(quantity.first - 2)} {before}" in GUARDS.numbered_phrase


def _is_behind_numbered_noun(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "Resolution 2270" and "line 4"; False for "the number 5 of" and for "in page 3 girls"."""
    before = lexemes.word(quantity.first - 1)
    if before not in GUARDS.numbered or (before == "number" and lexemes.word(quantity.last + 1) == "of"):
        return False
    follows = lexemes.token_at(quantity.last + 1) if quantity.last + 1 < len(lexemes) else None
    describes_one = quantity.unit is None and quantity.value != 1 and follows is not None and follows.tag_ == "NN"
    is_capital = lexemes.raw(quantity.first - 1)[:1].isupper()
    return is_capital or describes_one or before not in GUARDS.numbered_capital


def _is_size_of_index(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "the FTSE 100"."""
    if lexemes.word(quantity.first - 1) not in GUARDS.index.words:
        return False
    return quantity.number.form == "digits" and quantity.value in INDEX_SIZES


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


def bare_name_rule(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """Why a number without a unit is a name with the words beside it: "Boeing 787", "Windows 11", "787 Dreamliner"."""
    if quantity.kind == "count" and quantity.number.form == "digits" and quantity.value not in (None, 1):
        return first_rule(_COUNTED, lexemes, quantity)
    if quantity.unit or quantity.number.form != "digits" or quantity.value is None or quantity.value % 1:
        return None
    if "," in lexemes.text[quantity.number.first] or quantity.number.is_scaled:
        return None
    return first_rule(_BARE, lexemes, quantity)


def _counted_token(lexemes: Lexemes, quantity: Quantity) -> Token | None:
    return lexemes.doc[quantity.noun_last] if quantity.noun_last >= 0 else None


def _is_before_model(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "787 Dreamliner"."""
    noun = _counted_token(lexemes, quantity)
    if noun is None or quantity.value is None or quantity.value % 1 or noun.tag_ != "NNP":
        return False
    return noun.text[:1].isupper() and noun.lower_ not in ("staff", "percent")


def _is_in_set_name(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for the 5 of "a Maroon 5 set"."""
    noun = _counted_token(lexemes, quantity)
    if noun is None or noun.tag_ != "NN" or noun.lemma_ in GUARDS.uncounted:
        return False
    plain = lexemes.text[quantity.number.first].isdigit() and not quantity.is_compound
    return plain and _behind_name(lexemes, quantity, any_name=True)


def _is_index(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "the Nikkei 225 stocks"."""
    return quantity.value in INDEX_SIZES and _behind_name(lexemes, quantity)


def _is_behind_mark(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "# 5" and "& 2"."""
    return lexemes.kind_at(quantity.first - 1) == SIGN and lexemes.text[quantity.first - 1] in "#@/&"


def _is_titled(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "3 Northern Bridges Project": capitalised words, the last in the singular, behind a number not one."""
    if quantity.noun_last < 0:
        return False
    named = lexemes.doc[quantity.noun_first : quantity.noun_last + 1]
    if len(named) < 2 or not all(token.text[:1].isupper() for token in named):
        return False
    last = named[-1]
    return last.tag_ in ("NN", "NNP") and not last.lower_.endswith("s") and last.lower_ not in GUARDS.collective


def _behind_name(lexemes: Lexemes, quantity: Quantity, any_name: bool = False) -> bool:
    """Right behind a capitalised word in a sentence; places and people may have a figure of their own behind them."""
    raw = lexemes.raw(quantity.first - 1)
    if lexemes.kind_at(quantity.first - 1) != WORD or not raw[:1].isupper():
        return False
    token = lexemes.token_at(quantity.first - 1)
    named = token.tag_ in ("NNP", "NNPS", "NN", "") and not token.is_sent_start
    return named and (any_name or token.ent_type_ not in ("GPE", "PERSON", "NORP"))


_GLUED: tuple[Rule[Lexemes, Quantity], ...] = (
    ("code", _is_code),
    ("glued_to_word", _is_glued_to_word),
    ("glued_by_sign", _is_glued_by_sign),
    ("glued_by_hyphen", _is_hyphened),
    ("glued_chain", _is_chained),
    ("glued_by_slash", _is_slashed),
    ("glued_before_word", _is_glued_before_word),
)
_NAMED: tuple[Rule[Lexemes, Quantity], ...] = (
    ("capitalised_number", _is_capitalised_name),
    ("telephone", _is_telephone),
    ("behind_abbreviation", _is_behind_abbreviation),
    ("behind_code", _is_behind_code),
    ("behind_phrase", _is_behind_phrase),
    ("behind_numbered_noun", _is_behind_numbered_noun),
    ("size_of_index", _is_size_of_index),
    ("address", _is_address),
)
_COUNTED: tuple[Rule[Lexemes, Quantity], ...] = (
    ("before_model", _is_before_model),
    ("title", _is_titled),
    ("in_name", _is_in_set_name),
    ("index", _is_index),
)
_BARE: tuple[Rule[Lexemes, Quantity], ...] = (("behind_name", _behind_name), ("behind_mark", _is_behind_mark))
