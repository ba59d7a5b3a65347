"""Shares of two numbers, parts in words, and multiples."""

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


Told = tuple[float, str | None, str, str | None]

SHARES: list[tuple[str, float]] = [
    ("Two in five Polish firms cut staff last year.", 0.4),
    ("Three in ten Greeks plan to move abroad.", 0.3),
    ("One in four children is hungry.", 0.25),
    ("Nine out of ten voters want a recount.", 0.9),
    ("About 7 in 10 households own a phone.", 0.7),
    ("Some 4 out of every 5 doctors said no.", 0.8),
    ("One in every six Nigerians lives near a well.", 0.166667),
    ("One out of three tests failed.", 0.333333),
    ("Three in four Kenyan farmers lost cattle.", 0.75),
    ("Eight out of 10 patients recovered.", 0.8),
    ("One in 200 babies is born there.", 0.005),
    ("The risk is 1 in 1,000.", 0.001),
    ("One in every three girls leaves school.", 0.333333),
    ("Only two out of seven mines reopened.", 0.285714),
    ("Around six in ten Danes back the plan.", 0.6),
    ("Four in five Dutch towns have no bank.", 0.8),
    ("1 in 3 Syrians fled.", 0.333333),
    ("Two out of every three miners are sick.", 0.666667),
    ("Fewer than one in ten Chadians has power.", 0.1),
    ("The army lost one in five tanks.", 0.2),
    ("Seven in ten of the pupils passed.", 0.7),
]
NO_SHARES: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("The blast left 24 in hospital.", [(24.0, None)]),
    ("Police arrested five in Paris.", [(5.0, None)]),
    ("Two in Mali were hurt.", [(2.0, None)]),
    ("Three in the group were Kenyan.", [(3.0, None)]),
    ("He was one of 12 jurors.", [(12.0, "juror")]),
    ("Police shot three in Nairobi.", [(3.0, None)]),
    ("Militants seized nine in Niger.", [(9.0, None)]),
    ("Two in hospital were in shock.", [(2.0, None)]),
]
CHANGES: list[tuple[str, list[Told]]] = [
    ("Profit fell by a third.", [(33.33, "percent", "change_percent", "down")]),
    ("Output dropped by a quarter.", [(25.0, "percent", "change_percent", "down")]),
    ("Exports rose by half.", [(50.0, "percent", "change_percent", "up")]),
    ("Sales fell by two thirds.", [(66.67, "percent", "change_percent", "down")]),
    ("Prices have risen a fifth since May.", [(20.0, "percent", "change_percent", "up")]),
    ("Three-quarters of Kenyans have phones.", [(0.75, None, "share", None)]),
    ("A fifth of the crop was lost.", [(0.2, None, "share", None)]),
    ("The firm cut its staff by a tenth.", [(10.0, "percent", "change_percent", "down")]),
    ("Two-fifths of the land is dry.", [(0.4, None, "share", None)]),
    ("Nearly one-third of voters stayed home.", [(1 / 3, None, "share", None)]),
    ("Imports shrank by one fifth.", [(20.0, "percent", "change_percent", "down")]),
    ("Revenue doubled last year.", [(100.0, "percent", "change_percent", "up")]),
    ("Bread prices have tripled since June.", [(200.0, "percent", "change_percent", "up")]),
    ("Rents halved after the war.", [(50.0, "percent", "change_percent", "down")]),
    ("Exports rose threefold.", [(200.0, "percent", "change_percent", "up")]),
    ("The army will double its budget.", [(100.0, "percent", "change_percent", "up")]),
    ("A twofold increase in fees was announced.", [(100.0, "percent", "change_percent", "up")]),
    (
        "Turnover more than doubled to $4 million.",
        [(100.0, "percent", "change_percent", "up"), (4e06, "usd", "level", None)],
    ),
    ("Wheat output dropped by nearly a fifth.", [(20.0, "percent", "change_percent", "down")]),
    ("Ticket sales are up by a third.", [(33.33, "percent", "change_percent", "up")]),
    ("The ministry will cut fees by half.", [(50.0, "percent", "change_percent", "down")]),
    ("Imports have fallen by more than two-thirds.", [(66.67, "percent", "change_percent", "down")]),
    ("One fifth of Chileans lack water.", [(0.2, None, "share", None)]),
    ("Three quarters of the votes are counted.", [(0.75, None, "share", None)]),
    ("Debt grew by a half.", [(50.0, "percent", "change_percent", "up")]),
    ("Gas prices have more than doubled this year.", [(100.0, "percent", "change_percent", "up")]),
    ("The death toll tripled overnight.", [(200.0, "percent", "change_percent", "up")]),
    ("Norway will halve its fleet.", [(50.0, "percent", "change_percent", "down")]),
    ("The ministry quadrupled its spending.", [(300.0, "percent", "change_percent", "up")]),
    ("Output could triple by 2030.", [(200.0, "percent", "change_percent", "up")]),
    ("A doubling of tariffs hurt farmers.", [(100.0, "percent", "change_percent", "up")]),
    ("Poverty was halved in a decade.", [(50.0, "percent", "change_percent", "down")]),
    ("The budget will shrink by a quarter.", [(25.0, "percent", "change_percent", "down")]),
    ("Rice prices jumped by almost half.", [(50.0, "percent", "change_percent", "up")]),
    ("Traffic is down by a third.", [(33.33, "percent", "change_percent", "down")]),
    ("Deaths fell by three quarters.", [(75.0, "percent", "change_percent", "down")]),
    ("Two thirds of Haitians need aid.", [(2 / 3, None, "share", None)]),
    ("The navy cut its fleet by a sixth.", [(16.67, "percent", "change_percent", "down")]),
    ("A rise of a third is planned.", [(33.33, "percent", "change_percent", "up")]),
    ("Wages in Poland have doubled.", [(100.0, "percent", "change_percent", "up")]),
    ("Fuel prices nearly tripled in Lagos.", [(200.0, "percent", "change_percent", "up")]),
    ("Ghana halved its deficit.", [(50.0, "percent", "change_percent", "down")]),
    ("Attacks have quadrupled since May.", [(300.0, "percent", "change_percent", "up")]),
    ("Shipments rose fivefold.", [(400.0, "percent", "change_percent", "up")]),
    ("Peru plans to double copper output.", [(100.0, "percent", "change_percent", "up")]),
    ("The trebling of fees angered students.", [(200.0, "percent", "change_percent", "up")]),
]
AMOUNTS: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("A quarter million people marched.", [(250000.0, "person")]),
    ("Half a million refugees crossed.", [(500000.0, "refugee")]),
    ("Half a dozen ships were hit.", [(6.0, "ship")]),
    ("A quarter of a million homes lost power.", [(250000.0, "home")]),
    ("Twice as many people died as in 2020.", [(2.0, "time")]),
    ("The city has three times as many cars as in 1990.", [(3.0, "time")]),
    ("A half million birds died.", [(500000.0, "bird")]),
    ("Three quarters of a million people left.", [(750000.0, "person")]),
    ("A quarter of a billion dollars is gone.", [(2.5e08, "usd")]),
    ("The port handles twice as much cargo as Lagos.", [(2.0, "time")]),
    ("The lake is twice the size of Malta.", [(2.0, "time")]),
    ("Half a billion dollars is missing.", [(5e08, "usd")]),
    ("Some quarter of a million votes were lost.", [(250000.0, "vote")]),
    ("A quarter billion people speak it.", [(2.5e08, "person")]),
    ("Kenya has twice as many cars as Uganda.", [(2.0, "time")]),
    ("Sales were three times higher than in May.", [(3.0, "time")]),
]
NOTHING = [
    "The 1-in-100-year flood swept the valley.",
    "Officials called it a one-in-500-year storm.",
    "Sales rose in the first half.",
    "Growth slowed from a quarter earlier.",
    "Profit fell in the third quarter.",
    "A third man was held by police.",
    "He scored in the second half.",
    "A double murder shocked the town.",
    "She won the women's doubles title.",
    "The half brother of the king spoke.",
    "A second bomb went off.",
    "He came third in the race.",
    "He played a double bass.",
    "It was a 1-in-50-year drought.",
    "A one-in-1,000-year rainfall hit Dubai.",
    "Growth picked up in the second quarter.",
    "A fourth suspect fled by car.",
    "He lived on Third Street.",
    "The second half began late.",
    "Profit rose in a quarter when rivals fell.",
    "The fifth of May is a holiday.",
    "She doubled down on the plan.",
    "The bridge doubles as a market.",
    "He hit a double in the game.",
    "A triple murder shook Lima.",
    "The double-decker bus crashed.",
    "He was arrested twice.",
    "They won the doubles title.",
    "The team won the treble.",
    "A one-in-200-year storm hit Seoul.",
    "He is a third cousin.",
    "The fourth quarter was weak.",
    "In the first half sales fell.",
    "It opened a quarter later.",
    "A fifth column is at work.",
]


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_two_numbers_that_make_a_share(nlp: Language, text: str, share: float) -> None:
    (row,) = read(nlp, text)
    assert (row.value, row.unit, row.statistic, row.direction) == (pytest.approx(share, abs=1e-5), None, "share", None)


def test_a_share_measures_what_follows_it(nlp: Language) -> None:
    (row,) = read(nlp, "Two in five Polish firms cut staff last year.")
    assert row.measure == "Polish firms"


@pytest.mark.parametrize(("text", "expected"), NO_SHARES)
def test_a_count_in_a_place_is_no_share(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_parts_and_multiples_with_their_direction(nlp: Language, text: str, expected: list[Told]) -> None:
    assert [(m.value, m.unit, m.statistic, m.direction) for m in read(nlp, text)] == expected


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_a_part_of_a_scale_and_plain_multiples(
    nlp: Language, text: str, expected: list[tuple[Value, str | None]]
) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_ordinals_quarters_and_names_are_no_figures(nlp: Language, text: str) -> None:
    assert figures(nlp, text) == []


def test_a_part_takes_neither_the_unit_nor_the_range_of_the_next_figure(nlp: Language) -> None:
    assert figures(nlp, "Flights were cut by half and three routes closed.") == [(50.0, "percent"), (3.0, "route")]
    assert figures(nlp, "Copper fell a quarter to $9,100 a tonne.") == [
        (25.0, "percent"),
        (9100.0, "usd per metric ton"),
    ]
