"""Resolvers of dates with a place in the calendar: days, months, quarters, seasons, feasts, years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from transforms.extract.dates import periods
from transforms.extract.dates.cues import cue_words
from transforms.extract.dates.fiscal import is_southern
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.holidays import feast_spans, is_common_word
from transforms.extract.dates.outcomes import Outcome, explicit, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.scene import FUTURE, Scene, years_around

# Two-digit years: news archives begin after the war, so 45 is 1945 and 44 is 2044.
_PIVOT_YEAR = 45

_COURSE_REACH = 20  # lexemes around "week 8" in which the course is named whose week it is

_LATE_FROM = 16  # the first day that can be late in a month

_MONTH_REACH = 9  # months around publication in which they agree without a month

_WEEKDAY_REACH = 4  # years around publication in which a weekday and a date are made to agree


def stated_year(match: Match, scene: Scene) -> tuple[int | None, bool]:
    """The year of the expression and whether the text itself gives it ("1998"), or a step from publication does."""
    values = match.values
    if "YEAR" in values:
        return values["YEAR"], True
    if "STEP" in values and scene.published is not None:
        return scene.published.year + values["STEP"], False
    if "TEXT_STEP" in values:
        anchor = scene.anchor(match.first, frozenset({"day", "month", "quarter", "season", "year"}), True)
        return (anchor.start.year + values["TEXT_STEP"], False) if anchor else (None, False)
    return None, False


def in_year(match: Match, scene: Scene, make: Callable[[int], Period]) -> Outcome:
    """The period of the stated year, or else of the year that tense and publication favour."""
    if "FISCAL" in match.values:
        make = _of_accounts(make, match, scene)
    year, is_explicit = stated_year(match, scene)
    if year is not None:
        return explicit(make(year)) if is_explicit else relative(make(year))
    if "STEP" in match.values or "TEXT_STEP" in match.values:
        return relative(None)
    candidates = []
    for each in years_around(scene.published):
        with suppress(ValueError):  # 29 February of a common year
            candidates.append(make(each))
    outcome = relative(scene.nearest(candidates, scene.tense(match)))
    outcome.is_yearless = True
    return outcome


def _of_accounts(make: Callable[[int], Period], match: Match, scene: Scene) -> Callable[[int], Period]:
    return lambda year: scene.place_fiscal(make(year), match.first)


def numeric_date(match: Match, scene: Scene) -> Outcome | None:
    """ "2025-10-25", "11/02/89", "10-26-89", "25.10.2025": the order of day and month is judged by their sizes."""
    numbers = [int(part) for part in re.split(r"[-/.]", match.values["FULL_DATE"])]
    if numbers[0] > 31:
        year, month, on = numbers
    else:
        month, on, year = numbers
        if month > 12 or "." in match.values["FULL_DATE"]:
            month, on = on, month
        if year < 100:
            year += 1900 if year >= _PIVOT_YEAR else 2000
    with suppress(ValueError):
        return explicit(periods.day(date(year, month, on)))
    return None


def calendar_day(match: Match, scene: Scene) -> Outcome | None:
    """A day of a month, with or without its year; a weekday beside it helps to find the year."""
    values = match.values
    on: int = values.get("ANY_DAY") or values["DAY"]
    weekday = values.get("ANY_WEEKDAY")
    if weekday is not None and "YEAR" not in values and scene.published is not None:
        agreeing = _days_on_weekday(scene, values["MONTH"], on, weekday)
        if agreeing:
            return relative(scene.nearest(agreeing, scene.tense(match)))
    with suppress(ValueError):
        return in_year(match, scene, _day_maker(values["MONTH"], on))
    return None


def weekday_and_day(match: Match, scene: Scene) -> Outcome | None:
    """ "Friday the 15th": the nearest day that is both."""
    if scene.published is None:
        return relative(None)
    found = []
    number = match.values.get("DAY_ORDINAL") or match.values["ORDINAL_WORD"]
    for step in range(-_MONTH_REACH, _MONTH_REACH + 1):
        first = periods.step(scene.published.replace(day=1), step, "month")
        with suppress(ValueError):
            on = first.replace(day=number)
            if on.weekday() == match.values["ANY_WEEKDAY"]:
                found.append(periods.day(on))
    return relative(scene.nearest(found, scene.tense(match)))


def months(match: Match, scene: Scene) -> list[Outcome]:
    """ "Nov-Feb 2017", "March to May 2024": the year belongs to the last month, and the first lies before it."""
    numbers = load_grammar().classes["MONTH"]
    places = [no for no in range(match.first, match.last) if scene.word(no) in numbers]
    first, last = (numbers[scene.word(no)] for no in places)
    year = match.values["YEAR"]
    left = explicit(periods.month(year - (first > last), first))
    right = explicit(periods.month(year, last))
    left.first, left.last, right.first = match.first, places[0] + 1, places[1]
    return [left, right]


def _day_maker(month: int, on: int) -> Callable[[int], Period]:
    return lambda year: periods.day(date(year, month, on))


def _days_on_weekday(scene: Scene, month: int, on: int, weekday: int) -> list[Period]:
    found = []
    for year in years_around(scene.published, _WEEKDAY_REACH):
        with suppress(ValueError):
            day = date(year, month, on)
            if day.weekday() == weekday:
                found.append(periods.day(day))
    return found


def days_of_month(match: Match, scene: Scene) -> list[Outcome] | None:
    """ "April 24 and 25", "May 7 to 10": each day is an expression of its own, as TIMEX3 has it."""
    classes = load_grammar().classes
    places = [no for no in range(match.first, match.last) if scene.word(no) in classes["ANY_DAY"]]
    places = [no for no in places if scene.word(no) not in classes["YEAR"]]
    outcomes = []
    for place, following in zip(places, [*places[1:], match.last], strict=True):
        try:
            outcome = in_year(match, scene, _day_maker(match.values["MONTH"], classes["ANY_DAY"][scene.word(place)]))
        except ValueError:
            return None
        outcome.first = match.first if place == places[0] else place
        outcome.last = match.last if following == match.last else place + 1
        outcomes.append(outcome)
    return outcomes


def calendar_month(match: Match, scene: Scene) -> Outcome:
    """A month, with or without its year; "late November" is not over on the sixth."""
    number = next(match.values[name] for name in match.values if name.startswith("MONTH"))
    if match.values.get("PART") != "late":
        return in_year(match, scene, lambda year: periods.month(year, number))

    def last_days(year: int) -> Period:
        whole = periods.month(year, number)
        return periods.window(whole, date(year, number, _LATE_FROM), whole.end)

    outcome = in_year(match, scene, last_days)
    outcome.period = outcome.period.whole if outcome.period else None
    return outcome


def step_to_month(number: int, step: int, scene: Scene) -> Period | None:
    """The month of that number before (-1), in the year of (0) or after (1) the month of publication."""
    if scene.published is None:
        return None
    now = periods.of_grain("month", scene.published)
    candidates = [periods.month(year, number) for year in years_around(scene.published)]
    if step < 0:
        return max((p for p in candidates if p.start < now.start), key=lambda p: p.start)
    if step > 0:
        return min((p for p in candidates if p.start > now.start), key=lambda p: p.start)
    return next(p for p in candidates if p.start.year == scene.published.year)


def step_month(match: Match, scene: Scene) -> Outcome:
    """ "last May", "this September", "next April": counted from the month of publication."""
    number = match.values["MONTH"]
    candidates = [periods.month(year, number) for year in years_around(scene.published)]
    return _stepped(match, scene, candidates, "month")


def step_season(match: Match, scene: Scene) -> Outcome:
    """ "last spring", "this summer", "next fall"."""
    candidates = [_season_maker(match, scene)(year) for year in years_around(scene.published)]
    return _stepped(match, scene, candidates, "season")


def _season_maker(match: Match, scene: Scene) -> Callable[[int], Period]:
    """The season of a year, half a year later where only southern countries are spoken of."""
    code: str = match.values["SEASON"]
    countries = scene.countries_at(match.first)
    is_south = bool(countries) and all(is_southern(country) for country in countries)
    return lambda year: periods.season(year, code, is_south)


def _stepped(match: Match, scene: Scene, candidates: list[Period], grain: str) -> Outcome:
    if scene.published is None:
        return relative(None)
    now = periods.of_grain(grain, scene.published)
    words = {scene.word(no) for no in range(match.first, match.last)}
    if words & {"last", "past"}:
        return relative(max((p for p in candidates if p.start < now.start), key=lambda p: p.start))
    if words & {"next", "coming"}:
        return relative(min((p for p in candidates if p.start > now.start), key=lambda p: p.start))
    published = scene.published
    running = [p for p in candidates if p.start <= published <= p.end]  # "this winter", in February
    return relative(next(iter(running), None) or next((p for p in candidates if p.start.year == published.year), None))


def numbered_week(match: Match, scene: Scene) -> Outcome:
    """ "week 10 of 2025": the ISO week of that number. Raises ValueError when the year has not so many."""
    number = match.values["COUNT"]
    return in_year(match, scene, lambda year: periods.week(date.fromisocalendar(year, number, 1)))


def bare_week(match: Match, scene: Scene) -> Outcome | None:
    """ "in week 31": a week of the calendar, unless the words around tell of a course or a season of games."""
    is_named = scene.text[scene.lexemes[match.first].start].isupper()  # "in Week 12" is one of a league
    near = {scene.word(no) for no in range(match.first - _COURSE_REACH, match.last + _COURSE_REACH)}
    if is_named or not near.isdisjoint(cue_words("week")["courses"]) or scene.is_before_noun(match):
        return None
    return numbered_week(match, scene)


def season(match: Match, scene: Scene) -> Outcome:
    """A season, with or without its year."""
    return in_year(match, scene, _season_maker(match, scene))


def quarter(match: Match, scene: Scene) -> Outcome:
    """A numbered quarter; calendar quarters also stand for fiscal ones, which the text rarely dates."""
    if "YEAR_QUARTER_CODE" in match.values:
        return explicit(periods.quarter(*match.values["YEAR_QUARTER_CODE"]))
    number = match.values.get("QUARTER_WORD") or match.values.get("QUARTER_CODE")
    assert number is not None
    ended = quarter_end(match, scene)
    if ended is not None and "YEAR" not in match.values:
        return relative(periods.quarter(ended.year, number))
    outcome = in_year(match, scene, lambda year: periods.quarter(year, number))
    years = match.rule.settings.get("years", 0)
    if years and outcome.period is not None:
        outcome = relative(periods.shift(outcome.period, years, "year"))
        outcome.is_compared = True
    return outcome


def quarter_end(match: Match, scene: Scene) -> date | None:
    """The month named after "the quarter ended": the last one of that name which began before publication."""
    number = load_grammar().classes["MONTH"].get(scene.word(match.last + 1))
    if scene.word(match.last) not in ("ended", "ending") or number is None or scene.published is None:
        return None
    year = scene.published.year - (date(scene.published.year, number, 1) > scene.published)
    return date(year, number, 1)


def half(match: Match, scene: Scene) -> Outcome:
    """The first or second half of a year."""
    number = match.values.get("HALF_WORD") or match.values.get("HALF_CODE")
    assert number is not None
    return in_year(match, scene, lambda year: periods.half(year, number))


def feast(match: Match, scene: Scene) -> Outcome | None:
    """A named day of the year, or the days of a feast that lasts."""
    written = scene.text[scene.lexemes[match.first].start : scene.lexemes[match.last - 1].end]
    if is_common_word(match.rule.settings["feast"]) and written.islower():
        return None
    year, is_explicit = stated_year(match, scene)
    if year is not None:
        found = feasts_of(match, scene, [year])
        return (explicit(found[0]) if is_explicit else relative(found[0])) if found else None
    if "STEP" in match.values:
        return relative(None)
    tense = scene.tense(match)
    if tense.direction == FUTURE and tense.is_sure:  # a feast is kept every year: what will be is the next one
        tense = replace(tense, is_strict=True)
    return relative(scene.nearest(feasts_of(match, scene, years_around(scene.published)), tense))


def feasts_of(match: Match, scene: Scene, years: Iterable[int]) -> list[Period]:
    """Each time that the feast of the match is kept in those years, in order."""
    number, countries = match.rule.settings["feast"], scene.countries_at(match.first)
    return [periods.span(*span) for year in years for span in feast_spans(number, year, countries)]


def year(match: Match, scene: Scene) -> Outcome:
    """A year that its wording marks as one ("fiscal 1989", "mid-1996")."""
    return explicit(periods.whole_year(match.values["YEAR"]))


def spoken_year(match: Match, scene: Scene) -> Outcome:
    """ "nineteen ninety-one", "the year two thousand": years as transcripts of broadcasts write them."""
    values: dict[str, Any] = match.values
    rest = sum(values.get(name, 0) for name in ("TENS_WORD", "ONES_WORD", "TEENS_WORD"))
    return explicit(periods.whole_year(values.get("SPOKEN_HUNDRED", 20) * 100 + rest))


def year_span(match: Match, scene: Scene) -> list[Outcome] | None:
    """ "1988-89": two years that follow one another."""
    first, rest = match.values["YEAR"], match.values["TWO_DIGITS"]
    second = first // 100 * 100 + rest
    if not first < second <= first + 50:
        return None
    outcomes = [explicit(periods.whole_year(first)), explicit(periods.whole_year(second))]
    outcomes[0].first, outcomes[0].last = match.first, match.first + 1
    outcomes[1].first, outcomes[1].last = match.last - 1, match.last
    return outcomes


def decade(match: Match, scene: Scene) -> Outcome | None:
    """ "the late 1970s", "the '90s", "the sixties"."""
    values = match.values
    first = values.get("DECADE") or values.get("YEAR") or match.rule.settings.get("first")
    if first is None:
        short_classes = ("SHORT_DECADE", "LATE_DECADE", "DECADE_WORD", "LATE_TENS")
        hundred = 100 * values.get("SPOKEN_HUNDRED", 19)
        first = hundred + int(next(values[name] for name in short_classes if name in values))
    return explicit(periods.decade(first)) if first % 10 == 0 else None


def century(match: Match, scene: Scene) -> Outcome:
    """ "the 20th century"."""
    number = match.values.get("RANK") or match.values.get("ORDINAL_WORD")
    assert number is not None
    return explicit(periods.century(number))


def dated_period(match: Match, scene: Scene) -> Outcome:
    """ "the 1988 period": the quarter or half told of, moved to that year; else the year."""
    told = scene.anchor(match.first, frozenset({"quarter", "half", "year"}), True)
    number = match.values["YEAR"]
    if "quarter" in (scene.word(match.last - 1), told.grain if told else ""):
        told = scene.quarter_told_of(match.first)
    if told is None or told.grain == "year":
        told = periods.whole_year(number)
    outcome = explicit(periods.shift(told, number - told.start.year, "year"))
    outcome.is_compared = True
    return outcome
