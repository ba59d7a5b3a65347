"""Movements: who did what to whom, where, when, and did it happen.

The encoder (``transforms.extract.encoder``) reads which words tell an act, of what type, in what modality, and which
words say who, whom, where, when and who says so. What is exact is added here: ``sides`` (with ``phrases``,
``parties``, ``titles``, ``homes`` and ``surroundings``) turns them into entities with country and sector, ``when``
(with ``recall`` and ``past_times``) into days, ``where`` into places; ``assertions`` corrects what a sentence takes
back, ``games`` leaves sport out, ``figures`` ties numbers to their act.
"""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.encoder.decoding import ReadTrigger
from transforms.extract.movements.figures import govern_metrics
from transforms.extract.movements.games import is_game, speaks_of_games
from transforms.extract.movements.homes import dateline_countries, learn_homes
from transforms.extract.movements.index import index_text
from transforms.extract.movements.pairs import directed_sides
from transforms.extract.movements.parties import learn_offices
from transforms.extract.movements.reading import read_act
from transforms.extract.rows import Context, DateExpression, Metric, Movement, NamesReading

__all__ = ["directed_sides", "read_movements"]


def read_movements(
    doc: Doc,
    context: Context,
    names: NamesReading,
    dates: list[DateExpression],
    metrics: list[Metric],
    acts: list[ReadTrigger],
) -> list[Movement]:
    """The movements of a text, one for each of ``acts`` but games; sets ``metric.movement`` on figures they govern."""
    index = index_text(doc, context, names, dates)
    learn_offices(index)
    index.homes, index.datelines = learn_homes(index), dateline_countries(index)
    in_sport = speaks_of_games(doc)
    found = [row for act in acts if (row := read_act(act, index)) is not None]
    found = [(movement, trigger) for movement, trigger in found if not is_game(movement, trigger.token.sent, in_sport)]
    govern_metrics(doc, metrics, found)
    return [movement for movement, _ in found]
