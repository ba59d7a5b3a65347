"""Movements: who did what to whom, where, when, and did it happen.

The way of a text: ``homes`` learns whose the bodies of states are, ``triggers`` finds the words of the lexicon,
``selection`` says which of them speak for themselves, ``assignment`` (with ``actors``, ``recipients``, ``nominal`` and
``parties``) who takes part, ``where``, ``when`` and ``sources`` the place, the date and who says so, ``reality`` and
``assertions`` whether it happened, ``admission`` what is let through; ``assembly`` puts the rows together.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from transforms.extract.movements.assembly import read_sentence
from transforms.extract.movements.figures import govern_metrics
from transforms.extract.movements.homes import dateline_countries, learn_homes
from transforms.extract.movements.index import index_text
from transforms.extract.movements.pairs import directed_sides
from transforms.extract.movements.parties import learn_offices
from transforms.extract.movements.selection import speaks_of_games
from transforms.extract.movements.tails import tail_tokens
from transforms.extract.movements.trigger import Trigger
from transforms.extract.rows import Context, DateExpression, Metric, Movement, NamesReading

__all__ = ["directed_sides", "read_movements"]


def read_movements(
    doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression], metrics: list[Metric]
) -> list[Movement]:
    """The movements of a text in text order; sets ``metric.movement`` on the figures a movement governs."""
    index = index_text(doc, context, names, dates)
    learn_offices(index)
    index.homes, index.datelines = learn_homes(index), dateline_countries(index)
    is_sport = speaks_of_games([token.lower_ for token in doc])
    found: list[tuple[Movement, Trigger]] = []
    for sentence in doc.sents:
        index.tails = tail_tokens(sentence)
        found += read_sentence(sentence, index, is_sport)
    _share_actors(found)
    govern_metrics(doc, metrics, found)
    return [movement for movement, _ in found]


def _share_actors(found: list[tuple[Movement, Trigger]]) -> None:
    """ "A wreath was laid … The wreaths were sent in the name of X": the next sentence names the doer."""
    for (movement, trigger), (later, follower) in pairwise(found):
        if any(p.role == "actor" for p in movement.participants) or (movement.type, movement.mode) != (
            later.type,
            later.mode,
        ):
            continue
        objects = {noun.lemma_ for noun in trigger.objects}
        again = [noun for noun in follower.objects if noun.lemma_ in objects]
        is_next = 0 <= follower.token.sent.start - trigger.token.sent.end <= 2
        if is_next and any(child.lower_ in ("the", "these", "those") for noun in again for child in noun.children):
            movement.participants = [p for p in later.participants if p.role == "actor"] + movement.participants
