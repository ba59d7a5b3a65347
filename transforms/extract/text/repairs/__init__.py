"""Repairs of the parse, in place: ``headline_sources``, ``lost_places``, ``lost_roots``, ``forecasts``, in this order.

The small parser has not met the turns of newswire often enough. Each module mends one kind of them; a sentence without
such a turn stays as it was parsed.
"""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.text.repairs.forecasts import mend_forecasts
from transforms.extract.text.repairs.headline_sources import part_source
from transforms.extract.text.repairs.lost_places import mend_places
from transforms.extract.text.repairs.lost_roots import give_root
from transforms.extract.trace import Trace

__all__ = ["repair_parse"]


def repair_parse(doc: Doc, trace: Trace) -> None:
    """Mend tags, heads and labels of ``doc``; every repair is noted in the trace."""
    for sentence in [*doc.sents]:
        if part_source(sentence):
            trace.change("parse", "headline_source", sentence.start_char, sentence.end_char)
        for place in mend_places(sentence):
            trace.change("parse", "lost_place", place.idx, place.idx + len(place))
        if give_root(sentence):
            trace.change("parse", "lost_root", sentence.start_char, sentence.end_char)
    for verb in mend_forecasts(doc):
        trace.change("parse", "forecast", verb.idx, verb.idx + len(verb))
