"""The metrics reader on plain tokens: numbers, units, currencies, ranges, bounds, and what is no figure."""

from __future__ import annotations

import inflect
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from transforms.extract.metrics import read_metrics
from transforms.extract.metrics.lexemes import read_paragraphs
from transforms.extract.metrics.numbers.digits import candidate_pattern, read_numbers
from transforms.extract.metrics.numbers.parts import parse_digits
from transforms.extract.metrics.units.currencies import find_after
from transforms.extract.rows import Context, DateExpression, Metric, NamesReading
from transforms.extract.text.index import TextIndex

NLP = spacy.blank("en")
SPELL = inflect.engine()


def read(text: str, dates: list[DateExpression] | None = None) -> list[Metric]:
    cut = NLP(text)
    # The tokenizer leaves stray edges of the (missing) tree at special cases, and reading children runs out of memory's
    # bounds there; a parser sets them, a document made of words has them right from the start.
    doc = Doc(NLP.vocab, [token.text for token in cut], [bool(token.whitespace_) for token in cut])
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    return read_metrics(doc, Context(), NamesReading(), dates or [])


def figures(text: str) -> list[tuple[float | tuple[float | None, float | None] | None, str | None]]:
    return [((m.value_low, m.value_high) if m.value is None else m.value, m.unit) for m in read(text)]


