"""Properties of the dates reader: every day in every explicit form, texts of any kind, work in proportion."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.dates import read_dates
from transforms.extract.dates.grammar import Grammar, load_grammar
from transforms.extract.dates.holidays import easter_sunday, feast_phrases, feast_spans, orthodox_easter
from transforms.extract.dates.pattern_language import element_names
from transforms.extract.rows import Context, DateExpression, Mention

NLP = spacy.blank("en")
THURSDAY = date(2025, 11, 6)
FORMS = (
    "{d:%B} {d.day}, {d.year}",
    "{d.day} {d:%B} {d.year}",
    "the {d.day} {d:%B}, {d.year}",
    "{d:%a}, {d.day} {d:%b} {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%Y/%m/%d}",
    "{d:%d.%m.%Y}",
    "{d:%m/%d/%Y}",
    "{d.year}-{d:%b}-{d.day}",
)


def read(text: str, published_on: date | None = THURSDAY) -> list[DateExpression]:
    return read_dates(NLP(text), Context(published_on))


@pytest.mark.parametrize("form", FORMS)
def test_every_day_of_ten_years_comes_back(form: str) -> None:
    days = [date(2018, 1, 1) + timedelta(number) for number in range(3652)]
    for start in range(0, len(days), 400):
        some = days[start : start + 400]
        rows = read("".join(f"They met on {form.format(d=day)} in Bonn.\n\n" for day in some), None)
        assert [(row.date_start, row.date_end, row.basis) for row in rows] == [(day, day, "explicit") for day in some]


WORDS = (
    "two days after before the eve of last Christmas Ramadan Easter week Monday May 5 2024 every year past next three",
    "weeks within from for starting so far this to date and a half ago 5th now between twenty-second 10/1/2018-10/7/18",
    "Golden Week Eid Thanksgiving rest of following 1q24 2018q4 night 70 's century decades hours couple dozen . , -",
)


@given(st.lists(st.sampled_from(" ".join(WORDS).split()), max_size=16).map(" ".join), st.none() | st.dates())
@settings(max_examples=300, deadline=None)
def test_words_of_dates_in_any_order_never_raise(text: str, published_on: date | None) -> None:
    end = 0
    for row in read(text, published_on):
        assert row.start >= end and text[row.start : row.end] == row.text
        assert row.date_start is None or row.date_end is None or row.date_start <= row.date_end
        end = row.end


def count_tries(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the grammar tries to match, whatever the machine does meanwhile."""
    tries = 0
    plain = Grammar._match

    def counted(self: Grammar, *arguments: object) -> object:
        nonlocal tries
        tries += 1
        return plain(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Grammar, "_match", counted)
        read(text)
    return tries


@pytest.mark.parametrize(
    "text",
    [
        "Two days after the Monday before the eve of Easter 2024 it rained over the past three weeks. ",
        "two days after the day before the day after ",
        "every each every the week of the week of the last last May ",
    ],
)
def test_a_text_twice_as_long_is_about_twice_the_work(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = (count_tries(text * times, monkeypatch) for times in (50, 100))
    assert 1.8 * once <= twice <= 2.2 * once


def test_feasts_move_as_their_calendars_say() -> None:
    assert [orthodox_easter(year) for year in (2021, 2024, 2025)] == [
        date(2021, 5, 2),
        date(2024, 5, 5),
        date(2025, 4, 20),
    ]
    for number in {number for _, number in feast_phrases()}:
        for start, end in feast_spans(number, 2024):
            assert start.year == 2024 and start <= end <= start + timedelta(50)
    assert all((easter_sunday(year) - timedelta(0)).weekday() == 6 for year in range(1950, 2050))


def countries(text: str, **codes: str) -> list[DateExpression]:
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), name, "country", name, country=code)
        for name, code in codes.items()
    ]
    return read_dates(NLP(text), Context(THURSDAY), mentions)


@pytest.mark.parametrize(
    ("text", "codes", "expected"),
    [
        ("Canadian shops closed for Thanksgiving 2024.", {"Canadian": "CAN"}, [date(2024, 10, 14)]),
        ("India marked Independence Day 2024.", {"India": "IND"}, [date(2024, 8, 15)]),
        ("Shops closed for Independence Day 2024.", {}, [date(2024, 7, 4)]),
        ("India and Mexico kept Independence Day 2024.", {"India": "IND", "Mexico": "MEX"}, []),
        ("China marked National Day 2024.", {"China": "CHN"}, [date(2024, 10, 1)]),
        ("Fires burnt Australia in the summer of 2019.", {"Australia": "AUS"}, [date(2019, 12, 1)]),
        ("Fires burnt Greece in the summer of 2019.", {"Greece": "GRC"}, [date(2019, 6, 1)]),
    ],
)
def test_feasts_and_seasons_of_countries(text: str, codes: dict[str, str], expected: list[date]) -> None:
    assert [row.date_start for row in countries(text, **codes) if row.date_start] == expected


def test_every_prefix_names_known_classes() -> None:
    grammar = load_grammar()
    for rule in grammar.prefixes:
        assert all(grammar.alphabet.members(name) for name in element_names(rule.pattern))
