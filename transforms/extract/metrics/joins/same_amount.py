"""The same fact in two units: "2,000 kilometers (1,242 miles)", "7.5 million crowns ($1.1 million)"."""

from __future__ import annotations

from transforms.extract.metrics.conversion.si import ratio
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.rates import attach_rate

# Rounding in the press: "seven miles (11 km)", "2,000 kilometers (1,242 miles)".
_TOLERANCE = 0.12


def link_equals(lexemes: Lexemes, quantities: list[Quantity]) -> None:
    """Set ``same_as`` of a bracketed figure to the index of the one before it when both say the same amount."""
    for n in range(1, len(quantities)):
        left, right = quantities[n - 1], quantities[n]
        gap = lexemes.lower[left.last + 1 : right.first]
        if (
            not gap
            or len(gap) > 3
            or gap[-1] not in ("(", ",", "or", "[")
            or lexemes.word(right.last + 1) not in (")", "]", ",")
        ):
            continue
        if left.unit == "pound" and right.kind == "money" and gap[-1] in ("(", "["):
            left.unit, left.kind = "gbp", "money"  # "the 50,000-pound ($63,000) prize"
        if not _is_equal(left, right):
            continue
        right.same_as = n - 1 if left.same_as is None else left.same_as
        right.modifier = right.modifier or left.modifier
        right.direction, right.statistic = left.direction, left.statistic
        right.rule.append("same_as")
        if left.per is None and lexemes.word(right.last + 1) == ")":
            last = left.last
            attach_rate(lexemes, left, right.last + 2)
            left.last = last


def _is_equal(left: Quantity, right: Quantity) -> bool:
    if left.unit == right.unit:
        return False
    if left.kind == "money" or right.kind == "money":
        return right.kind == "money" and left.kind in ("money", "number")
    if not left.has_own_unit or not right.has_own_unit:
        return False
    size = ratio(left.unit or "", right.unit or "")
    if size is None:
        return False
    a, b = left.value if left.value is not None else left.low, right.value if right.value is not None else right.low
    return size == 0.0 or bool(a and b and abs(a * size / b - 1) <= _TOLERANCE)
