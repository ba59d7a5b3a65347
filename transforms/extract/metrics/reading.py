"""read_metrics: the figures of a document as rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from transforms.extract.metrics.change.bases import find_bases, share_pair_units
from transforms.extract.metrics.change.bounds import read_modifier
from transforms.extract.metrics.change.direction import read_direction, read_statistic, state_in_percent
from transforms.extract.metrics.change.standards import compare_levels, read_standards
from transforms.extract.metrics.exclusions import in_names as name_guards
from transforms.extract.metrics.exclusions import not_figures as guards
from transforms.extract.metrics.joins.elided_nouns import find_elsewhere
from transforms.extract.metrics.joins.measures_in_parts import join_parts
from transforms.extract.metrics.joins.ranges import join_ranges
from transforms.extract.metrics.joins.same_amount import link_equals
from transforms.extract.metrics.joins.shared_scales import share_scales
from transforms.extract.metrics.joins.shared_units import share_units
from transforms.extract.metrics.joins.transitions import copy_quantities, split_transitions
from transforms.extract.metrics.lexemes import Lexemes, read_paragraphs
from transforms.extract.metrics.numbers.digits import candidate_pattern, read_numbers
from transforms.extract.metrics.numbers.ranks import read_ranks
from transforms.extract.metrics.period.assign import read_periods
from transforms.extract.metrics.period.period import Period
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.ages import read_age
from transforms.extract.metrics.units.attach import measure_number
from transforms.extract.metrics.units.counted_nouns import count_noun
from transforms.extract.metrics.vocabulary import PERIODS
from transforms.extract.rows import Context, DateExpression, Mention, Metric, NamesReading, Told
from transforms.extract.text.index import TextIndex

_pattern = cache(candidate_pattern)


def read_metrics(
    doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression], index: TextIndex | None = None
) -> list[Metric]:
    """Every reported figure of ``doc`` in text order. Pure; needs tags, lemmas and a parse (without them, less)."""
    metrics: list[Metric] = []
    for lexemes in read_paragraphs(index or TextIndex(doc), _pattern()):
        begin, finish = lexemes.start[0], lexemes.end[-1]
        near_names = [m for m in names.mentions if m.start < finish and m.end > begin]
        near_dates = [d for d in dates if d.start < finish and d.end > begin]
        quantities = read_quantities(lexemes, near_names, near_dates)
        metrics.extend(_rows(lexemes, quantities, near_dates, len(metrics)))
    return metrics


def read_quantities(lexemes: Lexemes, names: list[Mention], dates: list[DateExpression]) -> list[Quantity]:
    """The figures of one paragraph with unit, range, bound and direction."""
    name_spans = [(m.start, m.end) for m in names if m.kind != "person"]
    people = {m.end for m in names if m.kind == "person"}
    date_spans = [(d.start, d.end) for d in dates]
    quantities: list[Quantity] = []
    date_end = -2
    for number in read_numbers(lexemes):
        if quantities and "rate" in quantities[-1].rule and number.first <= quantities[-1].last:
            continue  # the 100 of "5 litres per 100 km"
        quantity = measure_number(lexemes, number)
        if name_guards.is_part_of_name(lexemes, quantity, name_spans):
            continue
        if guards.is_date(lexemes, quantity, date_spans) or guards.continues_date(lexemes, quantity, date_end):
            date_end = quantity.last
            continue
        counts = not quantity.has_own_unit and quantity.number.form != "ratio"
        if counts and not read_age(lexemes, quantity, people):
            count_noun(lexemes, quantity)
        quantities.append(quantity)
    for n, quantity in enumerate(quantities):
        find_elsewhere(lexemes, quantity, quantities[n + 1] if n + 1 < len(quantities) else None)
    quantities = join_parts(lexemes, quantities)
    share_scales(lexemes, quantities)
    share_units(lexemes, quantities)
    quantities = split_transitions(lexemes, copy_quantities(quantities), join_ranges(lexemes, quantities), dates)
    read_standards(lexemes, quantities, dates)
    quantities = [q for q in quantities if not _is_rejected(lexemes, q)]
    quantities = sorted([*quantities, *read_ranks(lexemes)], key=lambda quantity: quantity.first)
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
    link_equals(lexemes, quantities)
    return quantities


def _is_rejected(lexemes: Lexemes, quantity: Quantity) -> bool:
    if quantity.number.form == "half" and not quantity.unit and not quantity.compared_with:
        return True
    if quantity.number.form == "article" and not {"parts", "coins", "part"} & set(quantity.rule):
        return True  # "a mile and forty people"
    return (
        guards.is_pronoun(lexemes, quantity)
        or guards.is_numbering(lexemes, quantity)
        or guards.is_kind_of_thing(lexemes, quantity)
        or name_guards.is_bare_name(lexemes, quantity)
    )


def _rows(lexemes: Lexemes, quantities: list[Quantity], dates: list[DateExpression], offset: int) -> Iterator[Metric]:
    if not quantities:
        return
    bases = find_bases(lexemes, quantities)
    share_pair_units(quantities, bases)
    periods = read_periods(lexemes, quantities, dates, bases)
    for n, base in bases.items():
        is_moved = lexemes.word(base.marker) in PERIODS.base.moved
        compare_levels(quantities[base.present], quantities[n], is_moved, is_dated=periods[n].start is not None)
    for quantity, period in zip(quantities, periods, strict=True):
        yield _row(lexemes, quantity, period, offset)


def _row(lexemes: Lexemes, q: Quantity, period: Period, offset: int) -> Metric:
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
