"""What a number means, as the encoder read it, laid over the figure of the exact reader (value, unit, bound)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from transforms.extract.encoder.confidence import describe_number, rate
from transforms.extract.encoder.decoding import ReadNumber, ScoredSpan, first_date, spell_source, spell_span
from transforms.extract.encoder.labels import MODEL
from transforms.extract.encoder.stretch import stretch_days
from transforms.extract.metrics.change.standards import EARLIER
from transforms.extract.rows import DateExpression, Mention, Metric

# What may stand between a number and the date it is of, and within how many characters.
_PREPOSITION = re.compile(r"\s+(?:in|during|for)\s+(?:the\s+)?", re.IGNORECASE)
_NEAR = 16


def lay_meaning(
    text: str,
    metrics: list[Metric],
    numbers: list[ReadNumber | None],
    dates: list[DateExpression],
    names: list[Mention],
    published_on: date | None = None,
) -> list[Metric]:
    """The figures that report something, each with its statistic, measure, period, flow, source and reality.

    ``numbers`` has an entry for each of ``metrics``; null leaves a figure as it is. Numbers that report nothing (part
    of a name, a rule, a list) are dropped.
    """
    kept = [n for n, read in enumerate(numbers) if read is None or read.weight != "none"]
    place = {n: position for position, n in enumerate(kept)}
    rows = []
    for n in kept:
        read = numbers[n]
        metric = replace(metrics[n], same_as=place.get(same) if (same := metrics[n].same_as) is not None else None)
        row = metric if read is None else _mean(text, metric, read, dates, names, published_on)
        _settle_comparison(row, metrics[n].compared_with or metrics[n].compared_start)
        rows.append(row)
    return rows


def _mean(
    text: str,
    metric: Metric,
    read: ReadNumber,
    dates: list[DateExpression],
    names: list[Mention],
    published_on: date | None,
) -> Metric:
    period, compared = first_date(read.spans["period"], dates), first_date(read.spans["compared"], dates)
    first, last = metric.period_start, metric.period_end
    compared_days = (metric.compared_start, metric.compared_end)
    if compared and not metric.told.period:
        compared_days = (compared.date_start, compared.date_end)
    period = (None if metric.told.period else _date_behind(text, metric, dates)) or period
    if period and not (metric.told.period and first):
        first, last = stretch_days(period, text, published_on, read.reality == "reported")
    return replace(
        metric,
        statistic=metric.statistic if metric.told.statistic else read.statistic,
        direction=metric.direction if metric.told.statistic else read.direction,
        measure=_title(text, metric, read.spans["measure"]),
        subject=next((m for s in read.spans["measure"] for m in names if m.start < s.end and s.start < m.end), None),
        from_country=read.from_country,
        to_country=read.to_country,
        period_start=first,
        period_end=last,
        period_basis="sentence" if period else metric.period_basis,
        compared_start=compared_days[0],
        compared_end=compared_days[1],
        attributed_to=spell_source(text, read.spans["source"]),
        reality=read.reality,
        confidence=rate("figure", describe_number(read)),
        rule=f"{metric.rule}+{MODEL}:number",
    )


def _settle_comparison(row: Metric, told: str | date | None) -> None:
    """A figure with a period to compare with is compared with its level then, and is not itself of that period.

    Where both would be one period, the comparison stands if the words before the date have ``told`` it.
    """
    if row.period_start and (row.period_start, row.period_end) == (row.compared_start, row.compared_end):
        if told is None:
            row.compared_start, row.compared_end, row.comparison = None, None, None
        else:
            row.period_start, row.period_end, row.period_basis = None, None, "none"
    is_window = row.comparison == "since" and row.direction is None  # "attacked 40 times since May"
    if row.compared_with is None and (row.compared_start or row.comparison) and not is_window:
        row.compared_with = EARLIER


def _date_behind(text: str, metric: Metric, dates: list[DateExpression]) -> DateExpression | None:
    """The date that stands right behind the number: "4.1% in September"."""
    near = text[metric.end : metric.end + _NEAR]
    behind = _PREPOSITION.match(near)
    at = metric.end + behind.end() if behind else None
    return next((date for date in dates if date.start == at and date.date_start is not None), None)


def _title(text: str, metric: Metric, spans: list[ScoredSpan]) -> str | None:
    """The words that say what is measured; of an age that it is one."""
    words = _spell(text, spans)
    is_bare_age = metric.kind == "age" and words is not None and "age" not in words.lower().split()
    return f"age of {words}" if is_bare_age else words


def _spell(text: str, spans: list[ScoredSpan]) -> str | None:
    """The words of a measure in the order of the text, each phrase once."""
    return " ".join(dict.fromkeys(spell_span(text, span) for span in spans)) or None
