"""A sentence of many figures gives each of them, once."""

from __future__ import annotations

from datetime import date

from transforms.extract.language_model import load_model
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import read_exact
from transforms.extract.rows import Context


def test_every_figure_of_a_long_list_is_read() -> None:
    text = "Lena paid " + ", ".join(f"${n}" for n in range(5, 125)) + "."
    found = read_exact(load_model()(text), Context(date(2025, 11, 6)), load_gazetteer()).metrics
    assert [metric.value for metric in found] == list(range(5, 125))
