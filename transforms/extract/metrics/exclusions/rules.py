"""Ordered tables of named rules: the first that applies names the reason why a number is no figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity

Rule = tuple[str, Callable[[Lexemes, Quantity], bool]]


def first_rule(rules: Iterable[Rule], lexemes: Lexemes, quantity: Quantity) -> str | None:
    """The name of the first rule that applies to the figure, ``None`` if none does."""
    return next((name for name, applies in rules if applies(lexemes, quantity)), None)
