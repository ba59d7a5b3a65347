"""Resolvers of stretches named by their last or first day: the nine months ended Dec. 31, the week of March 3."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.outcomes import Outcome, explicit, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.resolvers.calendar import calendar_day, calendar_month, in_year, stated_year
from transforms.extract.dates.resolvers.relative import counted_number, weekday
from transforms.extract.dates.scene import FUTURE, Scene, years_around

_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def stretch_until(match: Match, scene: Scene) -> Outcome | list[Outcome] | None:
    """ "the nine months ended Dec. 31", "the year to March": the end is written, with the days of the whole stretch."""
    if _tells_the_end(match, scene):
        return _end_alone(match, scene)
    if scene.word(match.first + 1) == "quarter":
        return quarter_until(match, scene)
    units = load_grammar().classes["UNIT"]
    words = [scene.word(no) for no in range(match.first, match.last)]
    unit = "half" if "half" in words else next(units[word] for word in words if word in units)
    count = counted_number(match) if {"ONES_WORD", "NUMBER"} & match.values.keys() else 1
    outcome = _ending(match, scene, count, unit)
    if outcome is not None:
        outcome.first = _first_of_end(match, scene)
    return outcome


def _tells_the_end(match: Match, scene: Scene) -> bool:
    """True for a sentence about the end itself: "the bank's year ends on March 31", not the year it ends."""
    link = next((no for no in range(match.first, match.last) if scene.word(no) in ("ends", "ended")), None)
    if link is None or scene.word(link - 1) in ("that", "which"):
        return False
    before = scene.token_at(max(match.first - 1, 0))
    if scene.word(link) == "ended" and (scene.word(link + 1) not in ("on", "in") or before.pos_ == "ADP"):
        return False
    return scene.token_at(link).dep_ not in ("acl", "relcl")


def _end_alone(match: Match, scene: Scene) -> Outcome | None:
    plain = replace(match, values={name: value for name, value in match.values.items() if name != "FISCAL"})
    end = calendar_day(plain, scene) if "ANY_DAY" in plain.values else calendar_month(plain, scene)
    if end is not None:
        end.first = _first_of_end(match, scene)
    return end


def quarter_until(match: Match, scene: Scene) -> list[Outcome]:
    """ "the (third) quarter ended Sept. 30": two expressions, as TIMEX3 has it, both with the days of the quarter."""
    end = _ending(match, scene, 1, "quarter") or relative(None)
    end.first = _first_of_end(match, scene)
    if end.period is None:
        return [end]
    last_month, told = end.period.end, scene.quarter_told_of(match.first)
    named = periods.quarter(last_month.year, match.values.get("QUARTER_WORD") or (last_month.month + 2) // 3)
    if told is not None and told.year_of == "fiscal" and "QUARTER_WORD" not in match.values:
        named = told
    own = relative(replace(named, start=end.period.start, end=end.period.end, whole=named, is_placed=True))
    own.last = next(no for no in range(match.first, match.last) if scene.word(no) == "quarter") + 1
    return [own, end]


def part_of_year_until(match: Match, scene: Scene) -> Outcome | None:
    """ "the first half of the fiscal year ending March 2026"."""
    outcome = _ending(match, scene, 1, "year")
    if outcome is None or outcome.period is None:
        return outcome
    year, values = outcome.period, match.values
    unit = "half" if "HALF_WORD" in values else "quarter"
    number = values["HALF_WORD"] if unit == "half" else values["QUARTER_WORD"]
    start = periods.step(year.start, (number - 1) * _MONTHS[unit], "month")
    end = periods.step(start, _MONTHS[unit], "month") - timedelta(1)
    maker = periods.half if unit == "half" else periods.quarter
    part = replace(maker(year.end.year, number), start=start, end=end, year_of="fiscal")
    return replace(outcome, period=part, value=part.value)


def week_until_weekday(match: Match, scene: Scene) -> Outcome:
    """ "the week to Friday", "the week ended Sunday"."""
    outcome = weekday(match, scene)
    if outcome.period is None:
        return outcome
    return replace(outcome, period=periods.days_until(outcome.period, 1, "week"), first=match.last - 1)


def quarter_to_month(match: Match, scene: Scene) -> Outcome | None:
    """ "the June quarter": the three months that end with it."""
    number, is_half = match.values["MONTH"], scene.word(match.last - 1) == "half"
    if "half" in {scene.word(no) for no in range(match.first, match.last)}:
        is_half = True

    def make(year: int) -> Period:
        end = periods.month(year, number)
        if is_half:
            return periods.days_until(end, 1, "half")
        return periods.quarter(year, number // 3) if number % 3 == 0 else periods.days_until(end, 1, "quarter")

    outcome = in_year(match, scene, make)
    first = scene.word(match.first)
    if first == "last" and outcome.period is not None and scene.published is not None and "YEAR" not in match.values:
        finished = [make(year) for year in years_around(scene.published)]
        return relative(max((p for p in finished if p.end < scene.published), key=lambda p: p.end, default=None))
    return outcome


def _ending(match: Match, scene: Scene, count: int, unit: str) -> Outcome | None:
    """The stretch that ends on the day or month of the match."""
    with suppress(ValueError):
        year, is_explicit = stated_year(match, scene)
        if year is not None:
            stretch = periods.days_until(_last_day(match, year), count, unit)
            return explicit(stretch) if is_explicit else relative(stretch)
        if scene.published is None:
            return relative(None)
        stretches = [
            periods.days_until(_last_day(match, each), count, unit) for each in years_around(scene.published, 2)
        ]
        return relative(_choose(stretches, match, scene))
    return None


def _last_day(match: Match, year: int) -> Period:
    month = match.values["MONTH"]
    if "ANY_DAY" in match.values:
        return periods.day(date(year, month, match.values["ANY_DAY"]))
    return periods.month(year, month)


def _choose(stretches: list[Period], match: Match, scene: Scene) -> Period | None:
    """What ended lies before publication; what is ending is the running stretch or else the nearest one."""
    assert scene.published is not None
    published, tense = scene.published, scene.tense(match)
    begun = [p for p in stretches if p.whole is not None and p.whole.start <= published]
    if scene.word(_link(match, scene)) == "ended" or (match.values["ENDING"] < 0 and tense.direction != FUTURE):
        return max(begun, key=lambda period: period.end, default=None)
    running = [p for p in stretches if p.start <= published <= p.end]
    return running[0] if running else scene.nearest(stretches, tense)


def _link(match: Match, scene: Scene) -> int:
    """The lexeme of "ended", "to" and the like."""
    words = load_grammar().classes["ENDING"]
    return next(no for no in range(match.first, match.last) if scene.word(no) in words)


def _first_of_end(match: Match, scene: Scene) -> int:
    """The lexeme with which the day or month at the end of the match begins."""
    classes = load_grammar().classes
    at = next(no for no in range(match.last - 1, match.first, -1) if scene.word(no) in classes["MONTH"])
    while scene.word(at - 1) in classes["ANY_DAY"] or (scene.word(at - 1) in ("of", "the") and at - 1 > match.first):
        if scene.word(at - 1) == "of" and scene.word(at - 2) not in classes["ANY_DAY"]:
            break
        at -= 1
    return at
