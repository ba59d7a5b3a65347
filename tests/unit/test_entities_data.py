"""The data files of the name rules: every list and column of them is read, and every list that is read exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from transforms.extract.entities.gazetteers import DATA, FILES
from transforms.extract.entities.lexicon import country_names
from transforms.extract.entities.regions import regions

CODE = DATA.parent


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))


def test_every_word_list_is_read_and_every_one_read_exists() -> None:
    lists = set(tomllib.loads((DATA / "word_lists.toml").read_text(encoding="utf-8")))
    read = set(re.findall(r'word_(?:list|phrases)\("(\w+)"\)', code()))
    assert lists == read


def test_every_table_of_the_homonyms_is_read() -> None:
    tables = tomllib.loads((DATA / "homonyms.toml").read_text(encoding="utf-8"))
    keys = {(sense, key) for sense, table in tables.items() for key in table}
    source = (CODE / "homonyms.py").read_text(encoding="utf-8")
    assert {sense for sense, _ in keys} == {"state", "country"}
    assert all(f'["{key}"]' in source for _, key in keys)


def test_every_file_is_known_by_name() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == set(FILES)


@pytest.mark.parametrize("file", ["regions", "region_towns"])
def test_states_and_their_towns_name_each_other(file: str) -> None:
    names = {entry.name for entry in regions().values()}
    rows = [line for line in Path(DATA / f"{file}.csv").read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
    if file == "regions":
        assert {row.split(",")[2] for row in rows} <= set(country_names())
    else:
        assert {name for row in rows for name in row.split(",")[1].split("|")} <= names
