"""Two figures that are one amount: "13 dollars 45 cents", "12 ft 2 in", "an hour and forty minutes", "5'11"."

Money is told in its main unit (13.45 dollars), any other measure in its smallest one (146 inches), which is exact.
"""

from __future__ import annotations

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.number import exact
from transforms.extract.metrics.quantity import Quantity, make_age
from transforms.extract.metrics.vocabulary import CURRENCIES, UNITS

_GAPS: tuple[list[str], ...] = ([], ["and"], [","], [",", "and"])
_TIGHT: tuple[list[str], ...] = ([], ["-"])
# Between feet and inches told without their unit: "5'11", "six feet four".
_FOOT, _INCH = "foot", "inch"
_INCHES = 12


def join_parts(lexemes: Lexemes, quantities: list[Quantity]) -> list[Quantity]:
    """Add each smaller measure to the larger one of the same kind right before it."""
    joined: list[Quantity] = []
    for quantity in quantities:
        if not joined or not (_join_coin(lexemes, joined[-1], quantity) or _join_part(lexemes, joined[-1], quantity)):
            joined.append(quantity)
    return joined


def _join_part(lexemes: Lexemes, whole: Quantity, part: Quantity) -> bool:
    """True if ``part`` was added to ``whole``."""
    gap = lexemes.lower[whole.last + 1 : part.first]
    if whole.value is None or part.value is None or whole.per or part.value < 0 or whole.value % 1:
        return False
    if whole.kind == "age" or whole.number.is_scaled or whole.has_part:
        return False
    if part.unit is None and _is_bare_inch(lexemes, whole, part, gap):
        unit = _INCH
        size: int | None = _INCHES
    elif part.unit is not None and gap in _GAPS and part.has_own_unit:
        unit, size = _bare_unit(part), _size(whole.unit, _bare_unit(part))
    else:
        return False
    if size is None or (part.value >= size and not _is_loose(gap)) or _opens_range(lexemes, whole.first, gap):
        return False
    whole.value, whole.last, whole.is_compound = exact(whole.value * size + part.value), part.last, part.is_compound
    whole.unit, whole.per = unit, part.per
    whole.has_parts = True
    whole.rule.append("parts")
    if part.kind == "age":
        make_age(whole, unit)
    return True


def _is_loose(gap: list[str]) -> bool:
    """True if nothing but a comma parts the two: "2 yards, 7 feet" is one length though 7 feet are more than a yard."""
    return gap in ([], [","])


def _bare_unit(part: Quantity) -> str:
    return (part.unit or "").removesuffix(" of age")


def _size(whole: str | None, part: str) -> int | None:
    """How many of ``part`` one ``whole`` is."""
    found: int | None = UNITS.parts.get(whole or "", {}).get(part)
    return found


def _is_bare_inch(lexemes: Lexemes, whole: Quantity, part: Quantity, gap: list[str]) -> bool:
    """True for the inches of "5'11", "5-foot-11" and "six feet four"; False before a noun ("6 feet 4 men")."""
    if (
        whole.unit != _FOOT
        or gap not in _TIGHT
        or part.last != part.number.last
        or part.number.form not in ("digits", "words")
    ):
        return False
    if part.value is None or part.value >= _INCHES or part.number.is_scaled:
        return False
    return not gap or (lexemes.joined(part.first) and lexemes.joined(part.first - 1))


def _opens_range(lexemes: Lexemes, first: int, gap: list[str]) -> bool:
    """True for "between 3 feet and 2 inches"."""
    return "and" in gap and lexemes.word(first - 1) == "between"


def _join_coin(lexemes: Lexemes, whole: Quantity, coin: Quantity) -> bool:
    """True if the small coins were added to the sum of whole money."""
    share = _coin_share(lexemes, whole, coin)
    if share is None or whole.value is None or coin.value is None:
        return False
    whole.value, whole.last, whole.per = exact(whole.value + coin.value * share), coin.last, coin.per
    whole.has_parts = True
    whole.rule.append("coins")
    return True


def _coin_share(lexemes: Lexemes, whole: Quantity, coin: Quantity) -> float | None:
    if (
        whole.kind not in ("money", "weight")
        or whole.value is None
        or whole.value % 1
        or whole.number.is_scaled
        or whole.per
    ):
        return None
    if lexemes.lower[whole.last + 1 : coin.first] not in ([], ["and"]):
        return None
    if coin.value is None or not 0 < coin.value < 100 or coin.value % 1 or whole.unit in ("cent", "penny"):
        return None
    fractions: dict[str, float] = CURRENCIES.fraction
    if whole.kind == "weight":  # two pounds and fifty pence
        if whole.unit != "pound" or coin.unit != "penny":
            return None
        whole.unit, whole.kind = "gbp", "money"
        return fractions["penny"]
    if coin.kind == "money":
        return fractions.get(coin.unit or "")
    bare = coin.unit is None and coin.last == coin.number.last and whole.unit in CURRENCIES.whole.codes
    return 0.01 if bare and coin.last - whole.last <= 3 and lexemes.kind[whole.last] == WORD else None
