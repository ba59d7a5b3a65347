"""The dates reader: formats come back, relative dates resolve, what only looks like a date stays out."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.dates import read_dates
from transforms.extract.dates.grammar import load_grammar
from transforms.extract.dates.holidays import easter_sunday
from transforms.extract.dates.resolvers.table import RESOLVERS
from transforms.extract.rows import Context, DateExpression, Part

NLP = spacy.blank("en")
THURSDAY = date(2025, 11, 6)


def read(text: str, published_on: date | None = THURSDAY) -> list[DateExpression]:
    return read_dates(NLP(text), Context(published_on))


def values(text: str, published_on: date | None = THURSDAY) -> list[str | None]:
    return [expression.value for expression in read(text, published_on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Oct. 25, 2025.", ["2025-10-25"]),
        ("They met on 25 October 2025.", ["2025-10-25"]),
        ("Sat., Oct. 25, 2025, and Sept. 3, 2025.", ["2025-10-25", "2025-09-03"]),
        ("They met on the 25th of October, 2025.", ["2025-10-25"]),
        ("Filed 26-FEB-1987 and 11/02/89 and 10-26-89.", ["1987-02-26", "1989-11-02", "1989-10-26"]),
        ("Stamped 2025-10-25T14:00:00Z.", ["2025-10-25"]),
        ("It happened in October 2025.", ["2025-10"]),
        ("Output rose in the third quarter of 2024 and in Q2 2025.", ["2024-Q3", "2025-Q2"]),
        ("Sales fell in the first half of 2024.", ["2024-H1"]),
        ("He left in the summer of 1987.", ["1987-SU"]),
        ("It began in the late 1980s and ended in the '90s.", ["198", "199"]),
        ("A 19th-century fort.", ["18"]),
        ("It fell in 1998.", ["1998"]),
        ("Revenue for fiscal 2024 grew.", ["2024"]),
        ("Convicted in nineteen ninety-one.", ["1991"]),
        ("Open on Christmas Eve 2024 and Easter Monday 2025.", ["2024-12-24", "2025-04-21"]),
    ],
)
def test_explicit_dates_need_no_publication_day(text: str, expected: list[str]) -> None:
    assert values(text, published_on=None) == expected
    assert {expression.basis for expression in read(text, published_on=None)} == {"explicit"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday, the minister visited a factory.", ["2025-11-01"]),
        ("The minister will visit a factory on Saturday.", ["2025-11-08"]),
        ("Yesterday he rested, today he works.", ["2025-11-05", "2025-11-06"]),
        ("Prices rose last week, last month and last year.", ["2025-W44", "2025-10", "2024"]),
        ("He resigned two weeks ago.", ["2025-W43"]),
        ("He resigned five years ago.", ["2020"]),
        ("He resigned in June last year.", ["2024-06"]),
        ("He left last Tuesday.", ["2025-11-04"]),
        ("He will leave next Tuesday.", ["2025-11-11"]),
        ("He spoke on Friday of last week.", ["2025-10-31"]),
        ("Exports grew in September.", ["2025-09"]),
        ("The summit will open in April.", ["2026-04"]),
        ("The law takes effect Jan. 1.", ["2026-01-01"]),
        ("A wreath was laid on Oct. 25.", ["2025-10-25"]),
        ("Profit fell in the third quarter.", ["2025-Q3"]),
        ("On Saturday, April 25, he spoke.", ["2026-04-25"]),
        ("Trade is now slow, as it was recently.", ["PRESENT_REF", "PAST_REF"]),
    ],
)
def test_relative_dates_follow_publication_and_tense(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_relative_dates_stay_unresolved_without_publication_day() -> None:
    expressions = read("On Saturday he spoke; last week, in April and on Oct. 25 he did not.", published_on=None)
    assert [expression.text for expression in expressions] == ["Saturday", "last week", "April", "Oct. 25"]
    assert {(expression.value, expression.basis, expression.date_start) for expression in expressions} == {
        (None, "none", None)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Oct. 25, he laid flowers. A year earlier, he sent a wreath.", "2024-10-25"),
        ("On Oct. 25, he laid flowers. The next day he left.", "2025-10-26"),
        ("On Oct. 25, he laid flowers. Two days later he left.", "2025-10-27"),
        ("In March 2024 he moved. The following month he fell ill.", "2024-04"),
        ("In 1995 he moved. The following year he fell ill.", "1996"),
        ("Output rose in September, up 3 percent from August and 9 percent from a year earlier.", "2024-09"),
        ("Third-quarter profit rose to $5 million from $4 million a year ago.", "2024-Q3"),
    ],
)
def test_dates_counted_from_the_text_before(text: str, expected: str) -> None:
    assert read(text)[-1].value == expected


@pytest.mark.parametrize(
    ("text", "spans", "start", "end"),
    [
        ("Between September and October, she toured.", ["September", "October"], "2025-09-01", "2025-10-31"),
        ("He will be there from May 7 to 10.", ["May 7", "10"], "2026-05-07", "2026-05-10"),
        ("The drills ran March 3-5, 2024.", ["March 3", "5, 2024"], "2024-03-03", "2024-03-05"),
        ("Open from Nov. 28 to Jan. 4.", ["Nov. 28", "Jan. 4"], "2025-11-28", "2026-01-04"),
        ("It grew from 2015 to 2019.", ["2015", "2019"], "2015-01-01", "2019-12-31"),
        ("It shrank in January-March 2024.", ["January", "March 2024"], "2024-01-01", "2024-03-31"),
    ],
)
def test_both_ends_of_a_range_carry_the_whole_range(text: str, spans: list[str], start: str, end: str) -> None:
    expressions = read(text)
    assert [expression.text for expression in expressions] == spans
    whole = (date.fromisoformat(start), date.fromisoformat(end))
    assert {(expression.date_start, expression.date_end) for expression in expressions} == {whole}


@pytest.mark.parametrize(
    "text",
    [
        "The 11th Corps has 1,998 men, some 2000 soldiers and $1998.",
        "Section 1983, Resolution 2270 and Flight 1812.",
        "Call 555-1998 or 1-800-555-2000.",
        "They may march to the second house; a man of 25 and 3/4 of a pie.",
        "Every Monday, each year, on most days and for five years.",
        "They began to fall apart; the fall of the wall; a spring in his step.",
        "The missile Hwasong-17 was fired at 1900 GMT.",
        "The score was 10-12 and the rate 3.5 percent.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert read(text) == []


def test_a_caption_does_not_inherit_the_time_of_the_body() -> None:
    text = "On Oct. 25 he came.\n\nA day earlier, troops marched past."
    doc = NLP(text)
    caption = Part("caption", text.index("A day"), len(text))
    assert read_dates(doc, Context(THURSDAY))[-1].value == "2025-10-24"
    parts = (Part("body", 0, caption.start), caption)
    assert read_dates(doc, Context(THURSDAY, parts=parts))[-1].value is None


def test_every_rule_names_a_resolver() -> None:
    assert {rule.resolve for rule in load_grammar().rules} == set(RESOLVERS)


def test_easter_moves_by_the_moon() -> None:
    assert [easter_sunday(year) for year in (1987, 2000, 2024, 2038)] == [
        date(1987, 4, 19),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


FORMATS = [
    "{d:%B} {d.day}, {d.year}",
    "{d:%b} {d.day}, {d.year}",
    "{d.day} {d:%B} {d.year}",
    "{d:%A}, {d:%B} {d.day}, {d.year}",
    "the {d.day} of {d:%B} {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%m/%d/%Y}",
    "{d:%d.%m.%Y}",
    "{d.day}-{d:%b}-{d.year}",
]
NEWS_DAYS = st.dates(date(1946, 1, 1), date(2040, 12, 31))


@given(NEWS_DAYS, st.sampled_from(FORMATS))
@settings(max_examples=150, deadline=None)
def test_any_day_written_in_any_format_comes_back(day: date, layout: str) -> None:
    written = layout.format(d=day)
    (expression,) = read(f"They met on {written} in the capital.", published_on=None)
    assert (expression.value, expression.text.rstrip(",")) == (day.isoformat(), expression.text)
    assert expression.date_start == expression.date_end == day


@given(NEWS_DAYS, st.integers(-90, 80))
@settings(max_examples=100, deadline=None)
def test_a_day_without_its_year_is_a_near_one(published_on: date, distance: int) -> None:
    day = date.fromordinal(published_on.toordinal() + distance)
    if (day.month, day.day) != (2, 29):
        assert values(f"The fair of {day:%B} {day.day} is known.", published_on) == [day.isoformat()]


@given(NEWS_DAYS, st.sampled_from(["last", "this", "next"]), st.sampled_from(["week", "month", "year", "quarter"]))
@settings(max_examples=100, deadline=None)
def test_steps_of_units_touch_without_gap(published_on: date, step: str, unit: str) -> None:
    (expression,) = read(f"It rose {step} {unit}.", published_on)
    assert expression.date_start is not None and expression.date_end is not None
    assert (expression.date_start <= published_on <= expression.date_end) == (step == "this")
    assert (expression.date_end < published_on) == (step == "last")


PIECES = (
    "May 7 10 to and - , . the of 1998 2000s '90s last next year quarter ago two days earlier Friday Oct March 31",
    "February 30 29 0 99 second half end Q3 1988-89 99/99/99 13/13/2013 between from 's until 999999 a years",
)
WORDS = st.sampled_from([*PIECES[0].split(), *PIECES[1].split(), "\n\n"])


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)), st.none() | st.dates())
@settings(max_examples=300, deadline=None)
def test_random_text_never_raises(text: str, published_on: date | None) -> None:
    end = 0
    for expression in read(text, published_on):
        assert text[expression.start : expression.end] == expression.text
        assert expression.start >= end and expression.rule
        is_fiscal = (expression.grain or "").startswith("fiscal_")  # a fiscal year may begin nobody knows when
        assert (expression.date_start is None) == (expression.grain is None) or is_fiscal
        if expression.date_start is not None and expression.date_end is not None:
            assert expression.date_start <= expression.date_end
        end = expression.end


def test_long_texts_take_time_in_proportion() -> None:
    text = "In the quarter, May 7, 8, 9 and from the first quarter of a year ago to the end of the late 1990s. " * 400
    doc = NLP(text)
    started = perf_counter()
    read_dates(doc, Context(THURSDAY))
    assert perf_counter() - started < 5.0  # some 0.2 s on one core; quadratic work would take minutes