def numbers(text: str) -> list[float]:
    return [
        n.value for lexemes in read_paragraphs(TextIndex(NLP(text)), candidate_pattern()) for n in read_numbers(lexemes)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sales of $228.1 million", (228.1e6, "usd")),
        ("a loss of US$3.7bn", (3.7e9, "usd")),
        ("a price of A$15", (15.0, "aud")),
        ("a price of $A82,615", (82615.0, "aud")),
        ("a price of HK $3.7 billion", (3.7e9, "hkd")),
        ("a grant of S$1mil", (1e6, "sgd")),
        ("a grant of C$1.34", (1.34, "cad")),
        ("a grant of RM3.06mil", (3.06e6, "myr")),
        ("it cost 35 lakh yen", (3.5e6, "jpy")),
        ("it cost 1.5 million yuan", (1.5e6, "cny")),
        ("it cost 40 Canadian dollars", (40.0, "cad")),
        ("it cost 7.5 million Danish crowns", (7.5e6, "dkk")),
        ("it cost 1,200€", (1200.0, "eur")),
        ("it cost EUR50m", (50e6, "eur")),
        ("it cost 120 MEUR", (120e6, "eur")),
        ("shares at 197 pence", (197.0, "penny")),
        ("it cost 13 dollars 45 cents", (13.45, "usd")),
        ("it cost thirteen dollars forty-five cents", (13.45, "usd")),
        ("it paid $98 a share", (98.0, "usd per share")),
        ("it paid $3,500 a month", (3500.0, "usd per month")),
        ("oil at $76 US a barrel", (76.0, "usd per barrel")),
        ("it paid $40,000 per capita", (40000.0, "usd per capita")),
        ("a rate of 4.5 per cent", (4.5, "percent")),
        ("a rate of 24pc", (24.0, "percent")),
        ("cut by 25 basis points", (25.0, "basis point")),
        ("a speed of 87 mph", (87.0, "mile per hour")),
        ("a speed of 140 km/h", (140.0, "kilometer per hour")),
        ("output of 52,000 barrels a day", (52000.0, "barrel per day")),
        ("a plant of 550 megawatts", (550.0, "megawatt")),
        ("stored 5.5kWh", (5.5, "kilowatt hour")),
        ("the 2.4Ghz band", (2.4, "gigahertz")),
        ("a flat of 1520 sq m", (1520.0, "square meter")),
        ("an area of 190 km2", (190.0, "square kilometer")),
        ("heated to minus-260 degrees Fahrenheit", (-260.0, "degree fahrenheit")),
        ("a high of 40°C", (40.0, "degree celsius")),
        ("he is 1.8m tall", (1.8, "meter")),
        ("a load of 100t", (100.0, "metric ton")),
        ("she was five years old", (5.0, "year of age")),
        ("a 65-year-old", (65.0, "year of age")),
        ("18 months of age", (18.0, "month of age")),
        ("it grew sixfold", (500.0, "percent")),
        ("it trades on 6.5 times earnings", (6.5, "time")),
        ("half a billion dollars", (0.5e9, "usd")),
        ("three quarters of a mile", (0.75, "mile")),
        ("a quarter of a million euros", (0.25e6, "eur")),
        ("one and a half hours", (1.5, "hour")),
        ("2½ hours", (2.5, "hour")),
        ("2 1/2 hours", (2.5, "hour")),
        ("a million dollars", (1e6, "usd")),
        ("between $62 and $68 per share", ((62.0, 68.0), "usd per share")),
        ("15 to 22 miles per hour", ((15.0, 22.0), "mile per hour")),
        ("15-22 kilometers", ((15.0, 22.0), "kilometer")),
        ("from up to 252 miles to 287 miles", ((252.0, 287.0), "mile")),
        ("tens of thousands of dollars", ((10000.0, 100000.0), "usd")),
        ("5 to 7 million euros", ((5e6, 7e6), "eur")),
    ],
)
def test_reads_value_and_unit(text: str, expected: tuple[object, str]) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234,567.8", 1234567.8),
        ("12,34,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("1\u00a0234\u202f567", 1234567.0),
        ("1'234'567", 1234567.0),
        ("3,5", 3.5),
        (".534", 0.534),
    ],
)
def test_reads_grouping_conventions(text: str, values: float) -> None:
    assert parse_digits(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "the 22nd amendment and the 51st state",
        "in 2019 and since 1987",
        "between A.D. 1000 and 1260",
        "on Oct. 25 at 9:35 PM",
        "the 1970s and the ’90s",
        "UN Resolution 2270",
        "Section 427 Row 21",
        "their “20×10 policy”",
        "an XC40 and an F-150 and TPP-11",
        "they beat Charlton 2-1",
        "call 555-1234-9876",
        "no one and any one",
        "1 ) the first ; 2 ) the second",
        "in No. 5",
        "1111-22223333-4444",
        "version 1.2.3",
        "a three-year plan and a six-speed gearbox",
        "Updated 2:55 p.m. PT",
        "several hundred, a few thousand",
        "keep half the revenue",
    ],
)
def test_leaves_alone_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("about 35 miles", "approximately"),
        ("some 35 miles", "approximately"),
        ("more than 35 miles", "more_than"),
        ("over 35 miles", "more_than"),
        ("at least 35 miles", "at_least"),
        ("35 miles or more", "at_least"),
        ("less than 35 miles", "less_than"),
        ("just under 35 miles", "less_than"),
        ("sub-35 miles", "less_than"),
        ("up to 35 miles", "at_most"),
        ("no more than 35 miles", "at_most"),
        ("just 35 miles", None),
    ],
)
def test_reads_bounds(text: str, modifier: str | None) -> None:
    assert [m.modifier for m in read(text)] == [modifier]


def test_a_rank_is_told_apart() -> None:
    (row,) = read("Norway ranked 23rd in the index, for the 2nd time.")
    assert (row.value, row.statistic, row.unit) == (23.0, "rank", None)
    assert [m.value for m in read("it ranks No. 5")] == [5.0]


def test_links_the_same_amount_in_another_unit() -> None:
    kilometers, miles = read("a range of 2,000 kilometers (1,242 miles)")
    assert (kilometers.same_as, miles.same_as) == (None, 0)
    first, second = read("a range of 2,000 kilometers (17 miles)")
    assert (first.same_as, second.same_as) == (None, None)


def test_a_sum_in_brackets_is_the_same_sum() -> None:
    assert [m.same_as for m in read("it paid 333.6 million yen ($3.1 million)")] == [None, 0]


