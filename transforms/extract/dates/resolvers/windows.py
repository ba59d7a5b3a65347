"""Resolvers of windows: stretches that end or begin on the day of publication, or fill the first part of a year."""

from __future__ import annotations

from datetime import date, timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.outcomes import Outcome, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.scene import PAST, Scene

# The sign of a unit in a TIMEX3 duration: P3W, PT24H.
_SIGNS = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "half": "H", "year": "Y"}
_LARGE = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
_HOURS_A_DAY = 24
_LAST_WORKDAY = 4

# A window that is told after a date counts from it: "the following two weeks".
_TOLD = frozenset({"day", "week", "month", "quarter", "year"})


def window_count(match: Match) -> int:
    """How many units: "twenty-one", "21", "a couple of", "a dozen", "the past year"."""
    values = match.values
    if "ONES_WORD" in values:
        return int(values.get("TENS_WORD", 0) + values["ONES_WORD"])
    return int(values.get("NUMBER") or values.get("ROUND_COUNT") or 1)


def duration_value(count: int, unit: str) -> str:
    """The TIMEX3 value of a length."""
    if unit == "hour":
        return f"PT{count}H"
    times, base = _LARGE.get(unit, (1, unit))
    return f"P{count * times}{_SIGNS[base]}"


def rolling_window(match: Match, scene: Scene) -> Outcome | None:
    """ "over the past three weeks", "in the last 24 hours", "within ten days": up to or from the day of publication."""
    values = match.values
    if match.rule.settings.get("is_ahead") and scene.tense(match).direction == PAST:
        return None  # "died within two days": of what was told
    unit = values.get("UNIT") or values.get("HOUR_UNIT") or values.get("UNITS") or "decade"
    direction = match.rule.settings.get("count") or values["WINDOW_STEP"]
    count, origin = window_count(match), _origin(match, scene)
    if origin is None:
        return _window(None)
    if unit in ("hour", "day") and "WORKING" in values:
        start, end = _workdays(origin, direction, count)
    else:
        other = _away(origin, direction * count, unit)
        start, end = (other, origin) if direction < 0 else (origin, other)
    return _window(Period(duration_value(count, unit), "window", start, end))


def _origin(match: Match, scene: Scene) -> date | None:
    """The day of publication; a window beside "previous" or "following" counts from the date told before it."""
    words = {scene.word(no) for no in range(match.first, match.last)}
    told = None
    if words & load_grammar().classes["TEXT_STEP"].keys() and "next" not in words:
        told = scene.anchor(match.first, _TOLD, with_deictic=False)
    if told is None:
        return scene.published
    return told.start if words & {"previous", "preceding", "prior"} else told.end


def _away(origin: date, count: int, unit: str) -> date:
    if unit == "hour":
        days = (abs(count) + _HOURS_A_DAY - 1) // _HOURS_A_DAY
        return origin + timedelta(days if count > 0 else -days)
    times, base = _LARGE.get(unit, (1, unit))
    return periods.step(origin, count * times, base)


def _workdays(origin: date, direction: int, count: int) -> tuple[date, date]:
    """The next or last ``count`` days from Monday to Friday."""
    days: list[date] = []
    day = origin
    while len(days) < min(count, 400):
        day += timedelta(direction)
        if day.weekday() <= _LAST_WORKDAY:
            days.append(day)
    return min(days), max(days)


def rest_of_unit(match: Match, scene: Scene) -> Outcome:
    """ "the rest of the year": from publication to its end."""
    if scene.published is None:
        return _window(None)
    whole = periods.of_grain(match.values["CALENDAR_UNIT"], scene.published)
    return _window(periods.window(whole, scene.published, whole.end))


def unit_to_date(match: Match, scene: Scene) -> Outcome:
    """ "so far this year", "the year to date": from its first day to publication."""
    if scene.published is None:
        return _window(None)
    whole = periods.of_grain(match.values.get("CALENDAR_UNIT", "year"), scene.published)
    return _window(periods.window(whole, whole.start, scene.published))


def first_months(match: Match, scene: Scene) -> Outcome | list[Outcome]:
    """ "the first nine months": of the year told of, or else of the last one in which they are over."""
    count = window_count(match)
    told = scene.anchor(match.first, frozenset({"year"}), with_deictic=False)
    if told is None and scene.published is not None:
        told = periods.whole_year(scene.published.year)
        over = periods.step(told.start, count, "month")
        if over > scene.published and scene.tense(match).direction == PAST:
            told = periods.shift(told, -1, "year")
    if told is None or told.grain != "year":
        return relative(None)
    end = periods.step(told.start, count, "month") - timedelta(1)
    own = _window(Period(duration_value(count, "month"), "window", told.start, end))
    return [Outcome(told, "relative", is_hidden=True), own]  # what follows is compared year by year


def _window(period: Period | None) -> Outcome:
    """What follows is never told of the time of a window: "over the past year. A week later ...": not of its start."""
    outcome = relative(period)
    outcome.is_compared = True
    return outcome
