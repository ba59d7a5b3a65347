"""Journeys from one place to another, forces taken out of a country, meetings with somebody no list knows."""

from __future__ import annotations

import pytest
from test_movements import countries, read


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Macron flew from Seoul to Tokyo on Monday.", "flew", ["FRA"], ["JPN"]),
        ("Georgia's prime minister flew from Tbilisi to Baku on Friday.", "flew", ["GEO"], ["AZE"]),
        ("British Prime Minister Keir Starmer headed from Amman to Cairo.", "headed", ["GBR"], ["EGY"]),
        ("Germany's foreign minister travelled from Hanoi to Beijing.", "travelled", ["DEU"], ["CHN"]),
        ("Uganda removed its military from Congo.", "removed", ["UGA"], ["COD"]),
        ("Rwanda pulled its army out of Mozambique.", "pulled out", ["RWA"], ["MOZ"]),
        ("India withdrew its military from the Maldives.", "withdrew", ["IND"], ["MDV"]),
    ],
)
def test_from_one_place_to_another(text: str, words: str, actors: list[str], recipients: list[str]) -> None:
    (movement,) = [m for m in read(text) if m.text.split()[0] == words.split()[0]]
    assert (countries(movement, "actor"), countries(movement, "recipient")) == (actors, recipients)


def test_what_is_no_journey_of_an_office() -> None:
    assert read("The company flew goods from Lima to Bogota.") == []
    assert read("The ministry removed its website from Google.") == []


def test_a_meeting_keeps_a_side_that_no_list_knows() -> None:
    (meeting,) = read("Britain's Qworth met with Germany's Zellmann.")
    assert (countries(meeting, "actor"), countries(meeting, "recipient")) == (["GBR"], ["DEU"])
    (meeting,) = read("Modi met Macron in Paris on Monday.")
    assert [p.text for p in meeting.participants] == ["Modi", "Macron"]