def test_shares_a_unit_between_alternatives() -> None:
    assert figures("a 7- or 8-inch screen") == [(7.0, "inch"), (8.0, "inch")]
    assert figures("by 5, 6 and 7 percent") == [(5.0, "percent"), (6.0, "percent"), (7.0, "percent")]


def test_spans_are_the_text_and_every_row_names_its_rule() -> None:
    text = "It lost 190 points, or 0.6%, and paid about $3.1 million for 12.3m tonnes."
    rows = read(text)
    assert [m.text for m in rows] == ["190 points", "0.6%", "$3.1 million", "12.3m tonnes"]
    assert all(text[m.start : m.end] == m.text and m.rule for m in rows)


def test_currency_names_come_from_the_libraries() -> None:
    lexemes = next(read_paragraphs(TextIndex(NLP("5 Georgian laris")), candidate_pattern()))
    assert find_after(lexemes, 1) == ("gel", 2)


@given(st.integers(2, 10**12))
def test_any_number_in_words_comes_back(value: int) -> None:
    assert numbers(f"They counted {SPELL.number_to_words(value)} of them") == [float(value)]  # type: ignore[arg-type]


@given(st.integers(0, 10**9), st.booleans())
def test_any_number_in_digits_comes_back(value: int, grouped: bool) -> None:
    assert numbers(f"worth {value:,} yen" if grouped else f"worth {value} yen") == [float(value)]


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "crore": 1e7}


@given(st.integers(1, 99_999), st.sampled_from(sorted(_SCALES)), st.sampled_from(["$", "€", "£", "US$", "A$"]))
def test_any_scaled_sum_comes_back(cents: int, scale: str, sign: str) -> None:
    codes = {"$": "usd", "€": "eur", "£": "gbp", "US$": "usd", "A$": "aud"}
    (row,) = read(f"They paid {sign}{cents / 100:.2f} {scale} for it.")
    assert row.value == pytest.approx(cents / 100 * _SCALES[scale]) and row.unit == codes[sign]


@given(
    st.integers(1, 500), st.integers(1, 500), st.sampled_from(["to", "-", "–"]), st.sampled_from(["km", "miles", "%"])
)
def test_any_range_comes_back(low: int, more: int, link: str, unit: str) -> None:
    gap = " " if link == "to" else ""
    (row,) = read(f"It was {low}{gap}{link}{gap}{low + more} {unit} away.")
    assert (row.value, row.value_low, row.value_high) == (None, float(low), float(low + more))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_random_text_never_raises(text: str) -> None:
    read(text + " x")


_PARTS = (
    "5 2.5 half a million $ % ( ) - to from between and one third , years old km per day of dozen USD m / US cents "
    "dollars or more 2019 tens thousands minus # ’s 1/2 16 pounds p ° C fold sixfold"
)
_WORDS = ["\n"]
_WORDS += _PARTS.split(" ")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14), st.booleans())
def test_number_salad_never_raises(parts: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(parts)
    for row in read(text + " x"):
        assert (text + " x")[row.start : row.end] == row.text
        assert row.value is not None or (row.value_low is not None and row.value_high is not None)


def test_prefixed_currency_goes_for_both_ends_of_a_range() -> None:
    assert figures("he paid $500-580 million") == [((500e6, 580e6), "usd")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a toll of 1,200 colones", (1200.0, "crc")),
        ("a fine of 50 lempiras", (50.0, "hnl")),
        ("a gift of 10 000 euros", (10000.0, "eur")),
        ("a surplus of 600-plus billion yen", (600e9, "jpy")),
        ("a deal of $2.07 billion", (2_070_000_000.0, "usd")),
    ],
)
def test_reads_money_of_many_countries(text: str, expected: tuple[float, str]) -> None:
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a loan of 1,000,000,003 billion yen",
        "a case under section 7 of the Penal Code",
        "a case U/s 7 of the Corruption Act",
        "the 3 2 1 Museum",
    ],
)
def test_damaged_and_numbering_figures_are_left_out(text: str) -> None:
    assert figures(text) == []
