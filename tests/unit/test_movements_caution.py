"""What must not be read into a sentence: countries nobody named, deeds nobody did, days nobody gave."""

from __future__ import annotations

import pytest
from test_movements import countries, read

QUIET = [
    "The minister asked whether the bridge had been finished.",
    "The climbers crossed two demanding glaciers on Friday.",
    "The ministry launched a vaccination campaign in Bolivia.",
    "Villagers ate at a restaurant called The Blue Duck on the coast.",
    "The company offered a discount to customers.",
    "Kenya welcomed a million tourists.",
]


@pytest.mark.parametrize("text", QUIET)
def test_everyday_words_are_no_movements(text: str) -> None:
    assert [m.type for m in read(text) if m.type != "STATEMENT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The president of Laos urged Asian countries to work together.",
        "Norwegian officials condemned the leaders of Muslim countries.",
        "The prime minister of Peru thanked the international community.",
    ],
)
def test_a_country_comes_from_the_participants_own_words(text: str) -> None:
    found = read(text)
    assert found
    assert all(country is None for m in found for country in countries(m, "recipient"))


def test_critics_of_a_president_are_not_the_president() -> None:
    found = next(
        m for m in read("President Emmanuel Macron resigned. Macron’s critics attacked the police.") if m.mode is None
    )
    assert all(p.mention is None for p in found.participants if p.role == "actor")


def test_a_dateline_does_not_speak() -> None:
    found = read("Oslo - The prime minister condemned Sweden.")
    assert [[p.text for p in m.participants] for m in found] == [["prime minister", "Sweden"]]


def test_a_date_that_only_bounds_is_no_day() -> None:
    assert [m.date_start for m in read("After 2011, Turkey attacked Syria.")] == [None]


JAILED = "Egyptian workers were jailed by the government for staging a protest."


def test_whoever_jails_for_a_protest_did_not_protest() -> None:
    found = [(m.type, [p.text for p in m.participants if p.role == "actor"]) for m in read(JAILED)]
    assert found == [("COERCE", ["government"])]


def test_whoever_is_jailed_for_a_protest_protested() -> None:
    assert "PROTEST" in [m.type for m in read(JAILED)]


def test_unwillingness_said_with_an_adjective_is_a_refusal() -> None:
    assert [m.type for m in read("Iran was not willing to sign the agreement.")] == ["REJECT"]


def test_what_is_said_to_the_press_is_a_statement() -> None:
    assert [m.type for m in read("French officials spoke to Reuters.")] == ["STATEMENT"]


def test_the_first_to_visit_went_there() -> None:
    found = [m for m in read("Kim was the first Chinese premier to visit Brazil.") if m.mode == "visit"]
    assert [m.modality for m in found] == ["actual"]
