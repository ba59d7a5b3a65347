"""Who stands where in a photo is cut out before the parse; offsets and texts stay those of the article."""

from __future__ import annotations

import pytest

from transforms.extract.entities.place_names import is_place_name
from transforms.extract.model import load_bundled
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context
from transforms.extract.text.asides import cut_asides


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ana Ruiz, left, and Bo Ek, right, shake hands.", "Ana Ruiz and Bo Ek shake hands."),
        ("Ana Ruiz, center, Mayor Ek and others wave.", "Ana Ruiz, Mayor Ek and others wave."),
        ("Ana Ruiz, mayor of Ulm, left, waves.", "Ana Ruiz, mayor of Ulm, waves."),
        ("Ana Ruiz (L) waves.", "Ana Ruiz waves."),
        ("He left, and she turned left.", "He left, and she turned left."),
    ],
)
def test_asides_are_cut_out(text: str, short: str) -> None:
    assert cut_asides(text, is_place_name).text == short


def test_rows_keep_the_words_of_the_article() -> None:
    text = "Chilean President Gabriel Boric, left, and Finnish President Sauli Niinisto, right, shake hands in Oslo."
    (reading,) = read_texts(load_bundled(), [(text, Context())])
    (movement,) = reading.movements
    assert movement.mode == "meeting" and movement.place == "Oslo"
    assert {p.country for p in movement.participants} == {"CHL", "FIN"}
    for row in (*reading.mentions, *reading.movements, *movement.participants):
        assert row.text == text[row.start : row.end]
