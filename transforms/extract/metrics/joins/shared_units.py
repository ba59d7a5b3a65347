"""Units carried from one figure to another: "7- or 8-inch", "460 cars, compared with 63"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity, make_age
from transforms.extract.metrics.vocabulary import RANGES

_GAP = 7  # lexemes between a level and the one it came from
_REACH = 20  # figures back to the one whose unit is taken over


def share_units(lexemes: Lexemes, quantities: list[Quantity]) -> None:
    """Give a figure without unit that of its neighbour: "7- or 8-inch", "10, 12 and 14 percent", "down to 193"."""
    for n in range(len(quantities) - 2, -1, -1):
        left, right = quantities[n], quantities[n + 1]
        if left.is_fraction and right.number.form != "fraction":
            continue  # "cut by half and two wards merged"
        if left.unit is None and right.unit is not None and _is_listed(lexemes, left, right):
            _copy_unit(left, right)
            left.shares_unit_of_next = True
            left.rule.append("unit_of_next")
    for n in range(1, len(quantities)):
        right = quantities[n]
        if (
            right.unit is None
            and right.number.form != "ratio"
            and (source := _earlier_unit(lexemes, quantities[max(0, n - _REACH) : n], right))
        ):
            _copy_unit(right, source)
            right.rule.append("unit_of_previous")


def _copy_unit(to: Quantity, source: Quantity) -> None:
    if source.kind == "age":
        make_age(to, (source.unit or "year of age").split()[0])
    to.unit, to.kind, to.per = source.unit, source.kind, source.per
    to.is_compound = to.is_compound or source.is_compound


def _is_listed(lexemes: Lexemes, left: Quantity, right: Quantity) -> bool:
    """ "7- or 8-inch", "10, 12 and 14 percent", "16,369.03 up 58.06 points"."""
    gap = lexemes.lower[left.last + 1 : right.first]
    between = [w for w in gap if w not in ("-", ",")]
    if gap in (["up"], ["down"]):
        return right.kind == "points"
    if (
        between not in ([], ["or"], ["and"], ["to"], ["even"], ["or", "even"], ["and", "then"])
        or not gap
        or gap == ["to"]
    ):
        return False
    suspended = gap[0] == "-" and lexemes.joined(left.last + 1)
    if gap == [","] and not suspended:
        return right.shares_unit_of_next
    return suspended or right.kind != "count" or gap in (["or"], ["and"], [","])


def _earlier_unit(lexemes: Lexemes, before: list[Quantity], quantity: Quantity) -> Quantity | None:
    """The figure whose unit a bare one takes over: in comparisons, and for levels named after other levels."""
    cue = _cue(lexemes, quantity)
    if cue is None and lexemes.word(quantity.first - 1) != "and":
        return None
    sentence = lexemes.sentence_at(lexemes.token_at(quantity.first).i).start
    for source in reversed(before):
        if source.unit is None or source.kind in ("age", "times", "duration"):
            continue
        if lexemes.sentence_at(lexemes.token_at(source.first).i).start != sentence:
            return None
        if cue is None:
            return source if _is_parallel(lexemes, source, quantity) else None
        if source.kind == "percent" and (cue == "level" or not (_is_small(quantity) or _is_share(quantity))):
            continue
        if cue == "from" and not _leads_from(lexemes, source, quantity):
            return None
        if cue == "level" and source.kind not in ("points", "money", "frequency"):
            return None
        if source.kind == "money" and cue == "level" and "," in lexemes.text[quantity.number.first]:
            continue
        return source
    return None


def _is_share(quantity: Quantity) -> bool:
    return quantity.value is not None and 0 <= quantity.value <= 100 and quantity.last == quantity.number.last


def _leads_from(lexemes: Lexemes, source: Quantity, quantity: Quantity) -> bool:
    """True for "to 5 percent from 4" and "at $5 in May from 4": a level and the one that it came from."""
    gap = lexemes.lower[source.last + 1 : quantity.first]
    here = source.first - 1
    while lexemes.word(here) in RANGES.filler.modifiers and lexemes.word(here) not in ("to", "at"):
        here -= 1
    return lexemes.word(here) in RANGES.level.words and len(gap) < _GAP and not {",", ";", "and"} & set(gap)


def _is_parallel(lexemes: Lexemes, source: Quantity, quantity: Quantity) -> bool:
    """ "435 homes by open sale and 187 by tender", "minus-1.4 degrees in 2018 and 2.1 last year"."""
    if lexemes.word(quantity.first - 1) != "and" or quantity.last != quantity.number.last:
        return False
    if source.kind == "count":
        follow = lexemes.word(quantity.last + 1)
        return follow == lexemes.word(source.last + 1) and lexemes.token_at(quantity.last + 1).tag_ == "IN"
    if source.kind == "money":
        return quantity.number.is_scaled and source.number.is_scaled
    return "." in quantity.number.text and source.value is not None and source.value % 1 != 0 and source.kind != "money"


def _is_small(quantity: Quantity) -> bool:
    return quantity.value is not None and abs(quantity.value) < 1000 and "." in quantity.number.text


def _cue(lexemes: Lexemes, quantity: Quantity) -> str | None:
    """Why a bare figure may borrow a unit: "compare" ("compared with 63"), "level" ("to 1,333.18")."""
    here = quantity.first - 1
    if lexemes.word(quantity.last + 1) in ("more", "fewer", "less"):
        return "compare"  # "75 vessels, 13 more than in the year before"
    for _ in range(5):
        one, two = lexemes.word(here), f"{lexemes.word(here - 1)} {lexemes.word(here)}"
        if two in RANGES.compare.phrases or one in RANGES.compare.words:
            return "compare"
        if one in RANGES.level.words and two != "up to":
            return "level"
        if one == "from":
            return "from"
        if one not in RANGES.filler.modifiers:
            return None
        here -= 1
    return None
