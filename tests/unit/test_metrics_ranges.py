"""Ranges: a scale or currency written once counts for both ends."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.dates import read_dates
from transforms.extract.entities import read_names
from transforms.extract.language_model import load_model
from transforms.extract.metrics import read_metrics
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context, Metric

THURSDAY = date(2025, 11, 6)
Value = float | tuple[float | None, float | None] | None


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def read(nlp: Language, text: str) -> list[Metric]:
    doc, context = nlp(text), Context(THURSDAY)
    return read_metrics(doc, context, read_names(mark_names(doc), context, load_gazetteer()), read_dates(doc, context))


def figures(nlp: Language, text: str) -> list[tuple[Value, str | None]]:
    return [((m.value_low, m.value_high) if m.value is None else m.value, m.unit) for m in read(nlp, text)]


SHARED: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("The state will spend $1.5 to $2 billion on the dam.", [((1.5e09, 2e09), "usd")]),
    ("The firm expects to earn between $1.5 and 2 billion this year.", [((1.5e09, 2e09), "usd")]),
    ("Rebuilding costs from 1.5 to 2 billion euros, the minister said.", [((1.5e09, 2e09), "eur")]),
    ("Repairs will cost $3 to 4 million, the mayor said.", [((3e06, 4e06), "usd")]),
    ("About 5-6,000 troops went to the border.", [((5000.0, 6000.0), "troop")]),
    ("Nurses were offered £20-30,000 in back pay.", [((20000.0, 30000.0), "gbp")]),
    ("Smugglers charge $5-8,000 for the crossing.", [((5000.0, 8000.0), "usd")]),
    ("Two to three million people fled the floods.", [((2e06, 3e06), "person")]),
    ("Farmers harvested 10-15m tonnes of wheat.", [((1e07, 1.5e07), "metric ton")]),
    ("The bailout may cost €4–5bn.", [((4e09, 5e09), "eur")]),
    ("Analysts put the loss at between £300 and £400 million.", [((3e08, 4e08), "gbp")]),
    ("Kenya needs $2.5-$3 billion to pay its debts.", [((2.5e09, 3e09), "usd")]),
    ("Investors put in $40 million to $50 million.", [((4e07, 5e07), "usd")]),
    ("Between 30 and 40 million people are at risk of hunger.", [((3e07, 4e07), "person")]),
    ("From 2 to 3 million voters stayed at home.", [((2e06, 3e06), "voter")]),
    ("Some 12-15 thousand workers will lose their jobs.", [((12000.0, 15000.0), "worker")]),
    ("The army has 20 to 25 thousand soldiers there.", [((20000.0, 25000.0), "soldier")]),
    ("The sale raised between 7 and 8 trillion won.", [((7e12, 8e12), "krw")]),
    ("The company wants to raise $200 million to $250 million.", [((2e08, 2.5e08), "usd")]),
    ("It costs 3 to 4 lakh rupees to build a well.", [((300000.0, 400000.0), "rupee")]),
    ("The gap is $10bn-$12bn.", [((1e10, 1.2e10), "usd")]),
    ("Rail fares could rise by between £1.2 and £1.8 billion in total.", [((1.2e09, 1.8e09), "gbp")]),
    ("The airline ordered 80 to 100 thousand seats.", [((80000.0, 100000.0), "seat")]),
    ("The aid package is worth 600 to 700 million zlotys.", [((6e08, 7e08), "pln")]),
    ("A hospital would cost from $70 to $90 million.", [((7e07, 9e07), "usd")]),
    ("Officials say 8-10,000 homes are flooded.", [((8000.0, 10000.0), "home")]),
    ("Peru loses US$2 to US$3 billion a year to smuggling.", [((2e09, 3e09), "usd per year")]),
    ("Exports may reach €700–800 million.", [((7e08, 8e08), "eur")]),
    ("They expect between two and three million visitors.", [((2e06, 3e06), "visitor")]),
    ("Traffickers earn £2-3,000 a week.", [((2000.0, 3000.0), "gbp per week")]),
    ("The quake killed 15 to 20,000 people.", [((15000.0, 20000.0), "person")]),
    ("The bank lost $4bn to $5bn.", [((4e09, 5e09), "usd")]),
    ("The dam needs 1.1 to perhaps 1.4 billion euros.", [((1.1e09, 1.4e09), "eur")]),
    ("Steelmakers shipped 2-3m tonnes.", [((2e06, 3e06), "metric ton")]),
    ("Costs of $20 to $25 million are likely.", [((2e07, 2.5e07), "usd")]),
    ("The firm will hire five to six hundred nurses.", [((500.0, 600.0), "nurse")]),
    ("A new road costs 5 or 6 crore rupees.", [(5e07, "rupee"), (6e07, "rupee")]),
    ("Chile plans to spend $4 or $5 billion on desalination.", [(4e09, "usd"), (5e09, "usd")]),
    ("The strike cost firms between 700 and 900 million rand.", [((7e08, 9e08), "zar")]),
    ("The pipeline may cost $7–$8bn.", [((7e09, 8e09), "usd")]),
    ("About 3-4,000 protesters blocked the road.", [((3000.0, 4000.0), "protester")]),
    ("Donors pledged from €2 to €2.5 billion.", [((2e09, 2.5e09), "eur")]),
    ("Some 60 to 70 thousand hectares burned.", [((60000.0, 70000.0), "hectare")]),
    ("Refiners will import 1.2-1.4 million barrels.", [((1.2e06, 1.4e06), "barrel")]),
    ("Sugar output is put at 30 to 32 million tonnes.", [((3e07, 3.2e07), "metric ton")]),
    ("The repair bill is £6 to 7 million.", [((6e06, 7e06), "gbp")]),
    ("Dealers ask $10-12,000 for a used van.", [((10000.0, 12000.0), "usd")]),
    ("The group has four to five thousand fighters.", [((4000.0, 5000.0), "fighter")]),
    ("A deal worth 1.8 to 2.2 trillion yen is near.", [((1.8e12, 2.2e12), "jpy")]),
    ("Analysts expect a loss of between $1 and $1.3bn.", [((1e09, 1.3e09), "usd")]),
]
APART: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("Attendance ranged from 500 to 2,000 people.", [((500.0, 2000.0), "person")]),
    ("Between 900 and 1,200 homes lost power.", [((900.0, 1200.0), "home")]),
    ("Ticket prices run from $20 to $1,500.", [((20.0, 1500.0), "usd")]),
    ("The town has 5 schools and 2 million visitors.", [(5.0, "school"), (2e06, "visitor")]),
    ("The lottery paid between $50 and $1 million.", [((50.0, 1e06), "usd")]),
    ("Salaries run from 900 to 4,000 euros.", [((900.0, 4000.0), "eur")]),
    ("Tickets cost between $30 and $1 million.", [((30.0, 1e06), "usd")]),
    ("The church seats 300 to 400 people.", [((300.0, 400.0), "person")]),
    ("Between 40 and 50 people died.", [((40.0, 50.0), "person")]),
    ("Two men and three million bees moved in.", [(2.0, "man"), (3e06, "bee")]),
    ("The plane flies between 300 and 1,500 km.", [((300.0, 1500.0), "kilometer")]),
    ("The prize ranges from 100 to 1,000 euros.", [((100.0, 1000.0), "eur")]),
    ("The 1998-99 war killed thousands of people.", [((1000.0, 10000.0), "person")]),
    ("He bought 3 houses and 2 million shares.", [(3.0, "house"), (2e06, "share")]),
    ("Shares rose $2 to $45.", [(2.0, "usd"), (45.0, "usd")]),
]
SCORES_AND_SEASONS = [
    "The team won 3-2 on Sunday.",
    "The 2019-20 season was cut short.",
    "They lost 4-1 in Lyon.",
    "In 2024-25 the club moved.",
    "The vote was 51-49.",
    "Ajax beat PSV 2-0 on Sunday.",
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_a_scale_written_once_counts_for_both_ends(
    nlp: Language, text: str, expected: list[tuple[Value, str | None]]
) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), APART)
def test_numbers_that_share_no_scale_stay_as_written(
    nlp: Language, text: str, expected: list[tuple[Value, str | None]]
) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize("text", SCORES_AND_SEASONS)
def test_scores_and_seasons_are_no_ranges(nlp: Language, text: str) -> None:
    assert figures(nlp, text) == []
