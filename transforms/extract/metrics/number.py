"""A number in the text, before anything says of what it is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Number:
    """A number over the lexemes ``first``..``last``; "tens of thousands" has a ``high``, and its low as value."""

    first: int
    last: int
    value: float
    form: str  # digits, words, fraction, plural_scale
    high: float | None = None
    is_scaled: bool = False
    text: str = ""
    scale: float = 1.0  # what the words after the number multiply it by: 1e9 in "2.2 billion"

    def multiply(self, scale: float, last: int) -> None:
        """Scale the value; ``last`` is the lexeme of the scale. Keeps "2.3 million" at 2,300,000 exactly."""
        self.value, self.scale = exact(self.value * scale), self.scale * scale
        self.last, self.is_scaled = last, True


def exact(value: float) -> float:
    """2.3 * 1e6 is 2299999.9999999995: a scaled decimal is meant to its last digit."""
    return float(f"{value:.12g}")
