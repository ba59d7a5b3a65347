"""One figure while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.number import Number
from transforms.extract.metrics.vocabulary import PERIODS


@dataclass(slots=True)
class Quantity:
    """One figure over the lexemes ``first``..``last``. A range has ``low`` and ``high`` and no ``value``."""

    number: Number
    first: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    kind: str = "number"
    per: str | None = None
    has_own_unit: bool = False
    is_compound: bool = False  # "three-year", "10-gallon": a hyphen ties the number to its unit
    noun_first: int = -1  # parsed tokens of a counted noun
    noun_last: int = -1
    modifier: str | None = None
    direction: str | None = None
    statistic: str = "level"
    same_as: int | None = None  # index among the figures of the paragraph
    range_of: tuple[int, int] | None = None  # lexemes of the second number of a range
    compared_with: str | None = None
    compared_value: float | None = None
    distance: str | None = None  # "up" or "down" from the standard: "30 percent below normal"
    change_end: Literal["from", "to"] | None = None  # an end of "from 4 to 5 percent"
    is_level: bool = False  # compared with the level of another time: "to 6 from 5", "9 against 7 in May"
    is_base: bool = False  # the 5 of "to 6 from 5"
    is_standard: bool = False  # the 4 percent of "above the target of 4 percent"
    has_rate: bool = False
    has_part: bool = False  # "a day and a half"
    has_parts: bool = False  # one figure of several: "12 ft 2 in", "three dollars and fifty cents", "a day and a half"
    shares_unit_of_next: bool = False  # the 5 of "5 and 6 percent"
    is_listed: bool = False  # its scale is that of the last of a list
    is_tied_range: bool = False  # a dash joins its ends
    is_from_to: bool = False  # "from 5 to 6"
    rule: list[str] = field(default_factory=list)

    @property
    def is_fraction(self) -> bool:
        """True if the figure is a bare part of a whole. Example: "fell by a third" → True; "half a mile" → False."""
        return self.unit is None and self.number.form in ("fraction", "ratio", "halved") and not self.number.is_scaled

    @property
    def unit_name(self) -> str | None:
        """The unit with its rate: "usd per share"."""
        if self.per and self.unit:
            return f"{self.unit} per {self.per}"
        return f"per {self.per}" if self.per else self.unit


def make_age(quantity: Quantity, unit: str = "year") -> None:
    """Turn a figure into an age in ``unit`` ("year", "month", "week", "day")."""
    quantity.unit, quantity.kind, quantity.has_own_unit = f"{unit} of age", "age", True
    quantity.rule.append("age")


def refers_back(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "the two countries", "these three men": a small count that points to things named before."""
    small = quantity.kind == "count" and quantity.number.form == "words" and (quantity.value or 99) <= 12
    return small and lexemes.word(quantity.first - 1) in PERIODS.timeless.determiners
