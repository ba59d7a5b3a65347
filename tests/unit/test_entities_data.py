"""The data files of the name rules: every list and column of them is read, and every list that is read exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from transforms.extract.entities.gazetteer.tables import FILES, PROVENANCE, built_in_rows
from transforms.extract.entities.kinds.votes import KindVotes
from transforms.extract.entities.linking.homonyms import HomonymCues
from transforms.extract.entities.vocabulary import DATA, NameWords
from transforms.extract.readers import load_gazetteer
from transforms.vocabulary import Vocabulary

CODE = DATA.parent


def code(folder: Path = CODE) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))


def fields_of(model: type[Vocabulary]) -> Iterator[str]:
    """The names of all fields that hold words or numbers, also those of the tables inside."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Vocabulary):
            yield from fields_of(inner)
        else:
            yield name


@pytest.mark.parametrize("model", [NameWords, KindVotes, HomonymCues])
def test_every_list_of_a_vocabulary_is_read(model: type[Vocabulary]) -> None:
    read = set(re.findall(r"\.(\w+)", code())) | {"model", "pattern", "gazetteer", "acronym", "repeated"}
    assert set(fields_of(model)) <= read


@pytest.mark.parametrize("file", FILES)
def test_every_column_is_read(file: str) -> None:
    read = set(re.findall(r'"(\w+)"', code(CODE / "gazetteer")))
    unread = {"population_thousands"}  # says why a town is in the file
    assert set(built_in_rows(file)[0]) <= read | unread | set(PROVENANCE)


def test_every_file_is_known_by_name() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == set(FILES)


def test_states_and_their_towns_name_each_other() -> None:
    regions = load_gazetteer().regions
    names = {entry.name for entry in regions.by_name.values()}
    assert {entry.country for entry in regions.by_name.values()} <= set(load_gazetteer().countries)
    assert {name for states in regions.towns.values() for name in states} <= names


def test_every_person_has_a_source_and_the_day_of_the_last_check() -> None:
    rows = built_in_rows("people")
    assert all(row["source"] for row in rows)
    assert all(row.date("checked_on") for row in rows)
