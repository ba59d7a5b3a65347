"""The date of an act that its text only recalls: counted back, named by an era, or in an unspecified past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span

from transforms.extract.dates import periods
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.past_times import lies_in_named_past
from transforms.extract.movements.recall import (
    Elapsed,
    date_before_clause,
    elapsed_expression,
    find_eras,
    is_long_past,
    is_remembered,
    lies_in_past,
)
from transforms.extract.movements.trigger import Trigger


@dataclass(slots=True)
class When:
    """Day bounds (inclusive), grain and basis of a movement's date."""

    start: date | None = None
    end: date | None = None
    grain: str | None = None
    basis: str = "none"


def recall_trigger(trigger: Trigger, index: TextIndex) -> When:
    """What the clause says of an act that no date of the text is tied to: a counted or named past, else nothing.

    A recalled act has the date on which its clause is hung, or none: its basis is then ``past``.
    """
    hung = date_before_clause(trigger, index)
    if hung is not None:
        return When(hung.date_start, hung.date_end, hung.grain, hung.basis)
    sentence = trigger.token.sent
    elapsed = elapsed_expression(trigger)
    if elapsed is not None and (counted := _count_back(elapsed, trigger, sentence, index)) is not None:
        return counted
    era = next((expression for _, _, expression in find_eras(sentence)), None)
    if era is not None:
        return When(era.date_start, era.date_end, era.grain, era.basis)
    part = index.part_at(trigger.token.idx)
    if part is not None and part.name == "caption" and part.taken_on is not None:
        return When(part.taken_on, part.taken_on, "day", "explicit")
    long_past = any(
        first >= sentence.start and end <= sentence.end and is_long_past(e) for first, end, e in index.dates
    )
    is_past = long_past or is_remembered(trigger) or lies_in_past(trigger) or lies_in_named_past(trigger)
    return When(basis="past") if is_past else When()


def _count_back(elapsed: Elapsed, trigger: Trigger, sentence: Span, index: TextIndex) -> When | None:
    """ "three years since Russia invaded": that long before publication, or before what the sentence tells besides.

    Null for days, weeks and months after something of which no day is told.
    """
    base = index.context.published_on
    if elapsed.after is not None:
        own = {token.i for token in trigger.verb.subtree if token.i > elapsed.after.i}
        in_sentence = [(first, d) for first, end, d in index.dates if sentence.start <= first and end <= sentence.end]
        dates = [d.date_start for first, d in in_sentence if d.date_start is not None and first not in own]
        if not dates and elapsed.unit not in ("year", "decade"):
            return None
        base = dates[0] if dates else base
    if base is None:
        return When(basis="past")
    period = periods.of_grain(elapsed.unit, periods.step(base, -elapsed.count, elapsed.unit))
    return When(period.start, period.end, period.grain, "relative")
