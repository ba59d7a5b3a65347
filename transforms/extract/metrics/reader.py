"""read_metrics: the figures of a document as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from spacy.tokens import Doc, Span, Token

from transforms.extract.metrics import guards, name_guards
from transforms.extract.metrics.ages import read_age
from transforms.extract.metrics.bases import find_bases, share_pair_units
from transforms.extract.metrics.changes import read_direction, read_statistic, state_in_percent
from transforms.extract.metrics.coins import join_coins
from transforms.extract.metrics.ellipsis import find_elsewhere
from transforms.extract.metrics.lexemes import Lexemes, read_paragraphs
from transforms.extract.metrics.measure_words import find_subject, spell_measure
from transforms.extract.metrics.measures import Measured, MeasureReader
from transforms.extract.metrics.modifiers import read_modifier
from transforms.extract.metrics.nouns import count_noun
from transforms.extract.metrics.numbers import candidate_pattern, read_numbers
from transforms.extract.metrics.period import Period
from transforms.extract.metrics.periods import read_periods
from transforms.extract.metrics.phrases import is_time_noun
from transforms.extract.metrics.quantities import measure_number
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.ranges import join_ranges
from transforms.extract.metrics.ranks import read_ranks
from transforms.extract.metrics.reality import SentenceReality, is_past
from transforms.extract.metrics.same import link_equals
from transforms.extract.metrics.shared_scales import share_scales
from transforms.extract.metrics.shared_units import share_units
from transforms.extract.metrics.sources import SentenceSources, spell_source
from transforms.extract.metrics.tokens import token_span
from transforms.extract.metrics.trade import Flow, read_flow
from transforms.extract.metrics.transitions import copy_quantities, split_transitions
from transforms.extract.rows import Context, DateExpression, Mention, Metric, NamesReading

_pattern = cache(candidate_pattern)


def read_metrics(doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression]) -> list[Metric]:
    """Every reported figure of ``doc`` in text order. Pure; needs tags, lemmas and a parse (without them, less)."""
    metrics: list[Metric] = []
    for lexemes in read_paragraphs(doc, _pattern()):
        begin, finish = lexemes.start[0], lexemes.end[-1]
        near_names = [m for m in names.mentions if m.start < finish and m.end > begin]
        near_dates = [d for d in dates if d.start < finish and d.end > begin]
        quantities = read_quantities(lexemes, near_names, near_dates)
        metrics.extend(_rows(lexemes, quantities, near_names, near_dates, context.published_on, len(metrics)))
    return metrics


def read_quantities(lexemes: Lexemes, names: list[Mention], dates: list[DateExpression]) -> list[Quantity]:
    """The figures of one paragraph with unit, range, bound and direction."""
    name_spans = [(m.start, m.end) for m in names if m.kind != "person"]
    people = {m.end for m in names if m.kind == "person"}
    date_spans = [(d.start, d.end) for d in dates]
    quantities: list[Quantity] = []
    date_end = -2
    for number in read_numbers(lexemes):
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
    quantities = join_coins(lexemes, quantities)
    share_scales(lexemes, quantities)
    share_units(lexemes, quantities)
    quantities = split_transitions(lexemes, copy_quantities(quantities), join_ranges(lexemes, quantities), dates)
    quantities = [q for q in quantities if not _is_rejected(lexemes, q)]
    quantities = sorted([*quantities, *read_ranks(lexemes)], key=lambda quantity: quantity.first)
    for n, quantity in enumerate(quantities):
        if quantity.kind == "rank":
            continue
        quantity.modifier = read_modifier(lexemes, quantity)
        quantity.direction = read_direction(lexemes, quantity, quantities[:n])
        quantity.statistic = read_statistic(lexemes, quantity)
        state_in_percent(quantity)
    link_equals(lexemes, quantities)
    return quantities


def _is_rejected(lexemes: Lexemes, quantity: Quantity) -> bool:
    if quantity.number.form == "half" and not quantity.unit:
        return True
    return (
        guards.is_pronoun(lexemes, quantity)
        or guards.is_numbering(lexemes, quantity)
        or guards.is_kind_of_thing(lexemes, quantity)
        or name_guards.is_bare_name(lexemes, quantity)
    )


def _rows(
    lexemes: Lexemes,
    quantities: list[Quantity],
    names: list[Mention],
    dates: list[DateExpression],
    published_on: date | None,
    offset: int,
) -> Iterator[Metric]:
    if not quantities:
        return
    bases = find_bases(lexemes, quantities)
    share_pair_units(quantities, bases)
    reader = MeasureReader(lexemes, quantities, bases)
    measures = reader.read()
    periods = read_periods(lexemes, quantities, measures, dates, bases)
    located = [(lexemes.token_index(m.start), lexemes.token_index(m.end - 1), m) for m in names]
    countries = [place for place in located if place[2].country and place[2].kind in ("place", "nationality")]
    dated = _dated_tokens(lexemes, dates)
    inside = {i for begin, finish, _ in located for i in range(begin + 1, finish + 1)}
    paragraph = Paragraph(lexemes, located, countries, reader.taken, dated, inside, published_on, offset)
    for n, (quantity, measured, period) in enumerate(zip(quantities, measures, periods, strict=True)):
        yield _row(paragraph, quantity, measured, period, is_base=n in bases)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What the figures of one paragraph share: names and dates by token, and the number of figures before it."""

    lexemes: Lexemes
    located: list[tuple[int, int, Mention]]
    countries: list[tuple[int, int, Mention]]
    taken: set[int]
    dated: set[int]
    inside: set[int]
    published_on: date | None
    offset: int
    _sentences: dict[int, tuple[SentenceReality, SentenceSources]] = field(default_factory=dict)

    def sentence_words(self, sentence: Span) -> tuple[SentenceReality, SentenceSources]:
        """What the figures of one sentence share, read once."""
        if sentence.start not in self._sentences:
            self._sentences[sentence.start] = SentenceReality(sentence), SentenceSources(sentence, self.taken)
        return self._sentences[sentence.start]


