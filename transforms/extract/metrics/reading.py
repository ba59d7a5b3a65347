"""read_metrics: the figures of a document as rows, step by step."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.metrics.candidates import read_candidates
from transforms.extract.metrics.change.bases import find_bases, share_pair_units
from transforms.extract.metrics.change.read import read_changes
from transforms.extract.metrics.change.standards import compare_levels, read_standards
from transforms.extract.metrics.exclusions.refuse import keep_figures
from transforms.extract.metrics.joins.measures_in_parts import join_parts
from transforms.extract.metrics.joins.ranges import join_ranges
from transforms.extract.metrics.joins.same_amount import link_equals
from transforms.extract.metrics.joins.shared_scales import share_scales
from transforms.extract.metrics.joins.shared_units import share_units
from transforms.extract.metrics.joins.transitions import copy_quantities, split_transitions
from transforms.extract.metrics.lexemes import Lexemes, read_paragraphs
from transforms.extract.metrics.numbers.digits import candidate_pattern
from transforms.extract.metrics.numbers.ranks import read_ranks
from transforms.extract.metrics.period.assign import read_periods
from transforms.extract.metrics.period.period import Period
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.row import make_row
from transforms.extract.metrics.vocabulary import PERIODS
from transforms.extract.rows import Context, DateExpression, Mention, Metric, NamesReading
from transforms.extract.text.index import TextIndex
from transforms.extract.trace import Trace

_CANDIDATE = candidate_pattern()


def read_metrics(
    doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression], index: TextIndex | None = None
) -> list[Metric]:
    """Every reported figure of ``doc`` in text order. Pure; needs tags, lemmas and a parse (without them, less)."""
    metrics: list[Metric] = []
    for lexemes in read_paragraphs(index or TextIndex(doc), _CANDIDATE):
        begin, finish = lexemes.start[0], lexemes.end[-1]
        near_names = [m for m in names.mentions if m.start < finish and m.end > begin]
        near_dates = [d for d in dates if d.start < finish and d.end > begin]
        quantities = read_quantities(lexemes, near_names, near_dates, context.trace)
        periods = compare_quantities(lexemes, quantities, near_dates) if quantities else []
        offset = len(metrics)
        metrics += [make_row(lexemes, q, period, offset) for q, period in zip(quantities, periods, strict=True)]
    return metrics


def read_quantities(
    lexemes: Lexemes, names: list[Mention], dates: list[DateExpression], trace: Trace
) -> list[Quantity]:
    """The figures of one paragraph with unit, range, bound and direction."""
    quantities = join_parts(lexemes, read_candidates(lexemes, names, dates, trace))
    share_scales(lexemes, quantities)
    share_units(lexemes, quantities)
    quantities = split_transitions(lexemes, copy_quantities(quantities), join_ranges(lexemes, quantities), dates)
    read_standards(lexemes, quantities, dates)
    quantities = keep_figures(lexemes, quantities, trace)
    quantities = sorted([*quantities, *read_ranks(lexemes)], key=lambda quantity: quantity.first)
    read_changes(lexemes, quantities)
    link_equals(lexemes, quantities)
    return quantities


def compare_quantities(lexemes: Lexemes, quantities: list[Quantity], dates: list[DateExpression]) -> list[Period]:
    """The period of each figure; figures of one thing at two times are compared."""
    bases = find_bases(lexemes, quantities)
    share_pair_units(quantities, bases)
    periods = read_periods(lexemes, quantities, dates, bases)
    for n, base in bases.items():
        is_moved = lexemes.word(base.marker) in PERIODS.base.moved
        compare_levels(quantities[base.present], quantities[n], is_moved, is_dated=periods[n].start is not None)
    return periods
