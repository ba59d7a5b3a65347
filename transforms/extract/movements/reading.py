"""From the acts the encoder read to movements: participants, day, place, source, and how sure all that is."""

from __future__ import annotations

from datetime import timedelta

from transforms.extract.encoder.confidence import describe_act, rate
from transforms.extract.encoder.decoding import ReadTrigger, first_date, spell_source
from transforms.extract.encoder.labels import MODEL
from transforms.extract.encoder.stretch import stretch_days
from transforms.extract.movements.assertions import correct_reality
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.phrases import tells_act, whole_phrase
from transforms.extract.movements.sides import read_sides
from transforms.extract.movements.syntax import auxiliaries
from transforms.extract.movements.trigger import Trigger, locate
from transforms.extract.movements.when import When, recall_trigger
from transforms.extract.movements.where import Where, name_place
from transforms.extract.rows import DateExpression, Movement

_HAPPENING = frozenset({"actual", "ongoing"})
# Of acts below this confidence fewer than one in eight is wholly right on the dev passages: better none than those.
# A row of many sides may be unsure as a whole though the act itself is plain.
_LEAST, _SURE_TYPE = 0.15, 0.8


def read_act(act: ReadTrigger, index: TextIndex) -> tuple[Movement, Trigger] | None:
    """One movement and the words that tell it.

    Null where the encoder is too unsure, for words that tell no act, and for those that only say that somebody
    gave no answer.
    """
    confidence = rate("movement", describe_act(act))
    trigger = locate(act, index.doc)
    spoken = index.assertions_of(trigger.token.sent)
    is_doubtful = confidence < _LEAST and act.scores["type"] < _SURE_TYPE
    if is_doubtful or trigger.token.i in spoken.unanswering or not tells_act(trigger.words):
        return None
    when = _read_when(act, trigger, index)
    where = _read_where(act, index)
    sides = read_sides(act, index)
    movement = Movement(
        start=act.start,
        end=act.end,
        text=index.text[act.start : act.end],
        type=act.type,
        mode=act.mode,
        modality=act.modality,
        polarity=act.polarity,
        date_start=when.start,
        date_end=when.end,
        date_grain=when.grain,
        date_basis=when.basis,
        place=where.place,
        place_country=where.country,
        place_basis=where.basis,
        attributed_to=spell_source(index.text, act.spans["source"]),
        is_reciprocal=sides.is_mutual,
        rule=f"{MODEL}:trigger",
        participants=sides.participants,
    )
    _place_in_time(movement, index)
    movement.cue = _find_cue(movement, trigger)
    correct_reality(movement, trigger, spoken.unasserted)
    movement.confidence = confidence
    return movement, trigger


def _read_when(act: ReadTrigger, trigger: Trigger, index: TextIndex) -> When:
    """The expression the encoder ties to the act; else what the clause says of an unspecified past or a counted day."""
    found = first_date(act.spans["time"], (expression for _, _, expression in index.dates))
    return _meet(found, act, index) if found else recall_trigger(trigger, index)


def _meet(found: DateExpression, act: ReadTrigger, index: TextIndex) -> When:
    """The days of an expression. A bare weekday is the last one for what happened, the next one for what is planned."""
    published = index.context.published_on
    start, end = stretch_days(found, index.text, published, act.modality in _HAPPENING)
    if found.rule == "weekday" and start and end and published:
        is_ahead = start > published
        is_planned = act.modality in ("planned", "requested") and act.polarity == "positive"
        if is_ahead and act.modality in _HAPPENING:
            start, end = start - timedelta(7), end - timedelta(7)
        elif not is_ahead and is_planned:
            start, end = start + timedelta(7), end + timedelta(7)
    return When(start, end, found.grain, found.basis)


def _place_in_time(movement: Movement, index: TextIndex) -> None:
    """What is dated after the day of publication cannot have happened yet."""
    published = index.context.published_on
    is_ahead = published is not None and movement.date_start is not None and movement.date_start > published
    if is_ahead and movement.modality in _HAPPENING:
        movement.modality = "planned"


def _read_where(act: ReadTrigger, index: TextIndex) -> Where:
    for span in act.spans["place"]:
        words = whole_phrase(index.doc, span.start, span.end)
        if words is not None:
            return name_place(words, index)
    return Where()


def _find_cue(movement: Movement, trigger: Trigger) -> str | None:
    """The words beside the act that make it more or less than a plain fact: "will", "has not", "urged … to"."""
    if movement.modality == "actual" and movement.polarity == "positive":
        return None
    return auxiliaries(trigger.verb)
