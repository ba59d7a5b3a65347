"""What reads texts: the model, what is known about names, and the user's rates, built once a process and passed on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language

from transforms.extract.entities import Gazetteer
from transforms.extract.language_model import BUNDLED, load_model
from transforms.extract.metrics.conversion.exchange import ExchangeRates


@dataclass(frozen=True, slots=True)
class Readers:
    """The parser, the name lists and the exchange rates that every text of a run is read with."""

    nlp: Language
    gazetteer: Gazetteer
    rates: ExchangeRates | None = None


@cache
def load_readers(model: str = BUNDLED, own_gazetteers: Path | None = None, own_rates: Path | None = None) -> Readers:
    """The readers for a model, a user's folder of name lists and table of rates.

    All are large and never change, so a process keeps one for each set that it is asked for. Raises ModelError,
    GazetteerError and RatesError.
    """
    rates = ExchangeRates.load(own_rates) if own_rates is not None else None
    return Readers(load_model(model), load_gazetteer(own_gazetteers), rates)


@cache
def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """The name lists alone. Raises GazetteerError."""
    return Gazetteer.load(own)
