"""The word lists of cues.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def cue_words(section: str) -> dict[str, frozenset[str]]:
    """The lists of one section of cues.toml, by name. Raises KeyError for a section it does not have."""
    tables = tomllib.loads((Path(__file__).parent / "data" / "cues.toml").read_text(encoding="utf8"))
    return {name: frozenset(words) for name, words in tables[section].items()}
