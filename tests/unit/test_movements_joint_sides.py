"""Two bodies or two states joined by "and" both act; journeys from one town to another; surnames that are roles."""

from __future__ import annotations

import pytest
from test_movements import countries, language, read

from transforms.extract.readers import Readers, load_gazetteer
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("The Bank of England and Bank of America signed an agreement on Monday.", "signed", ["GBR", "USA"]),
        ("The University of Nairobi and University of Ghana signed a deal on Friday.", "signed", ["KEN", "GHA"]),
        ("The Central Bank of Kenya and Bank of Uganda signed a pact with the IMF.", "signed", ["KEN", "UGA"]),
        ("The leaders of Serbia and Montenegro met Macron in Paris on Monday.", "met", ["SRB", "MNE"]),
        ("Ministers from Togo and Benin signed a deal in Lome.", "signed", ["TGO", "BEN"]),
        ("Delegations from Serbia and Montenegro visited Rome on Monday.", "visited", ["SRB", "MNE"]),
        ("The presidents of Chad and Niger met Putin on Monday.", "met", ["TCD", "NER"]),
        ("The president of Trinidad and Tobago met Macron.", "met", ["TTO"]),
        ("The presidents of Bosnia and Herzegovina and Serbia visited Rome.", "visited", ["BIH", "SRB"]),
        ("The government of Serbia and Montenegro signed a treaty with Croatia in 2004.", "signed", [None]),
    ],
)
def test_both_act(text: str, words: str, actors: list[str | None]) -> None:
    assert [countries(m, "actor") for m in read(text) if words in m.text] == [actors]


@pytest.mark.parametrize(
    ("text", "words", "actor", "goal"),
    [
        ("Ilham Aliyev flew from Baku to Tashkent on Monday.", "flew", "AZE", "UZB"),
        ("Emmanuel Macron flew from Paris to Berlin on Monday.", "flew", "FRA", "DEU"),
        ("Cyril Ramaphosa went from Pretoria to Maputo on Sunday.", "went", "ZAF", "MOZ"),
        ("The president of Chad travelled to Madrid on Tuesday.", "travelled", "TCD", "ESP"),
    ],
)
def test_a_journey_happens_where_it_goes(text: str, words: str, actor: str, goal: str) -> None:
    (movement,) = [m for m in read(text) if words in m.text]
    assert (countries(movement, "actor"), countries(movement, "recipient")) == ([actor], [goal])
    assert movement.place_country == goal


def _agents(text: str) -> list[str]:
    (reading,) = read_texts(Readers(language(), load_gazetteer()), [(text, Context())])
    return [mention.text for mention in reading.mentions if mention.kind == "agent"]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The family sold the farm to King.", ["family"]),
        ("Judge won the race.", []),
        ("The award went to Bishop.", []),
        ("Farmer and Judge shared the prize.", []),
        ("Prince died in 2016.", []),
        ("They thanked Pope for the gift.", []),
        ("The King visited Oslo.", ["King"]),
        ("A judge in Ohio blocked the order.", ["judge"]),
        ("Police arrested three men.", ["Police", "men"]),
        ("Soldiers left.", ["Soldiers"]),
        ("Bishop abducted in Cameroon", ["Bishop"]),
        ("Bishop of Oslo died.", ["Bishop"]),
    ],
)
def test_a_bare_role_that_is_a_surname_is_no_agent(text: str, agents: list[str]) -> None:
    assert _agents(text) == agents


def test_bishop_says_nothing_as_a_clergyman() -> None:
    assert read("Bishop said the plan failed.") == []
