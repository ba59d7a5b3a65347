"""Whose a nameless body is where a dateline or a place in front of the clause tells it."""

from __future__ import annotations

import pytest
from test_movements import countries, read


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("MONTEVIDEO, Nov 4 (EFE) - The president travelled to Madrid on Tuesday.", "travelled", "URY"),
        ("HANOI — The foreign minister arrived in Vientiane on Monday.", "arrived", "VNM"),
        ("POZNAN, Poland (AP) -- The foreign minister visited Rome on Friday.", "visited", "POL"),
        ("LIMA - The army attacked rebel camps on Sunday.", "attacked", "PER"),
        ("Quito: The government imposed sanctions on Belarus.", "imposed", "ECU"),
        ("OTTAWA, Ontario — The defence minister flew to Riga on Sunday.", "flew", "CAN"),
        ("Leaders hold talks\nHARARE, Nov. 3 (Xinhua) -- The government sent troops to Mozambique.", "sent", "ZWE"),
        ("Leaders hold talks\n\nTIRANA (Reuters) - The government sent aid to Malta.", "sent", "ALB"),
        ("Premier Visits Norway\nTALLINN — The prime minister flew to Oslo on Monday.", "flew", "EST"),
        # two reports in one text
        (
            "RABAT — The foreign ministry summoned the Spanish ambassador.\nBOGOTA — The government attacked Peru.",
            "attacked",
            "COL",
        ),
    ],
)
def test_the_dateline_tells(text: str, words: str, country: str) -> None:
    assert [countries(m, "actor") for m in read(text) if words in m.text] == [[country]]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("OSLO — The army of Mali bombed a village on Sunday.", "bombed", "MLI"),
        ("CANBERRA — Fiji's foreign minister arrived in Canberra on Monday.", "arrived", "FJI"),
        ("MUSCAT — The foreign minister arrived in Muscat.", "arrived", None),
        ("UNITED NATIONS — The government imposed sanctions on Belarus.", "imposed", None),
        ("PARIS/LONDON (Reuters) - The government expelled a Serbian diplomat.", "expelled", None),
    ],
)
def test_own_words_come_first_and_the_goal_never_counts(text: str, words: str, country: str | None) -> None:
    assert [countries(m, "actor") for m in read(text) if words in m.text] == [[country]]


def test_a_headline_above_a_dateline_ends_before_it() -> None:
    (first, _) = read("Minister goes to Oslo\nTALLINN, Nov. 3 (Reuters) — The prime minister flew to Oslo on Monday.")
    assert countries(first, "recipient") == ["NOR"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("In Kenya, the government imposed a curfew on Monday.", "imposed", "KEN"),
        ("In Peru, the army attacked rebel camps.", "attacked", "PER"),
        ("Inside Myanmar, the army bombed a village.", "bombed", "MMR"),
        ("Throughout Bolivia, the authorities banned protests on Friday.", "banned", "BOL"),
        ("In Ecuador on Monday, the government deployed troops.", "deployed", "ECU"),
        ("In Bogota, the government declared a state of emergency.", "declared", "COL"),
    ],
)
def test_a_place_in_front_is_the_ground_of_a_nameless_body(text: str, words: str, country: str) -> None:
    (movement,) = [m for m in read(text) if words in m.text]
    assert countries(movement, "actor") == [country]
    assert countries(movement, "recipient") == []
    assert movement.place_country == country


@pytest.mark.parametrize(
    ("text", "words", "actor", "recipient"),
    [
        ("In Kenya, the government imposed sanctions on Uganda.", "imposed", "KEN", "UGA"),
        ("In Kenya, the government sent troops to Somalia.", "sent", "KEN", "SOM"),
        ("In Lebanon, the Israeli army bombed a bridge.", "bombed", "ISR", "LBN"),
        ("In Geneva, the foreign minister of Oman met his Turkish counterpart.", "met", "OMN", "TUR"),
        ("In Berlin, the minister met his French counterpart.", "met", None, "FRA"),
    ],
)
def test_a_named_doer_or_other_side_stays(text: str, words: str, actor: str | None, recipient: str) -> None:
    (movement,) = [m for m in read(text) if words in m.text]
    assert (countries(movement, "actor"), countries(movement, "recipient")) == ([actor], [recipient])