def _row(paragraph: Paragraph, q: Quantity, measured: Measured, period: Period, is_base: bool) -> Metric:
    lexemes = paragraph.lexemes
    start, end = lexemes.start[q.first], lexemes.end[q.last]
    first, last = token_span(lexemes, q)
    sentence = lexemes.sentence_at(first)
    realities, sources = paragraph.sentence_words(sentence)
    reality = realities.read(lexemes.doc[first : max(last, q.noun_last) + 1], q, measured, is_base)
    source = sources.find(first, reality == "estimated")
    if reality == "reported" and paragraph.published_on and period.start and period.start > paragraph.published_on:
        # What is for a time to come is not there yet; what happened has another time.
        past = is_past(lexemes.doc[first])
        reality = reality if past else "estimated" if q.unit == "percent" else "planned"
        period = Period() if past else period
    measured = _without_speaker(measured, source, reality == "estimated" and q.kind != "count")
    flow = read_flow(lexemes, measured, paragraph.countries) if paragraph.countries else None
    without = paragraph.dated | flow.named if flow else paragraph.dated
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
        measure=spell_measure(_flowing(measured, flow), without, paragraph.inside),
        from_country=flow.origin if flow else None,
        to_country=flow.target if flow else None,
        subject=find_subject(measured, paragraph.located),
        period_start=period.start,
        period_end=period.end,
        period_basis=period.basis,
        compared_start=period.compared_start,
        compared_end=period.compared_end,
        comparison=period.comparison,
        same_as=None if q.same_as is None else paragraph.offset + q.same_as,
        attributed_to=spell_source(source),
        reality=reality,
        rule="+".join(q.rule),
    )


def _without_speaker(measured: Measured, source: list[Token], is_opinion: bool) -> Measured:
    """Who says a figure is not what it measures, unless it speaks of itself: "Kenya expects 2 million visitors"."""
    speaker = {token.i for token in source}
    others = [
        [token for token in phrase if token.i not in speaker and token.pos_ != "DET"] for phrase in measured.phrases
    ]
    kept = [phrase for phrase, other in zip(measured.phrases, others, strict=True) if other]
    is_country = any(token.ent_type_ == "GPE" for token in source[-1:])
    if len(kept) == len(measured.phrases) or is_country or not (kept or is_opinion):
        return measured
    return replace(measured, phrases=kept)


def _flowing(measured: Measured, flow: Flow | None) -> Measured:
    """What flows names the measure: "exports", not "surge, exports"; the direction says the rest."""
    if flow is None:
        return measured
    phrase = next(phrase for phrase in measured.phrases if flow.noun in phrase)
    own = [token for token in phrase if token.i <= flow.noun.i or token.head.i >= flow.noun.i]
    return Measured([own])


def _dated_tokens(lexemes: Lexemes, dates: list[DateExpression]) -> set[int]:
    """Tokens of dates that name a day, month or year; "current" and "recent" may belong to a measure."""
    found: set[int] = set()
    for expression in dates:
        first, last = lexemes.token_index(expression.start), lexemes.token_index(expression.end - 1)
        span = lexemes.doc[first : last + 1]
        if any(token.is_digit or is_time_noun(token.lower_) for token in span):
            found.update(range(first, last + 1))
    return found
