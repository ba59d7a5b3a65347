"""Level or change, which way, and within which bounds."""

from __future__ import annotations

from transforms.extract.metrics.change.bounds import read_modifier
from transforms.extract.metrics.change.direction import read_direction, read_statistic, state_in_percent
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity


def read_changes(lexemes: Lexemes, quantities: list[Quantity]) -> None:
    """Give each figure its bound, direction and statistic; a rank has none of them, a standard is a plain level."""
    for n, quantity in enumerate(quantities):
        if quantity.kind == "rank":
            continue
        if quantity.distance:
            quantity.direction = quantity.distance
        elif not quantity.is_standard:
            quantity.direction = read_direction(lexemes, quantity, quantities[:n])
        if not quantity.is_standard:
            quantity.modifier = read_modifier(lexemes, quantity)
        quantity.statistic = read_statistic(lexemes, quantity)
        state_in_percent(quantity)
