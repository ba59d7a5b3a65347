"""Names of the lists are read with their canonical name, kind and country (known_names.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from transforms.extract.language_model import load_model
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context

NAMES = tomllib.loads(Path(__file__).with_name("known_names.toml").read_text("utf-8"))["names"]


@pytest.mark.parametrize("known", NAMES, ids=lambda known: known["mention"])
def test_a_known_name_is_read(known: dict[str, str]) -> None:
    [reading] = read_texts(load_model(), [(known["text"], Context(date(2025, 3, 1)))])
    read = [(m.text, m.name, m.kind, m.country or "") for m in reading.mentions]
    assert (known["mention"], known["name"], known["kind"], known["country"]) in read
