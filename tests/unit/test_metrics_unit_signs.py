"""Short signs of units, words that are no units, and digits that are no figures."""

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


SIGNS: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("Output was 5,000 t last year.", [(5000.0, "metric ton")]),
    ("The mine shipped 20 kt of copper.", [(20.0, "kiloton")]),
    ("China made 1,000 Mt of steel.", [(1000.0, "megaton")]),
    ("The plant has a capacity of 5 Mtpa.", [(5.0, "megaton per year")]),
    ("A tanker of 300,000 dwt ran aground.", [(300000.0, "deadweight ton")]),
    ("Norway exported 110 bcm of gas.", [(1.1e11, "cubic meter")]),
    ("OPEC cut 1.2 mb/d.", [(1.2e06, "barrel per day")]),
    ("Libya pumps 900 kb/d.", [(900000.0, "barrel per day")]),
    ("Gas sold at $9 per mmbtu.", [(9.0, "usd per million british thermal unit")]),
    ("The field yields 300 MMcf of gas.", [(3e08, "cubic foot")]),
    ("The wind park made 450 GWh.", [(450.0, "gigawatt hour")]),
    ("Imports were 934 000 t valued at $1964 million.", [(934000.0, "metric ton"), (1.964e09, "usd")]),
    ("The jet flew at Mach 5.", [(5.0, "mach")]),
    ("The mine produced 3.4mtpa.", [(3.4, "megaton per year")]),
    ("Wheat stocks fell to 12 MMT.", [(12.0, "megaton")]),
    ("Of the 60 hostages, 12 remained.", [(60.0, "hostage"), (12.0, None)]),
    ("The price was 300 yesterday.", [(300.0, None)]),
    ("Turnout hit 60 again.", [(60.0, None)]),
    ("Miners dug 12,000 t of cobalt.", [(12000.0, "metric ton")]),
    ("The smelter has 400 ktpa of capacity.", [(400.0, "kiloton per year")]),
    ("Emissions rose to 37.4 Gt.", [(37.4, "gigaton")]),
    ("Turkey imported 58 bcm in 2023.", [(5.8e10, "cubic meter")]),
    ("Russian output fell to 9.1 mb/d.", [(9.1e06, "barrel per day")]),
    ("India bought 20 LMT of wheat.", [(2e06, "metric ton")]),
    ("Iron ore shipments hit 82.5Mt.", [(82.5, "megaton")]),
    ("The terminal can take 7.5 mtpa.", [(7.5, "megaton per year")]),
    ("Prices hit $14 per MMBtu.", [(14.0, "usd per million british thermal unit")]),
    ("A ship of 80,000 dwt sank.", [(80000.0, "deadweight ton")]),
    ("Gusts of 45 kt hit the coast.", [(45.0, "knot")]),
    ("The missile flies at Mach 2.5.", [(2.5, "mach")]),
    ("The grid added 300 MW of solar.", [(300.0, "megawatt")]),
    ("Rice stocks were 50,000 MT.", [(50000.0, "metric ton")]),
    ("Output of 120 kt was sold in May.", [(120.0, "kiloton")]),
    ("The plant emits 3 MtCO2 a year.", [(3.0, "megaton per year")]),
    ("Of the 40 miners 12 died.", [(40.0, "miner"), (12.0, None)]),
    ("The stock closed at 41 Friday.", [(41.0, None)]),
    ("Just 9 left the island.", [(9.0, None)]),
    ("Imports of 45 500 t were recorded.", [(45500.0, "metric ton")]),
    ("The tank holds 500 t.", [(500.0, "metric ton")]),
    ("Of 200 ships only 35 left.", [(200.0, "ship"), (35.0, None)]),
]
TELEPHONES = [
    "Call +44 20 7946 0958 for help.",
    "Phone (202) 555-0143 for details.",
    "Readers may ring 1-800-555-0199.",
    "Call 020 7946 0000 now.",
    "The hotline is +91 98765 43210.",
    "Contact us on 555-0142.",
    "Dial 0800 123 456 to report it.",
    "Tel: +33 1 23 45 67 89.",
    "Call 911 at once.",
    "WhatsApp +62 812-3456-7890 now.",
    "The helpline is 116 123.",
    "Ring 01632 960 983.",
    "Phone 555-0173.",
    "Reach us at (03) 9555 1234.",
    "Contact 1300 975 707.",
]


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_the_unit_of_a_sign(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize("text", TELEPHONES)
def test_telephone_numbers_are_no_figures(nlp: Language, text: str) -> None:
    assert figures(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will call 12 witnesses.", [(12.0, "witness")]),
        ("The firm sold 202 phones.", [(202.0, "phone")]),
    ],
)
def test_counts_beside_words_of_telephony(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected


def test_footnote_marks_are_no_figures(nlp: Language) -> None:
    assert figures(nlp, "The bridge opened in May.[1] It cost $3 million.[2]") == [(3e6, "usd")]
