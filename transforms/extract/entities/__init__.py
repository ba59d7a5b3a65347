"""Names: who and what a text speaks of, told apart by kind, linked to entities with canonical names and countries."""

from __future__ import annotations

from transforms.extract.entities.gazetteer import Gazetteer
from transforms.extract.entities.gazetteer.tables import GazetteerError
from transforms.extract.entities.reading import read_names

__all__ = ["Gazetteer", "GazetteerError", "read_names"]
