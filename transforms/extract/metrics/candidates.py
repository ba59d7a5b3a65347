"""The numbers of a paragraph with their units, without those that are part of a date or a name."""

from __future__ import annotations

from transforms.extract.metrics.exclusions.in_names import name_rule
from transforms.extract.metrics.exclusions.not_figures import continues_date, date_rule
from transforms.extract.metrics.exclusions.refuse import note
from transforms.extract.metrics.joins.elided_nouns import find_elsewhere
from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.numbers.digits import read_numbers
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.ages import read_age
from transforms.extract.metrics.units.attach import measure_number
from transforms.extract.metrics.units.counted_nouns import count_noun
from transforms.extract.rows import DateExpression, Mention
from transforms.extract.trace import Trace


def read_candidates(
    lexemes: Lexemes, names: list[Mention], dates: list[DateExpression], trace: Trace
) -> list[Quantity]:
    """Each number with what it counts or measures."""
    name_spans = [(m.start, m.end) for m in names if m.kind != "person"]
    people = {m.end for m in names if m.kind == "person"}
    date_spans = [(d.start, d.end) for d in dates]
    found: list[Quantity] = []
    date_end = -2
    for number in read_numbers(lexemes):
        if found and found[-1].has_rate and number.first <= found[-1].last:
            continue  # the 100 of "5 litres per 100 km"
        quantity = measure_number(lexemes, number)
        if note(lexemes, quantity, name_rule(lexemes, quantity, name_spans), trace):
            continue
        dated = date_rule(lexemes, quantity, date_spans)
        if dated is None and continues_date(lexemes, quantity, date_end):
            dated = "continues_date"
        if note(lexemes, quantity, dated, trace):
            date_end = quantity.last
            continue
        counts = not quantity.has_own_unit and quantity.number.form != "ratio"
        if counts and not read_age(lexemes, quantity, people):
            count_noun(lexemes, quantity)
        found.append(quantity)
    for n, quantity in enumerate(found):
        find_elsewhere(lexemes, quantity, found[n + 1] if n + 1 < len(found) else None)
    return found
