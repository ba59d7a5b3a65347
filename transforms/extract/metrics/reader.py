"""read_metrics: the figures of a document as rows."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from transforms.extract.metrics import guards
from transforms.extract.metrics.ages import read_age
from transforms.extract.metrics.changes import read_direction, read_statistic
from transforms.extract.metrics.coins import join_coins
from transforms.extract.metrics.ellipsis import find_elsewhere
from transforms.extract.metrics.lexemes import Lexemes, read_paragraphs
from transforms.extract.metrics.measures import Measured, MeasureReader, spell_measure
from transforms.extract.metrics.modifiers import read_modifier
from transforms.extract.metrics.nouns import count_noun
from transforms.extract.metrics.numbers import candidate_pattern, read_numbers
from transforms.extract.metrics.quantities import Quantity, measure_number
from transforms.extract.metrics.ranges import join_ranges, share_units
from transforms.extract.metrics.same import link_equals
from transforms.extract.rows import Context, DateExpression, Metric, NamesReading

_pattern = cache(candidate_pattern)


def read_metrics(doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression]) -> list[Metric]:
    """Every reported figure of ``doc`` in text order. Pure; needs tags, lemmas and a parse (without them, less)."""
    metrics: list[Metric] = []
    for lexemes in read_paragraphs(doc, _pattern()):
        quantities = read_quantities(lexemes, names, dates)
        metrics.extend(_rows(lexemes, quantities, len(metrics)))
    return metrics


def read_quantities(lexemes: Lexemes, names: NamesReading, dates: list[DateExpression]) -> list[Quantity]:
    """The figures of one paragraph with unit, range, bound and direction."""
    begin, finish = lexemes.start[0], lexemes.end[-1]
    name_spans = [(m.start, m.end) for m in names.mentions if m.start < finish and m.end > begin and m.kind != "person"]
    people = {m.end for m in names.mentions if m.kind == "person"} | {e.end_char for e in lexemes.doc.ents if e.label_ == "PERSON"}
    date_spans = [(d.start, d.end) for d in dates if d.start < finish and d.end > begin]
    quantities: list[Quantity] = []
    year_end = -2
    for number in read_numbers(lexemes):
        quantity = measure_number(lexemes, number)
        if guards.is_part_of_name(lexemes, quantity, name_spans):
            continue
        if guards.is_date(lexemes, quantity, date_spans) or guards.continues_year(lexemes, quantity, year_end):
            year_end = quantity.last
            continue
        if not quantity.has_own_unit and not read_age(lexemes, quantity, people):
            count_noun(lexemes, quantity)
        quantities.append(quantity)
    for n, quantity in enumerate(quantities):
        find_elsewhere(lexemes, quantity, quantities[n + 1] if n + 1 < len(quantities) else None)
    quantities = join_coins(lexemes, quantities)
    share_units(lexemes, quantities)
    quantities = join_ranges(lexemes, quantities)
    quantities = [q for q in quantities if not _is_rejected(lexemes, q)]
    for n, quantity in enumerate(quantities):
        quantity.modifier = read_modifier(lexemes, quantity)
        quantity.direction = read_direction(lexemes, quantity, quantities[:n])
        quantity.statistic = read_statistic(lexemes, quantity)
    link_equals(lexemes, quantities)
    return quantities


def _is_rejected(lexemes: Lexemes, quantity: Quantity) -> bool:
    if quantity.number.form == "half" and not quantity.unit:
        return True
    return (
        guards.is_pronoun(lexemes, quantity)
        or guards.is_numbering(lexemes, quantity)
        or guards.is_kind_of_thing(lexemes, quantity)
        or guards.is_bare_name(lexemes, quantity)
    )


def _rows(lexemes: Lexemes, quantities: list[Quantity], offset: int) -> list[Metric]:
    measures = MeasureReader(lexemes, quantities).read()
    return [_row(lexemes, q, measured) for q, measured in zip(quantities, measures, strict=True)]


def _row(lexemes: Lexemes, q: Quantity, measured: Measured) -> Metric:
    start, end = lexemes.start[q.first], lexemes.end[q.last]
    return Metric(
        start=start,
        end=end,
        text=lexemes.doc.text[start:end],
        kind=q.kind,
        value=q.value,
        value_low=q.low,
        value_high=q.high,
        unit=q.unit_name,
        modifier=q.modifier,
        statistic=q.statistic,
        direction=q.direction,
        measure=spell_measure(measured),
        rule="+".join(q.rule),
    )
