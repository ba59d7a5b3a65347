"""Two bodies joined by "and" are two; names with an "and" of their own are one; numbered conferences are events."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.annotate import annotate
from transforms.extract.entities import read_names
from transforms.extract.model import load_bundled
from transforms.extract.readers import load_gazetteer, load_readers
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_bundled()


def names(nlp: Language, text: str, kind: str) -> list[str]:
    return [
        m.text
        for m in read_names(mark_names(nlp(text)), Context(date(2025, 11, 6)), load_gazetteer()).mentions
        if m.kind == kind
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bank of England", "Bank of America"),
        ("World Bank", "International Monetary Fund"),
        ("Ministry of Foreign Affairs", "Ministry of Trade"),
        ("University of Nairobi", "Makerere University"),
        ("Department of Justice", "FBI"),
        ("Amnesty International", "Human Rights Watch"),
        ("Federal Reserve", "Bank of Canada"),
        ("African Development Bank", "Islamic Development Bank"),
    ],
)
@pytest.mark.parametrize("joint", ["and", "and the"])
def test_two_bodies_are_two(nlp: Language, first: str, joint: str, second: str) -> None:
    assert names(nlp, f"The {first} {joint} {second} warned of fraud.", "organization") == [first, second]


@pytest.mark.parametrize(
    "name",
    [
        "Food and Agriculture Organization",
        "Ministry of Trade and Industry",
        "Department of Health and Human Services",
        "Organisation for Economic Co-operation and Development",
        "Ministry of Labour and Social Welfare",
        "National Institute of Standards and Technology",
        "Securities and Exchange Commission",
    ],
)
def test_names_with_an_and_stay_one(nlp: Language, name: str) -> None:
    assert names(nlp, f"The {name} warned of fraud.", "organization") == [name]


@pytest.mark.parametrize(
    ("text", "number"), [("COP30", "COP30"), ("CoP28", "COP28"), ("COP 29", "COP29"), ("COP-26", "COP26")]
)
def test_each_numbered_conference_is_an_event_of_its_own(nlp: Language, text: str, number: str) -> None:
    doc = mark_names(nlp(f"Brazil spoke at {text} on Monday."))
    [found] = [m for m in read_names(doc, Context(), load_gazetteer()).mentions if m.kind == "event"]
    assert (found.text, found.name) == (text, number)


def test_amounts_are_no_conferences_and_speeds_no_towns(nlp: Language) -> None:
    assert names(nlp, "Colombia paid COP 30 million for it.", "event") == []
    assert names(nlp, "The jet flew at Mach 5.", "place") == []


@pytest.mark.parametrize(
    ("name", "is_labour"),
    [
        ("European Union", False),
        ("African Union", False),
        ("Soviet Union", False),
        ("Customs Union", False),
        ("Teachers Union", True),
        ("National Union of Mineworkers", True),
    ],
)
def test_only_unions_of_a_trade_are_labour(name: str, is_labour: bool) -> None:
    [row] = annotate(load_readers(), [{"id": 1, "text": f"The {name} condemned Japan on Monday."}])
    sectors = [p["sector"] for v in row["movements"] for p in v["actors"] if name in p["text"]]
    assert sectors
    assert {sector == "LAB" for sector in sectors} == {is_labour}
