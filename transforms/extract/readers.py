"""What reads texts: the model and what is known about names, built once a process and passed to reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language

from transforms.extract.entities import Gazetteer
from transforms.extract.language_model import BUNDLED, load_model


@dataclass(frozen=True, slots=True)
class Readers:
    """The parser and the name lists that every text of a run is read with."""

    nlp: Language
    gazetteer: Gazetteer


@cache
def load_readers(model: str = BUNDLED, own_gazetteers: Path | None = None) -> Readers:
    """The readers for a model and a user's folder of name lists. Raises ModelError and GazetteerError.

    Both are immutable and large, so a process keeps one for each pair that it is asked for.
    """
    return Readers(load_model(model), load_gazetteer(own_gazetteers))


@cache
def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """The name lists alone. Raises GazetteerError."""
    return Gazetteer.load(own)
