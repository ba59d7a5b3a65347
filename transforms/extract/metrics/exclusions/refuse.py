"""Which numbers are figures: each refusal is noted in the trace by the name of its rule."""

from __future__ import annotations

from transforms.extract.metrics.exclusions.in_names import bare_name_rule
from transforms.extract.metrics.exclusions.not_figures import is_kind_of_thing, is_pronoun, numbering_rule
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.rules import Rule, first_rule
from transforms.extract.trace import Trace

READER = "figures"


def keep_figures(lexemes: Lexemes, quantities: list[Quantity], trace: Trace) -> list[Quantity]:
    """The figures that report something, when their units and partners are known."""
    return [quantity for quantity in quantities if not note(lexemes, quantity, _rule(lexemes, quantity), trace)]


def note(lexemes: Lexemes, quantity: Quantity, rule: str | None, trace: Trace) -> bool:
    """True if a rule refuses the figure; it is noted in the trace."""
    if rule is not None:
        trace.refuse(READER, rule, lexemes.start[quantity.first], lexemes.end[quantity.last])
    return rule is not None


def _rule(lexemes: Lexemes, quantity: Quantity) -> str | None:
    return (
        first_rule(_ALONE, lexemes, quantity) or numbering_rule(lexemes, quantity) or bare_name_rule(lexemes, quantity)
    )


def _is_bare_half(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for "half" of nothing; False for "half the average"."""
    return quantity.number.form == "half" and not quantity.unit and not quantity.compared_with


def _is_article(lexemes: Lexemes, quantity: Quantity) -> bool:
    """True for the "a" of "a mile and forty people"; False for "a mile and a half"."""
    return quantity.number.form == "article" and not quantity.has_parts


_ALONE: tuple[Rule[Lexemes, Quantity], ...] = (
    ("bare_half", _is_bare_half),
    ("article", _is_article),
    ("pronoun", is_pronoun),
    ("kind_of_thing", is_kind_of_thing),
)
