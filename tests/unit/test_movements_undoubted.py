"""What nobody doubts or denies is told; what somebody doubts or denies is not."""

from __future__ import annotations

import pytest
from test_movements import read


def _reality(text: str, words: str) -> list[tuple[str, str]]:
    return [(m.modality, m.polarity) for m in read(text) if words in m.text]


@pytest.mark.parametrize(
    "text",
    [
        "There is no doubt that Chad bombed Niger.",
        "No one denies that Chad bombed Niger.",
        "Without doubt, Chad bombed Niger.",
        "Few doubt that Chad bombed Niger.",
        "It cannot be denied that Chad bombed Niger.",
        "Officials do not doubt that Chad bombed Niger.",
        "Analysts have no reason to doubt that Chad bombed Niger.",
        "Neither side disputes that Chad bombed Niger.",
        "There is no denying that Chad bombed Niger.",
        "Chad does not deny that it bombed Niger.",
    ],
)
def test_undoubted_acts_are_told(text: str) -> None:
    assert _reality(text, "bombed") == [("actual", "positive")]


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("Officials doubt that Chad bombed Niger.", ("possible", "positive")),
        ("There is much doubt that Chad bombed Niger.", ("possible", "positive")),
        ("The minister denied that Chad bombed Niger.", ("denied", "negative")),
        ("Nobody believes that Chad bombed Niger.", ("possible", "positive")),
        ("No one doubted the army. Chad denied that it bombed Niger.", ("denied", "negative")),
        ("Nobody knew of the raid, but officials doubt that Chad bombed Niger.", ("possible", "positive")),
    ],
)
def test_doubt_and_denial_stay(text: str, reality: tuple[str, str]) -> None:
    assert _reality(text, "bombed") == [reality]


def test_what_nobody_doubts_keeps_its_own_tense_and_negation() -> None:
    assert _reality("Nobody doubts that Chad will bomb Niger.", "bomb") == [("planned", "positive")]
    assert _reality("No one denies that Chad did not bomb Niger.", "bomb") == [("actual", "negative")]


def test_the_same_of_an_attack() -> None:
    assert _reality("Nobody doubts that Iran attacked Oman.", "attacked") == [("actual", "positive")]
