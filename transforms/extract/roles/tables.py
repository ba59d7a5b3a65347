"""The tables of roles, read when the module is imported."""

from __future__ import annotations

import csv
from pathlib import Path

from transforms.vocabulary import Vocabulary

_DATA = Path(__file__).parent / "data"


class _FamilyNames(Vocabulary):
    """Roles that are family names, too."""

    family_names: frozenset[str]


def _lines(name: str) -> list[dict[str, str]]:
    """The lines of a table without its comments."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


# Noun (lemma, or two words) of someone who can act -> sector code, None when the noun has none.
SECTORS: dict[str, str | None] = {line["noun"]: line["sector"] or None for line in _lines("roles.csv")}
# Lower-case name of a body above the states -> (IGO or NGO, sector).
ORGANISATIONS: dict[str, tuple[str, str | None]] = {
    line["name"]: (line["code"], line["sector"] or None) for line in _lines("organisations.csv")
}
FAMILY_NAMES = _FamilyNames.load(_DATA / "family_names.toml").family_names
