"""The days of an act: of the expression the encoder ties to it, else of what its text recalls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from transforms.extract.dates import periods
from transforms.extract.encoder.decoding import ReadTrigger, first_date
from transforms.extract.encoder.stretch import stretch_days
from transforms.extract.english.modality import Modality
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.circumstances.elapsed import Elapsed, read_elapsed
from transforms.extract.movements.circumstances.eras import find_era
from transforms.extract.movements.circumstances.hung_dates import date_before_clause
from transforms.extract.movements.circumstances.past_times import lies_in_named_past
from transforms.extract.movements.circumstances.recalled import is_long_past, is_remembered, lies_in_past
from transforms.extract.movements.document import Document
from transforms.extract.rows import DateExpression

_WEEK = timedelta(7)
_LIES_AHEAD = frozenset({Modality.PLANNED, Modality.REQUESTED})
# "28 years after": of so long a time the day of publication is a good enough end, of shorter ones it is not.
_LONG_UNITS = frozenset({"year", "decade"})


@dataclass(slots=True)
class When:
    """Day bounds (inclusive), grain and basis of a movement's date."""

    start: date | None = None
    end: date | None = None
    grain: str | None = None
    basis: str = "none"


def read_when(act: ReadTrigger, trigger: Trigger, document: Document) -> When:
    """The expression the encoder ties to the act; else what the clause says of an unspecified past or a counted day."""
    found = first_date(act.spans["time"], (expression for _, _, expression in document.index.dates))
    return _read_days(found, act, document) if found else _recall(trigger, document)


def _read_days(found: DateExpression, act: ReadTrigger, document: Document) -> When:
    """The days of an expression. A bare weekday is the last one for what happened, the next one for what is planned."""
    published, modality = document.context.published_on, Modality(act.modality)
    start, end = stretch_days(found, document.index.text, published, modality.has_happened)
    if found.rule == "weekday" and start and end and published:
        is_ahead = start > published
        if is_ahead and modality.has_happened:
            start, end = start - _WEEK, end - _WEEK
        elif not is_ahead and modality in _LIES_AHEAD and act.polarity == "positive":
            start, end = start + _WEEK, end + _WEEK
    return When(start, end, found.grain, found.basis)


def _recall(trigger: Trigger, document: Document) -> When:
    """What the clause says of an act that no date of the text is tied to: a counted or named past, else nothing.

    A recalled act has the date on which its clause is hung, or none: its basis is then ``past``.
    """
    hung = date_before_clause(trigger, document.index)
    if hung is not None:
        return When(hung.date_start, hung.date_end, hung.grain, hung.basis)
    elapsed = read_elapsed(trigger)
    if elapsed is not None and (counted := _count_back(elapsed, trigger, document)) is not None:
        return counted
    era = find_era(trigger.token.sent)
    if era is not None:
        return When(era.first, era.last, "window", "explicit")
    part = document.part_at(trigger.token.idx)
    if part is not None and part.name == "caption" and part.taken_on is not None:
        return When(part.taken_on, part.taken_on, "day", "explicit")
    return When(basis="past") if _is_past(trigger, document) else When()


def _is_past(trigger: Trigger, document: Document) -> bool:
    """True if words around the act place it in an unspecified past."""
    sentence = trigger.token.sent
    inside = (e for first, end, e in document.index.dates if first >= sentence.start and end <= sentence.end)
    if any(is_long_past(expression) for expression in inside):
        return True
    return is_remembered(trigger) or lies_in_past(trigger) or lies_in_named_past(trigger)


def _count_back(elapsed: Elapsed, trigger: Trigger, document: Document) -> When | None:
    """The days of "three years since": that long before publication, or before another day in the sentence.

    None for days, weeks and months after something without a day in the sentence.
    """
    base = document.context.published_on
    if elapsed.after is not None:
        told = _day_besides(elapsed.after, trigger, document)
        if told is None and elapsed.unit not in _LONG_UNITS:
            return None
        base = told or base
    if base is None:
        return When(basis="past")
    period = periods.of_grain(elapsed.unit, periods.step(base, -elapsed.count, elapsed.unit))
    return When(period.start, period.end, period.grain, "relative")


def _day_besides(after: Token, trigger: Trigger, document: Document) -> date | None:
    """The first day of the sentence outside the clause of the act itself."""
    sentence = trigger.token.sent
    own = {token.i for token in trigger.verb.subtree if token.i > after.i}
    inside = ((first, e) for first, end, e in document.index.dates if sentence.start <= first and end <= sentence.end)
    return next((e.date_start for first, e in inside if e.date_start is not None and first not in own), None)
