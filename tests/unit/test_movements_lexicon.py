"""The word lists of movements are consistent, and every one of them is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from transforms.extract import movements
from transforms.extract.movements.lexicon import organisation_codes, role_sectors, word_lists

FOLDER = Path(movements.__file__).parent
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.parent.rglob("*.py")))


@pytest.mark.parametrize("name", ["sports", "speech", "quantities"])
def test_lists_are_lower_case(name: str) -> None:
    assert all(word == word.lower().strip() for words in word_lists(name).values() for word in words)


def test_sectors_and_organisations_use_codes() -> None:
    assert all(sector is None or (len(sector) == 3 and sector.isupper()) for sector in role_sectors().values())
    assert {code for code, _ in organisation_codes().values()} == {"IGO", "NGO"}


@pytest.mark.parametrize("path", sorted((FOLDER / "lexicon").glob("*.toml")), ids=lambda path: path.name)
def test_every_list_is_read(path: Path) -> None:
    if path.name != "past_times.toml":
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
        assert [name for name in lists if f'"{name}"' not in CODE] == []


def test_every_part_of_a_past_time_is_named_by_a_phrase() -> None:
    content = tomllib.loads((FOLDER / "lexicon/past_times.toml").read_text(encoding="utf-8"))
    named = {name for phrases in content["phrases"].values() for name in re.findall(r"{([a-z]+)}", " ".join(phrases))}
    assert set(content["parts"]) == named - {"eras"}, "the eras have a file of their own"
    assert set(content) == {"parts", "phrases"}
    assert all(f'_pattern("{kind}")' in CODE for kind in content["phrases"])


def test_modules_named_in_docstrings_exist() -> None:
    named = re.findall(r"``(\w+)``", movements.__doc__ or "")
    assert named
    assert [name for name in named if not (FOLDER / f"{name}.py").exists()] == []
