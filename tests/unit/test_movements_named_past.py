"""An era, a regime or a past event sets an act into an unspecified past; a vote, a deal or a storm does not."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from transforms.events.news import is_told_as_news
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import read_doc
from transforms.extract.rows import Context

PUBLISHED = date(2025, 11, 6)


@cache
def language() -> Language:
    from transforms.extract.model import load_bundled

    return load_bundled()


def bases(text: str) -> set[str]:
    doc, context = language()(text), Context(PUBLISHED)
    found = read_doc(doc, context, load_gazetteer()).movements
    return {movement.date_basis for movement in found}


@pytest.mark.parametrize(
    "text",
    [
        "In the days of the tsars, Russia attacked Finland.",
        "Before the revolution Cuba supported Spain.",
        "Before the war Hungary supported Romania.",
        "After independence, Indonesia annexed Timor.",
        "Under the shah, Iran sent troops to Oman.",
        "In colonial times, Portugal imposed sanctions on Angola.",
        "Under communism, Hungary expelled a British diplomat.",
        "In the Middle Ages, Hungary attacked Serbia.",
        "In ancient Greece, Persia attacked Egypt.",
        "Italy attacked Libya under Mussolini.",
        "France annexed Algeria in the imperial age.",
        "Before the Vietnam War, Laos accused Thailand of spying.",
        "As every schoolchild knows, Rome attacked Greece.",
        "As legend has it, Norway attacked England.",
        "The late Chilean leader visited Iran.",
    ],
)
def test_a_named_past_dates_an_act_to_an_unspecified_past(text: str) -> None:
    assert bases(text) == {"past"}


@pytest.mark.parametrize(
    "text",
    [
        "After the vote, Spain condemned Mali.",
        "Before the summit, Sweden warned Chad.",
        "Under the deal, Iraq released American prisoners.",
        "After talks in Athens, Italy attacked Libya.",
        "Under Prime Minister Narendra Modi, India sent aid to Nepal.",
        "In the final days of the campaign, Kenya accused Uganda of spying.",
        "At the height of the storm, Spain sent aid to Portugal.",
        "After Independence Day, India attacked Pakistan.",
        "In ancient Petra, King Abdullah met Emmanuel Macron.",
        "Following a phone call, Turkey released Greek prisoners.",
        "During the war in Sudan, Egypt attacked Chad.",
        "As every analyst expected, Italy condemned Mali.",
        "The late president's son met Xi Jinping.",
    ],
)
def test_a_recent_occasion_leaves_an_act_without_a_date(text: str) -> None:
    assert bases(text) == {"none"}


def test_an_act_of_an_unspecified_past_is_no_news() -> None:
    row = {"date_start": None, "modality": "actual", "sentence": "Austria annexed Bosnia.", "date_basis": "none"}
    assert is_told_as_news(row, PUBLISHED)
    assert not is_told_as_news(row | {"date_basis": "past"}, PUBLISHED)
