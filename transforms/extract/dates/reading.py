"""All date expressions of a text: found by the grammar, resolved in text order, ranges joined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from transforms.extract.clauses import Clauses
from transforms.extract.dates.cues import cue_words
from transforms.extract.dates.fiscal import CountryCalendars
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.not_dates import is_attribute, is_name
from transforms.extract.dates.outcomes import Outcome
from transforms.extract.dates.ranges import join_ranges
from transforms.extract.dates.resolvers.offsets import PREFIX_RESOLVERS
from transforms.extract.dates.resolvers.table import RESOLVERS
from transforms.extract.dates.scene import Scene
from transforms.extract.rows import Context, DateExpression, Mention
from transforms.extract.text.index import TextIndex


def read_dates(
    doc: Doc, context: Context, mentions: Iterable[Mention] = (), clauses: Clauses | None = None
) -> list[DateExpression]:
    """The date expressions of a parsed text, in text order and without overlap.

    ``value`` is TIMEX3 (2025-10-25, 2025-09, 2025-Q3, 2025-H1, 2025-SP, 2025-W44, 2025, 198 for the 1980s, 19 for
    the 20th century, PAST_REF, PRESENT_REF, FUTURE_REF). ``basis`` is explicit when the text gives the year,
    relative when it follows from ``context.published_on`` or from the text before, none when there is no calendar
    date: references like "now", and relative dates that cannot be resolved (their value is null, as all are without
    ``published_on``). The two ends of a range are two expressions, as in TIMEX3; both carry the first and the last
    day of the whole range and the rule ``range:…``. A part of a period ("the last five days of May 2024") and the end
    of a stretch ("the nine months ended Dec. 31") have the grain window, the value of the period or of the end, and
    the days of the part or the stretch. So has a window up to or from the day of publication ("over the past three
    weeks", "so far this year"), whose value is its length (P3W) or its year; nothing after it is counted from it. A
    feast that lasts (Ramadan) is a window with the value of its first day. What recurs ("every May", "usually on
    Fridays") and what is vague ("the past few years") has no day. The grains fiscal_year, fiscal_half and
    fiscal_quarter are those of a year of accounts, school_year is one of schools; their days are null unless the text
    or the only country among ``mentions`` tells when it begins.
    """
    grammar = load_grammar()
    lexemes, symbols = grammar.alphabet.read(doc.text)
    clauses = clauses or Clauses(TextIndex(doc))
    scene = Scene(context.published_on, clauses, lexemes, doc.text, CountryCalendars(clauses.index, mentions))
    part_starts = iter(sorted(part.start for part in context.parts if part.name == "caption"))
    next_part = next(part_starts, None)
    found: list[tuple[Outcome, DateExpression]] = []
    for match in grammar.find(lexemes, symbols):
        while next_part is not None and lexemes[match.first].start >= next_part:
            scene.forget()
            next_part = next(part_starts, None)
        if is_name(match, scene) or is_attribute(match, scene):
            continue
        for outcome in _outcomes(match, scene):
            _remember(outcome, match, scene)
            if not outcome.is_hidden:
                found.append((outcome, _row(outcome, match, scene)))
    return join_ranges(found, doc.text, context.published_on)


def _outcomes(match: Match, scene: Scene) -> list[Outcome]:
    if match.inner is not None:
        return _prefixed(match, match.inner, scene)
    try:
        outcome = RESOLVERS[match.rule.resolve](match, scene)
    except (OverflowError, ValueError):  # before the first or after the last day of the calendar
        return []
    if outcome is None:
        return []
    return outcome if isinstance(outcome, list) else [outcome]


def _prefixed(match: Match, inner: Match, scene: Scene) -> list[Outcome]:
    """The date moved by what stands before it, or the date alone when that makes no sense ("two days after 2024")."""
    if match.rule.resolve == "nothing" or is_name(inner, scene):
        return []
    outcomes = _outcomes(inner, scene)
    for outcome in outcomes:
        outcome.first = inner.first if outcome.first is None else outcome.first
        outcome.last = inner.last if outcome.last is None else outcome.last
    if len(outcomes) != 1 or outcomes[0].period is None or not outcomes[0].period.is_placed:
        return outcomes
    try:
        moved = PREFIX_RESOLVERS[match.rule.resolve](match, scene, outcomes[0])
    except (OverflowError, ValueError):
        return []
    return outcomes if moved is None else [moved]


def _remember(outcome: Outcome, match: Match, scene: Scene) -> None:
    is_compared = outcome.is_compared or scene.word(match.first - 1) in cue_words("comparison")["prepositions"]
    if outcome.period is not None and not is_compared:
        scene.remember(outcome.period, match.first, outcome.is_deictic)


def _row(outcome: Outcome, match: Match, scene: Scene) -> DateExpression:
    first = match.first if outcome.first is None else outcome.first
    last = match.last if outcome.last is None else outcome.last
    start, end = scene.lexemes[first].start, scene.lexemes[last - 1].end
    period = outcome.period
    is_placed = period is not None and period.is_placed
    first_day: date | None = period.start if period and is_placed else None
    last_day: date | None = period.end if period and is_placed else None
    grain = period.grain if period else None
    if period and period.year_of:
        grain = f"{period.year_of}_{grain}"
    return DateExpression(
        start, end, scene.text[start:end], outcome.value, grain, outcome.basis, first_day, last_day, match.rule.name
    )
