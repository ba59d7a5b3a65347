"""What a resolver hands back for a match."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extract.dates.periods import Period


@dataclass(slots=True)
class Outcome:
    """A dated expression. ``first``/``last`` are lexemes when it covers only a part of its match.

    ``has_year``: the text itself gives the year. ``is_deictic``: it dates the telling rather than the told.
    ``is_compared``: a base of comparison ("a year earlier"), which never sets the time of what follows.
    ``is_yearless``: a day or month whose year was chosen, and may be moved beside the other end of a range.
    ``is_hidden``: it writes no row and only sets the time of the text.
    """

    period: Period | None
    basis: str
    value: str | None = None
    first: int | None = None
    last: int | None = None
    has_year: bool = False
    is_deictic: bool = False
    is_yearless: bool = False
    is_hidden: bool = False
    is_compared: bool = False


def explicit(period: Period) -> Outcome:
    """The text gives the whole date."""
    return Outcome(period, "explicit", period.value, has_year=True)


def relative(period: Period | None, is_deictic: bool = False) -> Outcome:
    """The date follows from publication or from the text before; unresolved when ``period`` is null."""
    if period is None:
        return Outcome(None, "none")
    return Outcome(period, "relative", period.value, is_deictic=is_deictic)
