"""Currencies: codes that are also names, names that are also words, Indian and other short scales."""

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


NAMES = [
    "Brazil hosts COP30 in Belem.",
    "Leaders met at COP29 in Baku.",
    "The COP 30 summit opens in November.",
    "The CUP 2026 draw was held in Miami.",
    "Rescuers answered SOS 4 from the ship.",
    "The MAD 3 doctrine is dead.",
    "Players from CAD 2 beat GEL 3.",
    "COP28 in Dubai ended with a deal.",
    "He is the head of CUP 3.",
    "Egypt hosted COP27 in 2022.",
    "Negotiators left COP 29 without a deal.",
    "The next COP31 will be in Antalya.",
    "Countries lag on SDG 4 and SDG 13.",
    "The new PHP 8 release is out.",
    "Patients with INR 3 were treated.",
    "Doctors saw CAD 3 on the scan.",
    "The ILS 27 system failed at the airport.",
    "ERN 5 is a network of hospitals.",
    "The MAD 4 series returns.",
    "CVE 2024 lists the flaw.",
    "Delegates flew to COP26 in Glasgow.",
    "Azerbaijan's COP29 presidency ended.",
    "At COP 28, oil firms spoke up.",
    "The PEN 27 award went to a poet.",
    "SDG 6 is about water.",
    "The GEL 7 tube costs little.",
    "Beijing opposed SSP 5.",
]
MONEY: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("Dr. Osei joined PEN 12 years ago.", [(12.0, "year")]),
    ("The firm paid COP 30,000 per share.", [(30000.0, "cop per share")]),
    ("Morocco lent MAD 3 million to farmers.", [(3e06, "mad")]),
    ("Ottawa approved CAD 2 billion for rail.", [(2e09, "cad")]),
    ("The bank wrote off INR 4,500 crore.", [(4.5e10, "inr")]),
    ("Bread costs PEN 12.50 in Lima.", [(12.5, "pen")]),
    ("Georgia collected GEL 300m in taxes.", [(3e08, "gel")]),
    ("The stock closed at INR 412.", [(412.0, "inr")]),
    ("The fine was SEK 500.", [(500.0, "sek")]),
    ("A ticket costs CHF 5.", [(5.0, "chf")]),
    ("Turkey borrowed TRY 40 billion.", [(4e10, "try")]),
    ("Albania spent ALL 2.5 billion on roads.", [(2.5e09, "all")]),
    ("Exports reached USD 45m.", [(4.5e07, "usd")]),
    ("It costs EUR30 a night.", [(30.0, "eur per night")]),
    ("Profit rose to PLN 3.2 million.", [(3.2e06, "pln")]),
    ("The ministry spent MAD 450 million on water.", [(4.5e08, "mad")]),
    ("Buses in Tbilisi cost GEL 1.", [(1.0, "gel")]),
    ("The fund raised ILS 30m.", [(3e07, "ils")]),
    ("Copec paid COP 1.2 trillion.", [(1.2e12, "cop")]),
    ("Shares closed at ZAR 34.", [(34.0, "zar")]),
    ("The prize is NOK 11 million.", [(1.1e07, "nok")]),
    ("The firm was fined KES 500,000.", [(500000.0, "kes")]),
    ("Tickets are CAD 25 each.", [(25.0, "cad")]),
    ("The bank sold bonds worth 300 million TRY.", [(3e08, "try")]),
    ("A litre costs PEN 14.90.", [(14.9, "pen")]),
    ("He earned PHP 25,000 a month.", [(25000.0, "php per month")]),
    ("The tram is AUD 4.", [(4.0, "aud")]),
    ("She sent an SOS 3 times.", [(3.0, "time")]),
    ("The retailer raised PEN 80 million.", [(8e07, "pen")]),
    ("It sold land for COP 45,000 million.", [(4.5e10, "cop")]),
    ("A SIM card costs INR 99.", [(99.0, "inr")]),
    ("Rabat will lend MAD 2.3bn.", [(2.3e09, "mad")]),
    ("He paid GEL 20 for a taxi.", [(20.0, "gel")]),
    ("Cuba pays CUP 2,100 a month.", [(2100.0, "cup per month")]),
    ("Salaries start at ARS 900,000.", [(900000.0, "ars")]),
    ("Oslo gave DKK 7 to each.", [(7.0, "dkk")]),
]
SCALES: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("Rs 450 cr was paid to the company.", [(4.5e09, "rupee")]),
    ("The film earned ₹300Cr in a week.", [(3e09, "inr")]),
    ("The bridge cost Rs. 2.5 lakh cr.", [(2.5e12, "rupee")]),
    ("The state owes ₹4.2 lakh crs.", [(4.2e12, "inr")]),
    ("He won Rs 25 lacs in a lottery.", [(2.5e06, "rupee")]),
    ("Police seized Rs 5 lac in cash.", [(500000.0, "rupee")]),
    ("About 12 lakhs farmers got loans.", [(1.2e06, "farmer")]),
    ("The loan of INR 80 Crs was waived.", [(8e08, "inr")]),
    ("Rs 3,200cr went to schools.", [(3.2e10, "rupee")]),
    ("The scheme covers 3.5 cr families.", [(3.5e07, "family")]),
    ("Some 2.7m people live there.", [(2.7e06, "person")]),
    ("Workers built a 2.7m wall.", [(2.7, "meter")]),
    ("The firm lost $2.7m.", [(2.7e06, "usd")]),
    ("Debt hit 3.4 tn yen.", [(3.4e12, "jpy")]),
    ("The bank lent 45 mln euros.", [(4.5e07, "eur")]),
    ("It earned 3.1 bln roubles.", [(3.1e09, "rub")]),
    ("Around 40k fans came.", [(40000.0, "fan")]),
    ("The paper has 1.2M readers.", [(1.2e06, "reader")]),
    ("The wave was 8m high.", [(8.0, "meter")]),
    ("The state gave ₹50 lac to each victim.", [(5e06, "inr")]),
    ("The fraud is worth Rs 1,200 crs.", [(1.2e10, "rupee")]),
    ("Budget of Rs 3.5 lakh cr was passed.", [(3.5e12, "rupee")]),
    ("It sold 2.3 lac scooters.", [(230000.0, "scooter")]),
    ("The actor paid ₹75L in tax.", [(7.5e06, "inr")]),
    ("The film made 100 crores rupees.", [(1e09, "rupee")]),
    ("Rs.20 lakhs were stolen.", [(2e06, "rupee")]),
    ("A fine of Rs. 5,000 was set.", [(5000.0, "rupee")]),
    ("Ghana owes $3.2B.", [(3.2e09, "usd")]),
    ("The app has 3.1M users.", [(3.1e06, "user")]),
    ("The fund holds $5 B in cash.", [(5e09, "usd")]),
    ("Revenue was $12MM.", [(1.2e07, "usd")]),
    ("The lender made 900 mln pesos.", [(9e08, "peso")]),
    ("A 1.9m tall guard stood there.", [(1.9, "meter")]),
    ("The pool is 3m deep.", [(3.0, "meter")]),
    ("The film drew 4.4m viewers.", [(4.4e06, "viewer")]),
]
CURRENCIES: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("Romania will spend 300 million lei.", [(3e08, "ron")]),
    ("A Moldovan pays 20 Moldovan lei for bread.", [(20.0, "mdl")]),
    ("Senegal raised 40 billion CFA francs.", [(4e10, "xof")]),
    ("It cost 12 million soles in Peru.", [(1.2e07, "pen")]),
    ("Baku paid 30 million manats.", [(3e07, "azn")]),
    ("Azerbaijan spent 2.1 billion manat.", [(2.1e09, "azn")]),
    ("Turkmenistan pays 500 Turkmen manat a month.", [(500.0, "tmt per month")]),
    ("The Uzbek state paid 3 trillion soums.", [(3e12, "uzs")]),
    ("Tashkent fined him 5 million sum.", [(5e06, "uzs")]),
    ("Bishkek gave 100 million soms.", [(1e08, "kgs")]),
    ("Kazakhstan spent 300 billion tenge.", [(3e11, "kzt")]),
    ("Kyiv paid 40 million hryvnias.", [(4e07, "uah")]),
    ("Yerevan paid 12 billion drams.", [(1.2e10, "amd")]),
    ("Tbilisi spent 8 million lari.", [(8e06, "gel")]),
    ("Ethiopia spent 9 billion birr.", [(9e09, "etb")]),
    ("Zambia lost 3 million kwacha.", [(3e06, "zmw")]),
    ("Mexico paid 40 million Mexican pesos.", [(4e07, "mxn")]),
    ("Mongolia spent 5 billion tugriks.", [(5e09, "mnt")]),
    ("Laos paid 10 billion kip.", [(1e10, "lak")]),
    ("Cambodia raised 20 billion riel.", [(2e10, "khr")]),
    ("The fine is 50 Polish zlotys.", [(50.0, "pln")]),
    ("Prague paid 30 million koruna.", [(3e07, "czk")]),
    ("Skopje spent 40 million denars.", [(4e07, "mkd")]),
    ("Tirana paid 12 million lek.", [(1.2e07, "all")]),
    ("Budapest paid 3 billion forints.", [(3e09, "huf")]),
    ("Ghana spent 100 million cedis.", [(1e08, "ghs")]),
    ("Myanmar paid 5 billion kyats.", [(5e09, "mmk")]),
    ("Chisinau spent 40 million Moldovan lei on gas.", [(4e07, "mdl")]),
    ("The Romanian state lost 2.1 billion lei.", [(2.1e09, "ron")]),
    ("Mali owes 300 billion CFA francs.", [(3e11, "xof")]),
    ("Gabon sold bonds worth 90 billion CFA francs.", [(9e10, "xaf")]),
    ("Bolivia paid 12 million bolivianos.", [(1.2e07, "bob")]),
    ("Lima paid 3,500 soles to each family.", [(3500.0, "pen")]),
    ("Uzbekistan raised the wage to 1.1 million sum.", [(1.1e06, "uzs")]),
    ("The Kyrgyz budget has 300 billion soms.", [(3e11, "kgs")]),
    ("Bread costs 20 Turkmen manats.", [(20.0, "tmt")]),
    ("Tajikistan paid 5 million somoni.", [(5e06, "tjs")]),
    ("Botswana spent 20 million pula.", [(2e07, "bwp")]),
    ("Sierra Leone paid 40 million leones.", [(4e07, "sle")]),
    ("Angola lost 60 billion kwanzas.", [(6e10, "aoa")]),
    ("Costa Rica paid 900 million colones.", [(9e08, "crc")]),
    ("Malawi lent 3 billion Malawian kwacha.", [(3e09, "mwk")]),
    ("Rwanda gave 5 million Rwandan francs.", [(5e06, "rwf")]),
    ("Iraq paid 12 billion Iraqi dinars.", [(1.2e10, "iqd")]),
    ("Hungary spent 40 billion forint.", [(4e10, "huf")]),
    ("Bulgaria paid 3 million leva.", [(3e06, "bgn")]),
    ("Jamaica paid 20 million Jamaican dollars.", [(2e07, "jmd")]),
    ("The loan of 50 billion CFA francs was repaid.", [(5e10, "cfa franc")]),
]
WORDS: list[tuple[str, list[tuple[Value, str | None]]]] = [
    ("She won 3 medals.", [(3.0, "medal")]),
    ("The economy saw real growth of 3 percent.", [(3.0, "percent")]),
    ("A lump sum of 3 million was paid.", [(3e06, None)]),
    ("She asked all 30 to leave.", [(30.0, None)]),
]


@pytest.mark.parametrize("text", NAMES)
def test_a_code_that_names_something_else_is_no_money(nlp: Language, text: str) -> None:
    assert figures(nlp, text) == []


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_a_code_is_money_where_the_number_or_the_words_say_so(
    nlp: Language, text: str, expected: list[tuple[Value, str | None]]
) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), SCALES)
def test_short_forms_of_scale(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), CURRENCIES)
def test_names_of_currencies(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_ordinary_words_are_no_currencies(nlp: Language, text: str, expected: list[tuple[Value, str | None]]) -> None:
    assert figures(nlp, text) == expected
