"""From a figure and its period to the row of core.metrics."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.period.period import Period
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.rows import Metric, Told


def make_row(lexemes: Lexemes, q: Quantity, period: Period, offset: int) -> Metric:
    """The row of a figure; ``offset`` is the number of rows before its paragraph."""
    start, end = lexemes.start[q.first], lexemes.end[q.last]
    return Metric(
        start=start,
        end=end,
        text=lexemes.content[start:end],
        kind=q.kind,
        value=q.value,
        value_low=q.low,
        value_high=q.high,
        unit=q.unit_name,
        modifier=q.modifier,
        statistic=q.statistic,
        direction=q.direction,
        period_start=period.start,
        period_end=period.end,
        period_basis=period.basis,
        compared_start=period.compared_start,
        compared_end=period.compared_end,
        comparison=period.comparison,
        compared_with=q.compared_with,
        compared_value=q.compared_value,
        same_as=None if q.same_as is None else offset + q.same_as,
        told=_told(q),
        rule="+".join(q.rule),
    )


def _told(q: Quantity) -> Told:
    """The statistic of ranks, standards, ends of a change and figures beside a word of change ("rose 5 percent")."""
    is_end = q.change_end is not None
    is_change = q.direction is not None and q.statistic in ("change_percent", "change_absolute")
    return Told(
        statistic=q.kind == "rank" or is_end or q.is_standard or q.is_level or is_change,
        period=is_end or q.is_base,
    )
