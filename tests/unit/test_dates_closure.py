"""The grammar of dates is closed under composition: every production with its examples, and all of their products."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import spacy

from transforms.extract.dates import read_dates
from transforms.extract.rows import Context

NLP = spacy.blank("en")
THURSDAY = date(2025, 11, 6)
PRODUCTIONS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "dates_productions.toml").read_text(encoding="utf-8")
)["productions"]

MONTHS = range(1, 13)
SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
CLDR_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def days(text: str) -> set[tuple[str, str]]:
    rows = read_dates(NLP(text), Context(THURSDAY))
    return {(str(row.date_start), str(row.date_end)) for row in rows if row.date_start is not None}


def one(start: date, end: date | None = None) -> set[tuple[str, str]]:
    return {(start.isoformat(), (end or start).isoformat())}


def nth(year: int, month: int, weekday: int, which: int) -> date:
    found = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, found[which if which < 0 else which - 1])


EXAMPLES = [(p["name"], *example) for p in PRODUCTIONS for example in p["examples"]]
COUNTER_EXAMPLES = [(p["name"], text) for p in PRODUCTIONS for text in p["nothing"]]


@pytest.mark.parametrize(("name", "text", "start", "end"), EXAMPLES)
def test_the_examples_of_every_production(name: str, text: str, start: str, end: str) -> None:
    assert days(text) == {(start, end)}, name


@pytest.mark.parametrize(("name", "text"), COUNTER_EXAMPLES)
def test_what_is_no_such_date(name: str, text: str) -> None:
    assert days(text) == set(), name


def test_every_production_names_its_source() -> None:
    names = [production["name"] for production in PRODUCTIONS]
    assert len(names) == len(set(names))
    assert all(production["source"] and production["examples"] + production["nothing"] for production in PRODUCTIONS)


def month_names(month: int) -> list[str]:
    return sorted({calendar.month_name[month], SHORT[month - 1], CLDR_SHORT[month - 1]})


@pytest.mark.parametrize("month", MONTHS)
def test_every_order_of_day_and_month(month: int) -> None:
    for name in month_names(month):
        for day in (1, 2, 3, 11, 22, 28):
            ordinal = f"{day}{'th' if day in (11, 28) else {1: 'st', 2: 'nd', 3: 'rd'}[day % 10]}"
            for written in (
                f"{name} {day}, 2024",
                f"{day} {name} 2024",
                f"{name} {ordinal}, 2024",
                f"the {ordinal} of {name} 2024",
                f"{day}-{name.rstrip('.')}-2024",
                f"{date(2024, month, day):%A}, {name} {day}, 2024",
                f"{date(2024, month, day):%a} {day} {name} 2024",
            ):
                assert days(f"They met on {written} in Bonn.") == one(date(2024, month, day)), written


@pytest.mark.parametrize("month", MONTHS)
def test_every_weekday_and_week_counted_in_every_month(month: int) -> None:
    for name in month_names(month):
        for word, which in ORDINALS.items():
            for weekday in range(7):
                for link in ("of", "in"):
                    text = f"They met on the {word} {calendar.day_name[weekday]} {link} {name} 2024."
                    assert days(text) == one(nth(2024, month, weekday, which)), text
    name, last = calendar.month_name[month], calendar.monthrange(2024, month)[1]
    assert days(f"It rained in the first week of {name} 2024.") == one(date(2024, month, 1), date(2024, month, 7))
    ends = one(date(2024, month, last - 6), date(2024, month, last))
    assert days(f"It rained in the last week of {name} 2024.") == ends
    tail = one(date(2024, month, last - 9), date(2024, month, last))
    assert days(f"It rained in the last ten days of {name} 2024.") == tail


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_every_range(month: int) -> None:
    following = date(2023 + month // 12, month % 12 + 1, 2)
    for name in month_names(month):
        within = one(date(2023, month, 5), date(2023, month, 8))
        for written in (f"{name} 5-8, 2023", f"{name} 5 to 8, 2023", f"5-8 {name} 2023", f"5 to 8 {name} 2023"):
            assert days(f"It runs {written}.") == within, written
        assert days(f"It ran between 5 and 8 {name} 2023.") == within
        other = month_names(following.month)[0]
        across = one(date(2023, month, 28), following)
        for dash in (" - ", "–", " to ", " through ", " until "):
            text = f"It runs {name} 28, 2023{dash}{other} 2, {following.year}."
            assert days(text) == across, text


@pytest.mark.parametrize("anchor", ["May 5, 2024", "5 May 2024", "Orthodox Easter 2024", "2024-05-05"])
def test_every_offset_from_every_kind_of_day(anchor: str) -> None:
    day = date(2024, 5, 5)
    for number, word in ((2, "two"), (10, "10"), (21, "twenty-one"), (2, "a couple of")):
        for unit, length in (("days", 1), ("weeks", 7)):
            for link, sign in (("after", 1), ("before", -1), ("following", 1), ("prior to", -1), ("ahead of", -1)):
                text = f"He left {word} {unit} {link} {anchor}."
                assert days(text) == one(day + timedelta(sign * number * length)), text
    for weekday in range(7):
        ahead, back = (weekday - day.weekday() - 1) % 7 + 1, (day.weekday() - weekday - 1) % 7 + 1
        name = calendar.day_name[weekday]
        assert days(f"He left on the {name} after {anchor}.") == one(day + timedelta(ahead))
        assert days(f"He left on the {name} before {anchor}.") == one(day - timedelta(back))
    assert days(f"He left the day before {anchor}.") == one(day - timedelta(1))
    assert days(f"He left on the eve of {anchor}.") == one(day - timedelta(1))
    assert days(f"He left in the week of {anchor}.") == one(date(2024, 4, 29), day)


@pytest.mark.parametrize(("unit", "days_each"), [("day", 1), ("week", 7), ("fortnight", 14)])
def test_every_window_of_days(unit: str, days_each: int) -> None:
    for number, word in ((2, "two"), (3, "3"), (12, "twelve"), (2, "couple of")):
        back = one(THURSDAY - timedelta(number * days_each), THURSDAY)
        ahead = one(THURSDAY, THURSDAY + timedelta(number * days_each))
        for place in ("over", "in", "during", "for", "within"):
            for step in ("past", "last"):
                assert days(f"It fell {place} the {step} {word} {unit}s.") == back
            for step in ("next", "coming"):
                assert days(f"It will fall {place} the {step} {word} {unit}s.") == ahead


@pytest.mark.parametrize(("unit", "months"), [("month", 1), ("quarter", 3), ("year", 12), ("decade", 120)])
def test_every_window_of_months(unit: str, months: int) -> None:
    for number, word in ((2, "two"), (3, "3"), (1, "")):
        total = THURSDAY.year * 12 + THURSDAY.month - 1 - number * months
        start = date(total // 12, total % 12 + 1, THURSDAY.day)
        written = f"{word} {unit}s" if word else unit
        assert days(f"It fell over the past {written}.") == one(start, THURSDAY)


@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_in_every_relative_form(weekday: int) -> None:
    name = calendar.day_name[weekday]
    back = (THURSDAY.weekday() - weekday - 1) % 7 + 1
    ahead = (weekday - THURSDAY.weekday() - 1) % 7 + 1
    assert days(f"He came last {name}.") == one(THURSDAY - timedelta(back))
    assert days(f"He will come next {name}.") == one(THURSDAY + timedelta(ahead))
    assert days(f"He came this past {name}.") == one(THURSDAY - timedelta(back))
    assert days(f"He will come this coming {name}.") == one(THURSDAY + timedelta(ahead))
    assert days(f"He came the {name} before last.") == one(THURSDAY - timedelta(back + 7))
    assert days(f"He came three {name}s ago.") == one(THURSDAY - timedelta(back + 14))
    assert days(f"He will come {name} week.") == one(THURSDAY + timedelta(ahead + 7))
    assert days(f"He will come a week from {name}.") == one(THURSDAY + timedelta(ahead + 7))
    monday = date(2025, 10, 27)
    assert days(f"He came on {name} of last week.") == one(monday + timedelta(weekday))
    for every in (f"every {name}", f"each {name}", f"every other {name}", f"on {name}s"):
        assert days(f"He comes {every}.") == set()


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_every_relative_form(month: int) -> None:
    name = calendar.month_name[month]

    def whole(year: int) -> set[tuple[str, str]]:
        return one(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    assert days(f"He came last {name}.") == whole(2025 if month < 11 else 2024)
    assert days(f"He will come next {name}.") == whole(2026 if month <= 11 else 2025)
    assert days(f"He came in {name} last year.") == whole(2024)
    assert days(f"He came in {name} of last year.") == whole(2024)
    assert days(f"He came in early {name} 2023.") == whole(2023)
    assert days(f"He came at the end of {name} 2023.") == whole(2023)
    assert days(f"He comes every {name}.") == set()
