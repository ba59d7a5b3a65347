"""Every list in a vocabulary file is asked for by the code beside it: what nobody reads misleads who edits it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

TRANSFORMS = Path(__file__).parents[2] / "transforms"
PACKAGES = ("extract/metrics/data", "extract/dates/data", "normalise", "events")
# productions.toml lists the grammar with its examples; the tests of the grammar read it.
FILES = sorted(p for package in PACKAGES for p in (TRANSFORMS / package).glob("*.toml") if p.name != "productions.toml")

# Tables whose keys are values themselves: modifiers, ways to say a comparison, units, kinds of acts.
TABLES_OF_VALUES = {
    "modifiers.toml": {"before", "after"},
    "periods.toml": {"spoken"},
    "units.toml": {"prefixed"},
    "standards.toml": {"nouns", "participles"},
    "acts.toml": {"kinds", "families", "bodies"},
    "genres.toml": {"steps", "labels"},
}


def named_in(path: Path) -> str:
    """The code of the package, and the rules, which name word classes as {CLASS}."""
    package = path.parent.parent if path.parent.name == "data" else path.parent
    texts = [code.read_text(encoding="utf-8") for code in sorted(package.rglob("*.py"))]
    rules = path.parent / "rules.toml"
    return "\n".join([*texts, rules.read_text(encoding="utf-8")] if rules.exists() else texts)


def keys_of(path: Path) -> list[str]:
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    values = TABLES_OF_VALUES.get(path.name, set())
    inner = [
        key
        for name, table in content.items()
        if isinstance(table, dict) and name not in values
        for key, value in table.items()
        if isinstance(value, list)
    ]
    return [*content, *inner]


def is_named(key: str, code: str) -> bool:
    """True if the code quotes the key or asks an object for it, or a rule names it: "words('nouns', 'date')",
    "GENRES.steps", "<MONTH_NAME>"."""
    is_asked = re.search(rf"\.{re.escape(key)}\b", code) is not None
    return is_asked or f'"{key}"' in code or f"'{key}'" in code or (key.isupper() and key in code)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_key_is_read(path: Path) -> None:
    code = named_in(path)
    assert [key for key in keys_of(path) if not is_named(key, code)] == []


def test_a_key_that_nobody_reads_is_found(tmp_path: Path) -> None:
    (tmp_path / "reader.py").write_text('words("ranks", "known")\n', encoding="utf-8")
    (tmp_path / "ranks.toml").write_text('known = ["first"]\nforgotten = ["last"]\n', encoding="utf-8")
    path = tmp_path / "ranks.toml"
    assert [key for key in keys_of(path) if not is_named(key, named_in(path))] == ["forgotten"]
