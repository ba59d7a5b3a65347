"""From the acts that the encoder read to movements, step by step: each sub-package is a step."""

from __future__ import annotations

from transforms.extract.clauses import Clauses
from transforms.extract.encoder.decoding import ReadTrigger, spell_source
from transforms.extract.encoder.labels import MODEL
from transforms.extract.movements.acts.refusals import Candidate, find_refusal, make_candidate
from transforms.extract.movements.circumstances.when import When, read_when
from transforms.extract.movements.circumstances.where import Where, read_where
from transforms.extract.movements.document import Document
from transforms.extract.movements.figures.governed import govern_metrics
from transforms.extract.movements.judging.games import without_games
from transforms.extract.movements.judging.reality import judge_reality
from transforms.extract.movements.located import LocatedMovement
from transforms.extract.movements.participants.homes import learn_homes
from transforms.extract.movements.participants.noun_phrases import learn_offices
from transforms.extract.movements.participants.sides import Sides, read_sides
from transforms.extract.rows import Context, Metric, Movement

STEPS = ("acts", "participants", "circumstances", "judging", "figures")


def read_movements(
    clauses: Clauses, context: Context, metrics: list[Metric], acts: list[ReadTrigger]
) -> list[Movement]:
    """The movements of a text, one for each of ``acts`` that is kept; sets ``metric.movement`` on their figures."""
    document = Document(clauses, context)
    learn_offices(document)
    learn_homes(document)
    found = [located for act in acts if (located := _read_act(act, document)) is not None]
    found = without_games(found, document)
    govern_metrics(metrics, found, document.index)
    return [located.movement for located in found]


def _read_act(act: ReadTrigger, document: Document) -> LocatedMovement | None:
    """One movement and the words that name it; None for an act that is refused."""
    candidate = make_candidate(act, document.clauses)
    refusal = find_refusal(candidate)
    if refusal is not None:
        document.context.trace.refuse("movements", refusal, act.start, act.end)
        return None
    when, where, sides = (
        read_when(act, candidate.trigger, document),
        read_where(act, document.index),
        read_sides(act, document),
    )
    located = LocatedMovement(_row(candidate, when, where, sides, document), candidate.trigger)
    rule = judge_reality(located, candidate.assertions, document)
    if rule is not None:
        document.context.trace.change("movements", rule, act.start, act.end)
    return located


def _row(candidate: Candidate, when: When, where: Where, sides: Sides, document: Document) -> Movement:
    act, text = candidate.act, document.index.text
    return Movement(
        start=act.start,
        end=act.end,
        text=text[act.start : act.end],
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
        attributed_to=spell_source(text, act.spans["source"]),
        is_reciprocal=sides.is_mutual,
        confidence=candidate.confidence,
        rule=f"{MODEL}:trigger",
        participants=sides.participants,
    )
