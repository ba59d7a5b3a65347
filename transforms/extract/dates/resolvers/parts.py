"""Resolvers of parts of a period: the second Sunday of October, the last five days of May, its second half."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.cues import cue_words
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.outcomes import Outcome, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.resolvers.calendar import in_year, step_to_month
from transforms.extract.dates.resolvers.relative import counted_number, text_step
from transforms.extract.dates.scene import Scene

Choose = Callable[[Period], Period]


def nth_of_period(match: Match, scene: Scene) -> Outcome | None:
    """A weekday, day, week, weekend or month counted within its month or year, from the front or from the back."""
    place = _place(match, scene)
    weekday, unit = match.values.get("WEEKDAY"), match.values.get("NTH_UNIT")

    def choose(whole: Period) -> Period:
        return _nth_weekday(whole, weekday, place) if weekday is not None else _nth_unit(whole, str(unit), place)

    return _of_period(match, scene, choose)


def edge_of_period(match: Match, scene: Scene) -> Outcome | None:
    """ "the first ten days of June", "the last two weeks of 2024"."""
    words = [scene.word(no) for no in range(match.first, match.last)]
    if not {"ONES_WORD", "NUMBER"} & match.values.keys():
        if "couple" not in words:
            return None  # "the last few days of May" are nobody knows how many
        count = 2
    else:
        count = counted_number(match)
    unit = next(word for word in words if word in ("days", "weeks", "months"))[:-1]
    is_first = match.values["EDGE"] > 0

    def choose(whole: Period) -> Period:
        if is_first:
            start, end = whole.start, periods.step(whole.start, count, unit) - timedelta(1)
        else:
            start, end = periods.step(whole.end + timedelta(1), -count, unit), whole.end
        return periods.window(whole, max(start, whole.start), min(end, whole.end))

    outcome = _of_period(match, scene, choose)
    if unit == "month":  # months counted in a year are a length; the year is the date, as TIMEX3 has it
        outcome.first = match.first + words.index("months") + 2
    return outcome


def half_of_month(match: Match, scene: Scene) -> Outcome | None:
    """ "the second half of May": from the 16th on."""
    number = match.values["HALF_WORD"]

    def choose(whole: Period) -> Period:
        middle = whole.start + timedelta(15)
        if number == 1:
            return periods.window(whole, whole.start, middle - timedelta(1))
        return periods.window(whole, middle, whole.end)

    return _of_period(match, scene, choose)


def day_of_unit(match: Match, scene: Scene) -> Outcome | None:
    """ "the 23rd of this month"."""
    number = match.values.get("DAY_ORDINAL") or match.values["ORDINAL_WORD"]
    return _of_period(match, scene, lambda whole: _nth_unit(whole, "day", number))


def bare_days(match: Match, scene: Scene) -> list[Outcome] | None:
    """ "on the 5th", "between the 5th and the 8th": of the month told of, or else of one near publication.

    On a golf course the 18th is a hole.
    """
    if any(lexeme.word in cue_words("ordinal")["courses"] for lexeme in scene.lexemes):
        return None
    days = load_grammar().classes["DAY_ORDINAL"]
    told = scene.anchor(match.first, frozenset({"day", "week", "weekend", "month"}), with_deictic=False)
    outcomes: list[Outcome] = []
    for place in (no for no in range(match.first, match.last) if scene.word(no) in days):
        outcome = relative(_bare_day(days[scene.word(place)], told, match, scene))
        outcome.first = match.first if not outcomes else place
        outcome.last = place + 1
        outcomes.append(outcome)
    return outcomes


def _bare_day(number: int, told: Period | None, match: Match, scene: Scene) -> Period | None:
    if told is not None:
        return _nth_unit(periods.of_grain("month", told.start), "day", number)
    if scene.published is None:
        return None
    candidates = []
    for step in (-1, 0, 1):
        with suppress(ValueError):
            month = periods.of_grain("month", periods.step(scene.published, step, "month"))
            candidates.append(_nth_unit(month, "day", number))
    return scene.nearest(candidates, scene.tense(match))


def _of_period(match: Match, scene: Scene, choose: Choose) -> Outcome:
    """The chosen part of the period that the expression names; without a year of its own, tense and nearness choose."""
    values = match.values
    if "MONTH" in values and "STEP" in values and scene.word(match.last - 1) != "year":
        month = step_to_month(values["MONTH"], values["STEP"], scene)
        return relative(choose(month) if month else None)
    if "MONTH" in values:
        return in_year(match, scene, lambda year: choose(periods.month(year, values["MONTH"])))
    if "YEAR" in values:
        return in_year(match, scene, lambda year: choose(periods.whole_year(year)))
    words = [scene.word(no) for no in range(match.first, match.last)]
    unit = "month" if words[-1] == "month" or words[1:3] == ["month", "'s"] else "year"
    if "TEXT_STEP" in values and "STEP" not in values:
        values["CALENDAR_UNIT"] = unit
        told = text_step(match, scene).period
        return relative(choose(told) if told else None)
    if scene.published is None:
        return relative(None)
    origin = periods.step(scene.published, values.get("STEP", 0), unit)
    chosen = choose(periods.of_grain(unit, origin))
    if "STEP" not in values and chosen.start > scene.published and scene.tense(match).is_strictly_past:
        chosen = choose(periods.of_grain(unit, periods.step(origin, -1, unit)))
    return relative(chosen)


def _head(match: Match, scene: Scene) -> int:
    """The lexeme of what is counted: the first weekday or unit of the match that owns nothing ("last month's")."""
    classes = load_grammar().classes
    heads = classes["UNIT"].keys() | classes["WEEKDAY"]
    places = (no for no in range(match.first, match.last) if scene.word(no) in heads and scene.word(no + 1) != "'s")
    return next(places, match.first)


def _place(match: Match, scene: Scene) -> int:
    """1 for the first, -1 for the last, -2 for the last but one."""
    head = _head(match, scene)
    words = [scene.word(no) for no in range(match.first, head)]
    if "'s" in words:  # "last month's second Friday"
        words = words[words.index("'s") :]
    if "NTH" in match.values:
        return -match.values["NTH"] if "last" in words else int(match.values["NTH"])
    if "LAST_WORD" in match.values:
        return int(match.values["LAST_WORD"])
    return -2  # "next to last", "last but one"


def _nth_weekday(whole: Period, weekday: int, place: int) -> Period:
    """Raises ValueError when there are not so many in the period."""
    first = whole.start + timedelta((weekday - whole.start.weekday()) % 7)
    count = (whole.end - first).days // 7 + 1
    no = place - 1 if place > 0 else count + place
    if not 0 <= no < count:
        raise ValueError(f"no {place}. weekday {weekday} in {whole.value}")
    return periods.day(first + timedelta(7 * no))


def _nth_unit(whole: Period, unit: str, place: int) -> Period:
    """Weeks are counted in sevens of days from the edge. Raises ValueError when there are not so many."""
    if unit == "weekend":
        return periods.weekend(_nth_weekday(whole, 5, place).start)
    if place > 0:
        start = periods.step(whole.start, place - 1, unit)
    else:
        start = periods.step(whole.end + timedelta(1), place, unit)
    if not whole.start <= start <= whole.end:
        raise ValueError(f"no {place}. {unit} in {whole.value}")
    if unit == "week":
        return replace(periods.window(whole, start, min(start + timedelta(6), whole.end)), grain="week")
    return periods.of_grain(unit, start)
