"""The lexicon of movements as dictionaries, read once from the data files beside this module."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"


def _lines(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of a TOML file of the lexicon; lists of a table are named ``table.list``."""
    content = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    lists: dict[str, frozenset[str]] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            lists.update({f"{key}.{inner}": frozenset(words) for inner, words in value.items()})
        else:
            lists[key] = frozenset(value)
    return lists


@cache
def role_sectors() -> dict[str, str | None]:
    """Noun (lemma or two lemmas) of someone who can act -> sector code, null when the noun tells none."""
    return {line["noun"]: line["sector"] or None for line in _lines("roles.csv")}


@cache
def organisation_codes() -> dict[str, tuple[str, str | None]]:
    """Lower-case name of an organisation above the states -> (IGO or NGO, sector)."""
    return {line["name"]: (line["code"], line["sector"] or None) for line in _lines("igo.csv")}
