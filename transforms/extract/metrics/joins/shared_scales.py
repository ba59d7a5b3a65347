"""A scale or currency written once for both ends: "$1.5 to $2 billion", "5-6,000 troops", "1.5 or 2 billion"."""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.extract.metrics.joins.ranges import DASHES, is_hedge, opening_word
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.number import exact
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.rates import attach_rate

_THOUSANDS = re.compile(r"[1-9]\d{0,2},000")
_FEW_DIGITS = re.compile(r"[1-9]\d{0,2}")
# "20 to 30,000" means 20,000; "from 5 to 6,000 members" and "1-100,000" need not.
_WIDEST_DASH, _WIDEST_WORD = 10, 2
_THOUSAND = 1000


def share_scales(lexemes: Lexemes, quantities: list[Quantity]) -> None:
    """Give the first of two joined numbers the scale of the second, and the second the currency of the first."""
    for left, right in reversed(list(pairwise(quantities))):
        link = _link(lexemes, left, right)
        if link is None and _is_list(lexemes, left, right):
            link = "list"
            left.is_listed = True
            left.rule.append(link)
        if link is None or not _is_alike(left, right):
            continue
        if factor := _spoken_scale(left, right, link) or _written_thousands(lexemes, left, right, link):
            assert left.value is not None
            left.value, left.number.is_scaled, left.number.scale = exact(left.value * factor), True, factor
            left.rule.append("scale_of_next")
            if left.kind == "money" and right.kind == "number":
                right.unit, right.kind, right.has_own_unit = left.unit, left.kind, True
                right.rule.append("currency_of_previous")
                attach_rate(lexemes, right)


def _link(lexemes: Lexemes, left: Quantity, right: Quantity) -> str | None:
    """What joins the two numbers: "dash", "to", "or", "between" or "from"; ``None`` when nothing does."""
    gap = lexemes.lower[left.last + 1 : right.first]
    if not gap or left.value is None or right.value is None:
        return None
    if len(gap) == 1 and gap[0] in DASHES:
        return "dash" if lexemes.joined(left.last + 1) or not lexemes.joined(right.first) else None
    if gap == ["-", "to", "-"]:
        return "to"
    if not is_hedge(gap[1:]):
        return None
    opening = opening_word(lexemes, left.first)
    if gap[0] == "and":
        return "between" if opening == "between" else None
    if gap[0] == "to":
        return "from" if opening == "from" else "to"
    return "or" if gap[0] == "or" else None


def _is_list(lexemes: Lexemes, left: Quantity, right: Quantity) -> bool:
    """True if both are bare figures of one list: "5 and 7 million euros", "5, 7 and 9 million euros"."""
    gap = lexemes.lower[left.last + 1 : right.first]
    if (
        left.unit
        or left.kind != "number"
        or left.number.form != "digits"
        or left.value is None
        or left.value >= _THOUSAND
    ):
        return False
    if right.number.form != "digits" or right.number.scale < _THOUSAND:
        return False
    if gap == [","]:
        return right.is_listed
    return gap in (["and"], [",", "and"]) and opening_word(lexemes, left.first) != "from"


def _is_alike(left: Quantity, right: Quantity) -> bool:
    """True if the first number has no unit that the second lacks, money apart: "5 schools to 2 million" → False."""
    if left.last != left.number.last or left.number.scale != 1 or left.number.form not in ("digits", "words"):
        return False
    if left.unit is None or left.unit == right.unit:
        return True
    return left.kind == "money" and right.kind == "number"


def _spoken_scale(left: Quantity, right: Quantity, link: str) -> float | None:
    """The scale of "1.5 to 2 billion"; ``None`` in "between $50 and $1 million", where the first is as written."""
    assert left.value is not None and right.value is not None
    scale = right.number.scale
    if scale == 1:
        return None
    rising = abs(left.value) <= abs(right.value) / scale
    falling = link == "from" and abs(left.value) < _WIDEST_DASH * abs(right.value) / scale
    return scale if rising or falling or link == "list" else None


def _written_thousands(lexemes: Lexemes, left: Quantity, right: Quantity, link: str) -> float | None:
    """1,000 for "5-6,000" and "20 to 30,000", where the thousands of the second number are those of both."""
    first, second = lexemes.text[left.number.first], lexemes.text[right.number.first]
    if link == "from" or right.number.scale != 1 or not (_FEW_DIGITS.fullmatch(first) and _THOUSANDS.fullmatch(second)):
        return None
    low, high = int(first), int(second.partition(",")[0])
    return 1000 if low < high <= low * (_WIDEST_DASH if link == "dash" else _WIDEST_WORD) else None
