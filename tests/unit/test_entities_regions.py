"""A state beside a town tells its country; states called like countries are told by what the text speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.entities import read_names
from transforms.extract.model import load_bundled
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context, Mention


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_bundled()


def mentions(nlp: Language, text: str) -> dict[str, Mention]:
    return {m.text: m for m in read_names(mark_names(nlp(text)), Context(date(2025, 11, 6)), load_gazetteer()).mentions}


@pytest.mark.parametrize(
    ("text", "town", "name", "country"),
    [
        ("Workers in Paris, Texas, walked out.", "Paris", "Paris, Texas", "USA"),
        ("A clinic in Moscow, Idaho, has closed.", "Moscow", "Moscow, Idaho", "USA"),
        ("In London, Ontario, drivers went on strike.", "London", "London, Ontario", "CAN"),
        ("The fair in Hamburg, New York, opened.", "Hamburg", "Hamburg, New York", "USA"),
        ("Doctors in Cambridge, Mass., praised the drug.", "Cambridge", "Cambridge, Massachusetts", "USA"),
        ("A jury in Birmingham, Ala., freed the man.", "Birmingham", "Birmingham, Alabama", "USA"),
        ("Voters in Manchester, N.H., queued for hours.", "Manchester", "Manchester, New Hampshire", "USA"),
        ("The ferry reached Perth, Scotland, late.", "Perth", "Perth, Scotland", "GBR"),
        ("A mine near Newcastle, New South Wales, closed.", "Newcastle", "Newcastle, New South Wales", "AUS"),
        ("Farmers in Lebanon, Pennsylvania, protested.", "Lebanon", "Lebanon, Pennsylvania", "USA"),
        ("The mayor of Peru, Indiana, resigned.", "Peru", "Peru, Indiana", "USA"),
        ("A storm hit Panama City, Florida.", "Panama City", "Panama City, Florida", "USA"),
        ("Students in Athens, Georgia, marched.", "Athens", "Athens, Georgia", "USA"),
        ("The mill in Durango, Colorado, burned.", "Durango", "Durango, Colorado", "USA"),
        ("The Ohio town of Toronto lost its mill.", "Toronto", "Toronto, Ohio", "USA"),
        ("Floods hit Valencia, Spain, on Monday.", "Valencia", "Valencia, Spain", "ESP"),
    ],
)
def test_a_state_behind_a_town_tells_where_it_lies(
    nlp: Language, text: str, town: str, name: str, country: str
) -> None:
    found = mentions(nlp, text)[town]
    assert (found.kind, found.name, found.country) == ("place", name, country)


@pytest.mark.parametrize(
    ("text", "town", "country"),
    [
        ("The talks in Paris, France, ended.", "Paris", "FRA"),
        ("They met in London, Ontario's premier said.", "London", "GBR"),
        ("Leaders toured Paris, London and Texas.", "London", "GBR"),
        ("Talks were held in Vienna, London and Ontario.", "London", "GBR"),
        ("After talks in Berlin, Bavaria's premier flew home.", "Berlin", "DEU"),
        ("The band played in London, New York, and Tokyo.", "London", "GBR"),
        ("In Mexico, Texas and Arizona officials met.", "Mexico", "MEX"),
        ("The summit in Moscow, Russia, ended.", "Moscow", "RUS"),
    ],
)
def test_lists_and_clauses_move_no_town(nlp: Language, text: str, town: str, country: str) -> None:
    assert mentions(nlp, text)[town].country == country


def test_the_towns_later_mentions_follow_and_the_country_goes_along(nlp: Language) -> None:
    reading = read_names(
        mark_names(nlp("Police in Rome, Georgia, found the car. The owner left Rome in May.")),
        Context(date(2025, 11, 6)),
        load_gazetteer(),
    )
    assert [m.country for m in reading.mentions if m.text == "Rome"] == ["USA", "USA"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia Gov. Brian Kemp signed the bill in Atlanta.", "USA"),
        ("A grand jury in Fulton County, Georgia, charged him.", "USA"),
        ("A Georgia sheriff said two deputies were hurt near Savannah.", "USA"),
        ("U.S. agents raided a plant in Georgia.", "USA"),
        ("Voters in Georgia go to the polls as Democrats hope to flip a seat.", "USA"),
        ("A storm killed dozens in Georgia, Florida and Alabama.", "USA"),
        ("Georgia's parliament in Tbilisi passed the law.", "GEO"),
        ("Saakashvili returned to Georgia by ferry to Batumi.", "GEO"),
        ("Georgia and Armenia opened a border crossing.", "GEO"),
        ("Georgia accused Russia of moving the border.", "GEO"),
        ("Georgia and the United States signed an accord.", "GEO"),
    ],
)
def test_georgia_is_the_one_the_text_speaks_of(nlp: Language, text: str, country: str) -> None:
    assert mentions(nlp, text)["Georgia"].country == country


@pytest.mark.parametrize(
    ("state", "country"),
    [("Texas", "USA"), ("Missouri", "USA"), ("Ontario", "CAN"), ("Bavaria", "DEU"), ("Queensland", "AUS")],
)
def test_states_are_no_towns(nlp: Language, state: str, country: str) -> None:
    found = mentions(nlp, f"Officials in {state} raised the fee.")[state]
    assert (found.kind, found.country, found.linked_by) == ("place", country, "gazetteer/regions")


def test_a_town_of_several_countries_is_that_of_the_only_one_named(nlp: Language) -> None:
    assert mentions(nlp, "In Spain, the mayor of Valencia resigned.")["Valencia"].country == "ESP"
    assert mentions(nlp, "Pakistan said floods hit Punjab.")["Punjab"].country == "PAK"
