"""Changes that a comparison, an object or a speaker's clause tells; names and grades beside numbers that are none."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Metric


def _metrics(text: str) -> list[Metric]:
    (reading,) = read_texts(load_readers(), [(text, Context(date(2025, 11, 6)))])
    return list(reading.metrics)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Honda sold 310 CR-V cars in Malta.", 310, "cr-v car"),
        ("Oman bought 40 cr-class lorries.", 40, "cr-class lorry"),
        ("Kenya runs 14 LAC-approved clinics.", 14, "lac-approved clinic"),
        ("The college trained 60 CR-accredited nurses.", 60, "cr-accredited nurse"),
        ("Police seized 25 BN-type rifles.", 25, "bn-type rifle"),
        ("Apple sold 90 M-chip laptops.", 90, "m-chip laptop"),
        ("Rome bought 20 K-series engines.", 20, "k-series engine"),
        ("The lane is 5 m-wide.", 5, "meter"),
        ("The wall is 3 m-thick.", 3, "meter"),
        ("They dug a 40 m-long tunnel.", 40, "meter"),
        ("The firm paid Rs 450 cr-plus.", 450e7, "rupee"),
        ("Mumbai raised Rs 75 cr-worth of bonds.", 75e7, "rupee"),
        ("Nepal ordered 80 mn-litre tanks.", 80e6, "liter"),
        ("A $20 bn-plus port was opened.", 20e9, "usd"),
        ("A grant of 15 bn-plus was agreed.", 15e9, None),
    ],
)
def test_a_sign_tied_to_letters_is_a_name(text: str, value: float, unit: str | None) -> None:
    (row,) = _metrics(text)
    assert (row.value, row.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "direction", "compared"),
    [
        ("Poland cut coal imports by a quarter in June.", 25, "down", None),
        ("India and Nepal cut tariffs by a quarter.", 25, "down", None),
        ("Peru trims public spending by a fifth in July.", 20, "down", None),
        ("Chile and Bolivia raise lithium output by a third.", 33.33, "up", None),
        ("Shoppers trim meat purchases by a third.", 33.33, "down", None),
        ("Exports were 12 percent less than in the same period of last year.", 12, "down", 2024),
        ("Sales were 11 percent less than in the first half of 2023.", 11, "down", 2023),
        ("The mill employs a third fewer workers than in 2019.", 33.33, "down", 2019),
        ("Malawi sold a fifth more maize than in the same months of last year.", 20, "up", 2024),
        ("Spain bought a quarter less gas than a year earlier.", 25, "down", 2024),
        ("Rice is 8 percent dearer than a year ago.", 8, "up", 2024),
        ("Diesel was 9 percent costlier than in March.", 9, "up", 2025),
        ("Beef was a fifth dearer than in January.", 20, "up", 2025),
        ("Trains run 12 percent slower than in 1990.", 12, "down", 1990),
        ("Bread costs 15 percent more.", 15, "up", None),
    ],
)
def test_a_comparison_of_times_is_a_change(text: str, value: float, direction: str, compared: int | None) -> None:
    (row,) = _metrics(text)
    assert (row.value, row.unit, row.statistic, row.direction) == (value, "percent", "change_percent", direction)
    assert (row.compared_start.year if row.compared_start else None) == compared


@pytest.mark.parametrize(
    "text",
    [
        "Prices here are 20 percent lower than the European average.",
        "Women get 15 percent less than men.",
        "Wages are 10 percent higher than in Spain.",
        "Older men are 20 percent more likely to vote.",
        "A hectare costs 50 percent more than the state pays.",
        "Lisa wants 30 percent or more of the shares.",
    ],
)
def test_other_comparisons_are_levels(text: str) -> None:
    (row,) = _metrics(text)
    assert (row.statistic, row.direction) == ("level", None)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Water levels in Budapest rose to 7.2 metres, authorities said.", "authorities"),
        ("Unemployment in Tunisia climbed to 16 percent, the labour ministry said.", "labour ministry"),
        ("The blaze in Evros destroyed 900 hectares, fire chief Nikos Vlachos said.", "fire chief Nikos Vlachos"),
        ("Attendance in Turin dropped to 12,000, club officials said on Sunday.", "club officials"),
        ("Tourist arrivals jumped 18 percent, the tourism board reported.", "tourism board"),
        ("Losses in Quito reached $40 million, insurers estimate.", "insurers"),
        ("Exports from Chile fell 3 percent, customs data showed.", "customs data"),
        ("The Danube reached 7 metres in Budapest, according to the water authority.", "water authority"),
        ("The fire burned 300 hectares, said the ministry.", "ministry"),
        ("The dam is 80 percent full, said officials in Harare.", "officials"),
        ("The smelter uses 900 megawatts, said its manager.", "manager"),
        ("The reserve rose to $9 billion, she said.", None),
        ("The reserve rose to $9 billion.", None),
        ("The bank, which lent $3 billion, said profits fell.", "bank"),
    ],
)
def test_who_closes_the_sentence_says_the_figure(text: str, source: str | None) -> None:
    (row,) = _metrics(text)
    assert row.attributed_to == source


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Two in five Polish firms cut staff.", "Polish firms"),
        ("Seven in ten Irish pubs raise prices.", "Irish pubs"),
        ("Two in three Indian mills trim output.", "Indian mills"),
        ("Output rose threefold.", "Output"),
        ("Catches dropped fourfold.", "Catches"),
        ("Poland cut coal imports by a quarter.", "coal imports"),
        ("The World Bank expects Pakistan to grow 3 percent.", "Pakistan"),
        ("Economists forecast Spanish inflation to slow to 2 percent.", "Spanish inflation"),
        ("Debt was 60 percent of GDP.", "Debt"),
        ("Military spending amounts to 4 percent of GDP.", "Military spending"),
        ("Budget gaps equal 5 percent of GDP.", "Budget gaps"),
        ("The mill employs a third fewer workers than in 2019.", "workers"),
        ("The firm sold 40 percent of its cars abroad.", "cars, firm"),
    ],
)
def test_what_is_counted_is_measured(text: str, measure: str) -> None:
    (row,) = _metrics(text)
    assert row.measure == measure


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A CHF 95 fee applies.", "chf"),
        ("Sweden gave SEK 40 million to Nepal.", "sek"),
        ("Romania gave RON 95 million.", "ron"),
        ("Lena found a USD 20 note.", "usd"),
        ("A PEN 30 fine was imposed.", "pen"),
        ("They paid RON 80 for fuel.", "ron"),
        ("The fee is GEL 90.", "gel"),
        ("A $20 note lay on the floor.", "usd"),
    ],
)
def test_a_code_beside_a_sum_is_money(text: str, unit: str) -> None:
    (row,) = _metrics(text)
    assert (row.kind, row.unit) == ("money", unit)


@pytest.mark.parametrize(
    "text",
    [
        "Ali filled up with RON 95 petrol.",
        "The garage sold RON 98 fuel in Cluj.",
        "The CUP 5 final was played on Sunday.",
        "Rosa said ALL 3 teams will play.",
        "The MAD 12 team arrived.",
        "The NAD 12 network opened.",
    ],
)
def test_a_code_that_numbers_a_thing_is_no_money(text: str) -> None:
    assert not [row for row in _metrics(text) if row.kind == "money"]


@pytest.mark.parametrize(
    "text",
    [
        "The strike was followed by a third last week in Rome.",
        "The first eruption was succeeded by a third in April.",
        "A quake was preceded by a fifth at dawn.",
        "The team was beaten by a third last night.",
        "The protest was organised by a third in Bonn.",
        "The vote was delayed by a third last week.",
    ],
)
def test_what_comes_next_is_no_part(text: str) -> None:
    assert _metrics(text) == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Output fell by a third last week.", "down"),
        ("The price was raised by a third at the weekend.", "up"),
        ("The budget was trimmed by a fifth last year.", "down"),
        ("Imports were down by a quarter.", "down"),
        ("The staff was cut by half.", "down"),
    ],
)
def test_a_part_by_which_something_changes(text: str, direction: str) -> None:
    (row,) = _metrics(text)
    assert (row.kind, row.direction) == ("percent", direction)
