"""Two numbers of one figure: ranges, shared units, and units carried from one figure to the next."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.rates import attach_rate
from transforms.extract.metrics.vocabulary import CHANGES, RANGES

_MODAL = 8  # tokens before a figure in which a modal verb makes a rise a forecast
DASHES = ("-", "–", "—", "−")


def join_ranges(lexemes: Lexemes, quantities: list[Quantity]) -> list[Quantity]:
    """Merge neighbours that make one range ("340 to 350", "between 62 and 68", "from 208 pounds to 193")."""
    joined: list[Quantity] = []
    for quantity in quantities:
        previous = joined[-1] if joined else None
        if previous is not None and (rule := _range_rule(lexemes, previous, quantity)):
            _merge(lexemes, previous, quantity, rule)
        else:
            joined.append(quantity)
    return joined


def _range_rule(lexemes: Lexemes, left: Quantity, right: Quantity) -> str | None:
    if left.value is None or right.value is None or left.range_of or not _same_unit(left, right):
        return None
    if left.is_fraction or "multiplied" in (left.number.form, right.number.form):
        return None  # "fell a quarter to $13,850": a change and a level
    between = list(lexemes.lower[left.last + 1 : right.first])
    if not between or len(between) > 6:
        return None
    before = opening_word(lexemes, left.first)
    if between in (["-"], ["–"], ["—"], ["-", "to", "-"], ["-", "-"]):
        tight = lexemes.joined(right.first) or between[0] != "-"
        return "range_dash" if (right.unit or left.unit) and (tight or not left.has_own_unit) else None
    if between == ["/"] and left.kind == right.kind == "money":
        return "range_slash"
    if before == "between" and between[0] == "and" and is_hedge(between[1:]):
        return "range_between"
    if left.kind == "age" and not right.has_own_unit and between in (["to"], ["and"], ["through"]):
        return "range_to"
    if before == "from" and between[-1] == "to" and _is_filler(lexemes, left, right, between):
        return "from_to"
    if before == "from" and "to" in between[:-1] and is_hedge(between[between.index("to") + 1 :]):
        close = between[0] == "to" or left.has_own_unit == right.has_own_unit
        return "from_to" if close else None
    if between[0] == "to" and is_hedge(between[1:]):
        return "range_to" if _is_plain_range(lexemes, left, right) else None
    return None


def is_hedge(between: list[str]) -> bool:
    """True if the words only bound the second number: "up to", "perhaps", "as much as"; also when there are none."""
    return all(word in RANGES.filler.modifiers | RANGES.filler.hedges for word in between)


def _same_unit(left: Quantity, right: Quantity) -> bool:
    if left.unit == right.unit and left.per == right.per:
        return True
    if left.unit == "degree" and right.kind == "temperature":
        return True  # 15°-20°C
    if not left.has_own_unit or not right.has_own_unit:
        return left.kind != "count" or right.unit is None or left.unit == right.unit
    return left.unit == right.unit


def opening_word(lexemes: Lexemes, first: int) -> str:
    """ "between" or "from" before the first figure, over a modifier or article."""
    for here in range(first - 1, max(-1, first - 5), -1):
        word = lexemes.lower[here]
        if word in ("between", "from"):
            return word
        if word not in RANGES.filler.modifiers:
            return ""
    return ""


def _is_filler(lexemes: Lexemes, left: Quantity, right: Quantity, between: list[str]) -> bool:
    """Up to five words without a comma or verb between the halves of "from … to …"."""
    if any(w in RANGES.filler.stops for w in between[:-1]):
        return False
    tokens = lexemes.doc[lexemes.token_at(left.last).i + 1 : lexemes.token_at(right.first).i]
    return not any((t.tag_.startswith("VB") and t.tag_ != "VBN") or t.is_punct for t in tokens)


def _is_plain_range(lexemes: Lexemes, left: Quantity, right: Quantity) -> bool:
    """ "5 to 7 percent"; never "rose 64.06 points to 4,577.10" or "5 percent to 99 yuan" (a change and a level)."""
    if left.kind == right.kind == "money" and left.value and right.value and left.value < right.value <= 2 * left.value:
        return True  # "lost $4bn to $5bn": the level that a change leads to lies farther away
    token = lexemes.token_at(left.first)
    moved = any(w in CHANGES.up["verbs"] | CHANGES.down["verbs"]
                for w in (t.lemma_.lower() for t in token.doc[max(0, token.i - 2) : token.i]))  # fmt: skip
    if lexemes.word(left.first - 1) == "by" and left.kind == right.kind == "percent":
        return any(t.tag_ == "MD" for t in token.doc[max(0, token.i - _MODAL) : token.i])  # "will rise by 20% to 30%"
    if left.has_own_unit and not right.has_own_unit:
        return False
    if moved and (left.has_own_unit or not right.has_own_unit):
        return False
    return left.value is not None and right.value is not None and (left.value <= right.value or left.has_own_unit)


def _merge(lexemes: Lexemes, left: Quantity, right: Quantity, rule: str) -> None:
    assert left.value is not None and right.value is not None
    low, high = left.value, right.value
    if right.unit is None and left.unit is not None and left.kind != "age":
        attach_rate(lexemes, left, right.last + 1)
    elif right.unit is not None and not (left.has_own_unit and not right.has_own_unit):
        left.unit, left.kind, left.per = right.unit, right.kind, right.per or left.per
        left.noun_first, left.noun_last = right.noun_first, right.noun_last
    left.per = left.per or right.per
    left.has_own_unit = left.has_own_unit or right.has_own_unit
    direction = "rising" if high > low else "falling"
    left.low, left.high, left.value = min(low, high), max(low, high), None
    left.range_of = (right.first, right.last)
    left.last = max(left.last, right.last)
    left.is_tied_range, left.is_from_to = rule == "range_dash", rule == "from_to"
    left.rule.append(f"{rule}_{direction}" if rule == "from_to" else rule)
