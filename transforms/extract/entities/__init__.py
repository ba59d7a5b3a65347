"""Names: who and what a text speaks of, told apart by kind, linked to entities with canonical names and countries."""

from __future__ import annotations

from transforms.extract.entities.gazetteers import GazetteerError, gazetteer_files, use_gazetteers
from transforms.extract.entities.reading import read_names

__all__ = ["GazetteerError", "gazetteer_files", "read_names", "use_gazetteers"]
