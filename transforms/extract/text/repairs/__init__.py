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

__all__ = ["repair_parse"]


def repair_parse(doc: Doc) -> None:
    """Mend tags, heads and labels of ``doc``."""
    for sentence in [*doc.sents]:
        part_source(sentence)
        mend_places(sentence)
        give_root(sentence)
    mend_forecasts(doc)
