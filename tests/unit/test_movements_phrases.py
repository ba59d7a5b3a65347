"""A phrase that stops short of its noun is made whole; words that name nobody are no side."""

from __future__ import annotations

import pytest

from transforms.extract.language_model import load_model
from transforms.extract.movements.acts.phrases import whole_phrase
from transforms.extract.movements.acts.refusals import can_tell_act
from transforms.extract.text.index import TextIndex


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("The group stormed the shopping centre.", "the shopping", "the shopping centre"),
        ("Police closed the Kenyan public schools.", "the Kenyan", "the Kenyan public schools"),
        ("A local farmer was arrested.", "A local", "A local farmer"),
        ("The army shelled two hill villages.", "two hill", "two hill villages"),
        # look-alikes that stay as they are
        ("They met the minister.", "They", "They"),
        ("Chile accused its coastal guard.", "its", "its"),
        ("Oman's navy seized a ship.", "Oman's navy", "Oman's navy"),
        ("Peru and Chile held talks.", "Peru", "Peru"),
        ("The tax on bread rose.", "tax", "tax"),
    ],
)
def test_a_phrase_is_made_whole(text: str, marked: str, whole: str) -> None:
    start = text.index(marked)
    found = whole_phrase(TextIndex(load_model()(text)), start, start + len(marked))
    assert found is not None
    assert found.text == whole


def test_words_that_name_nobody_are_no_phrase() -> None:
    text = "Applicants who were infected with it left."
    assert whole_phrase(TextIndex(load_model()(text)), text.index("infected"), text.index(" with")) is None


def test_small_words_tell_no_act() -> None:
    doc = load_model()("The firms had little to do with it, and police raided them.")
    assert not can_tell_act(doc[4:5])
    assert can_tell_act(doc[11:12])
