"""What stands before a date and moves it: two days after May 5, the Friday before Easter, the week of Diwali."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.grammar import Match
from transforms.extract.dates.outcomes import Outcome, explicit, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.resolvers.calendar import feasts_of
from transforms.extract.dates.resolvers.windows import window_count
from transforms.extract.dates.scene import Scene, years_around

PrefixResolver = Callable[[Match, Scene, Outcome], Outcome | None]

# How fine a date must be to count days, weeks, months or years from it.
_FINE_ENOUGH = {
    "day": frozenset({"day", "window", "weekend"}),
    "week": frozenset({"day", "window", "weekend", "week"}),
    "month": frozenset({"day", "window", "week", "month"}),
    "year": frozenset({"day", "window", "month", "quarter", "half", "year"}),
}
_LARGE = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "weekend": (1, "week")}


def shift_counted(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "two days after Christmas", "three weeks before Election Day", "a week from tomorrow"."""
    times, unit = _LARGE.get(match.values["UNIT"], (1, match.values["UNIT"]))
    period = inner.period
    if period is None or unit == "quarter" or period.grain not in _FINE_ENOUGH[unit]:
        return None
    count = times * window_count(match) * _direction(match)
    if period.grain == "window":
        period = periods.day(period.start if count < 0 else period.end)
    return _moved(inner, periods.shift(period, count, unit))


def shift_unit(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "the day after Christmas", "the week before Easter", "the eve of Ramadan"."""
    direction = _direction(match)
    unit = match.values.get("CALENDAR_UNIT") or "day"
    period = inner.period
    if period is None or unit == "quarter" or period.grain not in _FINE_ENOUGH[_LARGE.get(unit, (1, unit))[1]]:
        return None
    if unit == "weekend":
        return _moved(inner, _weekend_beside(period, direction))
    edge = period.start if direction < 0 else period.end
    times, base = _LARGE.get(unit, (1, unit))
    return _moved(inner, periods.of_grain(base, periods.step(edge, times * direction, base)))


def _weekend_beside(period: Period, direction: int) -> Period:
    own = periods.weekend(period.start)
    if direction < 0:
        return own if own.end < period.start else periods.shift(own, -1, "week")
    return own if own.start > period.end else periods.shift(own, 1, "week")


def weekday_beside(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "the Tuesday before Easter", "the second Sunday after May 5": counted from the day, which itself is left out."""
    direction, period = _direction(match), inner.period
    if period is None or period.grain not in _FINE_ENOUGH["year"]:
        return None
    edge = period.start if direction < 0 else period.end
    days = (direction * (match.values["WEEKDAY"] - edge.weekday()) - 1) % 7 + 1
    weeks = match.values.get("ORDINAL_WORD", 1) - 1
    return _moved(inner, periods.day(edge + timedelta(direction * (days + 7 * weeks))))


def unit_around(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "the week of Diwali" holds the day; "the week beginning May 5" are the seven days from it."""
    period = inner.period
    if period is None or period.grain not in _FINE_ENOUGH["day"]:
        return None
    unit = match.values["CALENDAR_UNIT"]
    if unit == "fortnight" or ("BEGINNING" in match.values and unit == "week"):
        end = periods.step(period.start, 1, unit) - timedelta(1)
        return _moved(inner, periods.window(periods.day(period.start), period.start, end))
    return _moved(inner, periods.of_grain(unit, period.start)) if unit in ("week", "weekend", "month") else None


def stretch_from(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "for two weeks from May 20", "three days starting next Monday"; the first day is written, as TIMEX3 has it."""
    period = inner.period
    if period is None or period.grain != "day":
        return None
    times, unit = _LARGE.get(match.values["UNIT"], (1, match.values["UNIT"]))
    end = periods.step(period.start, times * window_count(match), unit) - timedelta(1)
    assert match.inner is not None
    moved = _moved(inner, periods.window(period, period.start, end))
    return replace(moved, first=match.inner.first)


def owned_feast(match: Match, scene: Scene, inner: Outcome) -> Outcome | None:
    """ "last Christmas", "this year's Diwali", "2024's Eid", "the end of Ramadan": its last day."""
    assert match.inner is not None
    values, own = match.values, match.inner
    if "PART" in values:
        period = inner.period
        if period is None or period.grain != "window":
            return inner
        return _moved(inner, periods.day(period.start if values["PART"] == "early" else period.end))
    if "YEAR" in values:
        return next((explicit(period) for period in feasts_of(own, scene, [values["YEAR"]])), None)
    published, step = (
        scene.published,
        values.get("STEP") or values.get("TEXT_STEP") or match.rule.settings.get("count", 0),
    )
    if published is None:
        return relative(None)
    if "year" in {scene.word(no) for no in range(match.first, own.first)}:
        return next((relative(period) for period in feasts_of(own, scene, [published.year + step])), None)
    kept = feasts_of(own, scene, years_around(published, 2))
    if step < 0:
        return relative(max((p for p in kept if p.start < published), key=lambda p: p.start, default=None))
    if step > 0:
        return relative(min((p for p in kept if p.start > published), key=lambda p: p.start, default=None))
    return relative(next((p for p in kept if p.start.year == published.year), None))


def _direction(match: Match) -> int:
    return int(match.values.get("OFFSET") or match.rule.settings["count"])


def _moved(inner: Outcome, period: Period) -> Outcome:
    return Outcome(period, inner.basis, period.value, has_year=inner.has_year)


PREFIX_RESOLVERS: dict[str, PrefixResolver] = {
    "owned_feast": owned_feast,
    "shift_counted": shift_counted,
    "shift_unit": shift_unit,
    "stretch_from": stretch_from,
    "unit_around": unit_around,
    "weekday_beside": weekday_beside,
}
