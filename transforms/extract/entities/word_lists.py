"""Closed word lists of the name rules, from data/word_lists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "word_lists.toml"


def word_list(name: str) -> frozenset[str]:
    """The words of one list. Raises KeyError for a list that the file lacks."""
    return frozenset(_lists()[name].split())


def word_phrases(name: str) -> frozenset[str]:
    """The entries of a list with one entry a line, which may have several words."""
    return frozenset(_lists()[name].strip().split("\n"))


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
