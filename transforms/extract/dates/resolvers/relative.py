"""Resolvers of dates counted from publication or from the text before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from transforms.extract.dates import periods
from transforms.extract.dates.fiscal import unplaced
from transforms.extract.dates.grammar import Match, load_grammar
from transforms.extract.dates.outcomes import Outcome, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.resolvers.calendar import quarter_end
from transforms.extract.dates.scene import FUTURE, Scene

_ALL_GRAINS = frozenset({"day", "weekend", "week", "month", "season", "quarter", "half", "year", "window"})
_FINE_ENOUGH = {
    "day": frozenset({"day"}),
    "week": frozenset({"day", "weekend", "week"}),
    "weekend": frozenset({"day", "weekend", "week"}),
    "fortnight": frozenset({"day", "weekend", "week"}),
    "month": frozenset({"day", "weekend", "week", "month"}),
    "quarter": frozenset({"quarter"}),
    "year": _ALL_GRAINS,
}
_YEARS = {"decade": 10, "century": 100}
_HALVES = {
    "day": (0.5, "day"), "week": (3.5, "day"), "fortnight": (7, "day"), "weekend": (3.5, "day"), "month": (15, "day"),
    "quarter": (45, "day"), "year": (6, "month"), "decade": (5, "year"), "century": (50, "year"),
}  # fmt: skip


def deictic_day(match: Match, scene: Scene) -> Outcome:
    """ "today", "yesterday", "last night": counted from publication."""
    if scene.published is None:
        return relative(None)
    days = match.rule.settings.get("count", match.values.get("DEICTIC", 0))
    return relative(periods.day(scene.published + timedelta(days)), is_deictic=True)


def weekday(match: Match, scene: Scene) -> Outcome:
    """A bare weekday: the last one up to publication, or the next one when the tense is a future."""
    if scene.published is None:
        return relative(None)
    days = (_weekday_of(match) - scene.published.weekday()) % 7
    if scene.tense(match).direction != FUTURE:
        days = days - 7 if days else 0
    return relative(periods.day(scene.published + timedelta(days)), is_deictic=True)


def _weekday_of(match: Match) -> int:
    return int(match.values["WEEKDAY"] if "WEEKDAY" in match.values else match.values["WEEKDAY_SHORT"])


def weekday_away(match: Match, scene: Scene) -> Outcome:
    """ "Thursday week", "a fortnight on Friday", "two weeks ago Monday": weeks after the next or before the last."""
    if scene.published is None:
        return relative(None)
    direction: int = match.rule.settings["count"]
    words = [scene.word(no) for no in range(match.first, match.last)]
    ahead = (match.values["WEEKDAY"] - scene.published.weekday()) % 7
    if direction > 0 and "NUMBER" in match.values and "from" not in words and scene.tense(match).direction != FUTURE:
        return replace(weekday(match, scene), first=match.last - 1)  # "fell for the third time in a week on Friday"
    is_today_meant = ahead == 0 and not {"last", "past"} & set(words)  # "a week ago Monday", written on a Monday
    days = (ahead or 7) if direction > 0 else (0 if is_today_meant else ahead - 7)
    weeks = match.values.get("NUMBER", 1) * (2 if "fortnight" in words else 1)
    return relative(periods.day(scene.published + timedelta(days + 7 * direction * weeks)))


def nth_weekday_away(match: Match, scene: Scene) -> Outcome:
    """ "two Fridays ago", "three Sundays from now", "the Friday before last": the day of publication does not count."""
    if scene.published is None:
        return relative(None)
    direction: int = match.rule.settings["count"]
    weekday: int = match.values["WEEKDAYS"] if "WEEKDAYS" in match.values else match.values["WEEKDAY"]
    count = match.values.get("NUMBER", 2)
    days = (direction * (weekday - scene.published.weekday()) - 1) % 7 + 1
    return relative(periods.day(scene.published + timedelta(direction * (days + 7 * (count - 1)))), is_deictic=True)


def unit_beyond(match: Match, scene: Scene) -> Outcome:
    """ "the week after next", "the year before last"."""
    if scene.published is None:
        return relative(None)
    unit, count = match.values["CALENDAR_UNIT"], match.rule.settings["count"]
    return relative(periods.of_grain(unit, periods.step(scene.published, count, unit)))


def step_weekday(match: Match, scene: Scene) -> Outcome:
    """ "last Friday", "this coming Sunday", "the previous Tuesday"."""
    word = scene.word(match.last - 2)
    origin = scene.published
    if match.rule.settings["anchor"] == "text":
        told = scene.anchor(match.first, _FINE_ENOUGH["day"], True)
        origin = told.start if told else origin
    if origin is None:
        return relative(None)
    ahead = (match.values["WEEKDAY"] - origin.weekday()) % 7
    if word == "this" and scene.tense(match).direction != FUTURE and ahead > 0:
        week_start = origin - timedelta(origin.weekday())
        return relative(periods.day(week_start + timedelta(match.values["WEEKDAY"])))
    if word in ("this", "same"):
        return relative(periods.day(origin + timedelta(ahead)))
    if word in ("last", "past", "previous", "preceding", "prior"):
        return relative(periods.day(origin + timedelta(ahead - 7)))
    return relative(periods.day(origin + timedelta(ahead or 7)))


def weekday_of_week(match: Match, scene: Scene) -> Outcome:
    """ "Tuesday of last week", "next week Tuesday", "the Monday of the following week"."""
    told = scene.anchor(match.first, _FINE_ENOUGH["week"], True) if "TEXT_STEP" in match.values else None
    origin = told.start if told else scene.published
    if origin is None:
        return relative(None)
    step = match.values.get("STEP", match.values.get("TEXT_STEP", 0))
    monday = periods.week(origin + timedelta(7 * step)).start
    return relative(periods.day(monday + timedelta(_weekday_of(match))))


def step_unit(match: Match, scene: Scene) -> Outcome:
    """ "last week", "earlier this year", "next quarter": whole units around publication."""
    if scene.published is None:
        return relative(None)
    unit = match.rule.settings.get("unit") or match.values["CALENDAR_UNIT"]
    count = match.rule.settings.get("count", match.values.get("STEP", 0))
    if unit == "day" and "STEP" in match.values and match.values["STEP"] == 0:
        return relative(periods.day(scene.published), is_deictic=True)
    period = periods.of_grain(unit, periods.step(scene.published, count, unit))
    if "FISCAL" in match.values and scene.fiscal_year_at(match.first) is None:
        period = unplaced(period)
    return relative(period)


def current_unit(match: Match, scene: Scene) -> Outcome | None:
    """ "the end of the year", "the weekend": the unit in which the text was published."""
    unit = match.rule.settings.get("unit") or scene.word(match.last - 1)
    if unit in ("day", "century"):
        return None
    if scene.published is None:
        return relative(None)
    origin = scene.published
    if unit == "weekend" and origin.weekday() < 4 and scene.tense(match).direction != FUTURE:
        origin -= timedelta(7)
    return relative(periods.of_grain(unit, origin))


def year_end(match: Match, scene: Scene) -> Outcome:
    """ "year-end": the December nearest to publication."""
    if scene.published is None:
        return relative(None)
    candidates = [periods.month(scene.published.year + step, 12) for step in (-1, 0)]
    return relative(scene.nearest(candidates, scene.tense(match)))


def counted_number(match: Match) -> int:
    """The number of units: "twenty-one", "21", "a"."""
    values = match.values
    return int(values.get("TENS_WORD", 0) + values["ONES_WORD"] if "ONES_WORD" in values else values["NUMBER"])


def counted_step(match: Match, scene: Scene) -> Outcome | None:
    """ "five years ago", "two days later", "three months from now"."""
    values = match.values
    count, unit = counted_number(match), values["UNIT"]
    if unit in _YEARS:
        count, unit = count * _YEARS[unit], "year"
    direction = match.rule.settings.get("count") or values["SINCE_THEN"]
    if match.rule.settings["anchor"] == "published":
        if unit == "year" and count == 1 and direction < 0:
            return earlier_period(match, scene)
        return _counted(scene.published, direction * count, unit)
    if unit == "year" and count == 1 and direction < 0:
        return earlier_period(match, scene)
    told = scene.anchor(match.first, _FINE_ENOUGH[unit], with_deictic=unit != "year")
    if told is None and unit not in ("day", "weekend"):  # the text tells of the days around its publication
        return _counted(scene.published, direction * count, unit)
    if told is None:
        return relative(None)
    if count == 1 and (told.grain == "day" or unit == "year"):
        return relative(periods.shift(told, direction, unit))
    return _counted(told.start, direction * count, unit)


def counted_halves(match: Match, scene: Scene) -> Outcome | None:
    """ "a year and a half ago", "two and a half weeks ago", "half a century ago", counted in the next finer unit."""
    words = [scene.word(no) for no in range(match.first, match.last)]
    whole = match.values.get("NUMBER", 0) if "and" in words else 0
    half, finer = _HALVES[match.values["UNIT"]]
    count = int((2 * whole + 1) * half)
    return _counted(scene.published, int(match.rule.settings["count"]) * count, finer)


def counted_parts(match: Match, scene: Scene) -> Outcome:
    """ "2 years, 1 month and 21 days ago": each part in turn; as fine as the last one."""
    if scene.published is None:
        return relative(None)
    classes = load_grammar().classes
    counts = classes["NUMBER"] | classes["ROUND_COUNT"]
    day, count, unit = scene.published, 0, "day"
    for no in range(match.first, match.last):
        word = scene.word(no)
        if word in classes["UNIT"] and count:
            unit = classes["UNIT"][word]
            times, base = (_YEARS[unit], "year") if unit in _YEARS else (1, unit)
            day = periods.step(day, int(match.rule.settings["count"]) * times * count, base)
            count = 0
        elif word in counts:
            count += counts[word]
    return relative(periods.day(day) if unit == "day" else periods.of_grain(unit, day))


def counted_ahead(match: Match, scene: Scene) -> Outcome | None:
    """ "in five years", but only when the tense is a future: "grew in five years" is a stretch of time."""
    tense = scene.tense(match)
    is_certain = tense.is_sure or scene.word(match.first) not in ("a", "an", "one")
    if tense.direction != FUTURE or not is_certain:
        return None
    count, unit = counted_number(match), match.values["UNIT"]
    return _counted(scene.published, count * _YEARS.get(unit, 1), "year" if unit in _YEARS else unit)


def _counted(origin: date | None, count: int, unit: str) -> Outcome | None:
    if origin is None:
        return relative(None)
    try:
        return relative(periods.of_grain(unit, periods.step(origin, count, unit)))
    except (OverflowError, ValueError):  # "3,000 years ago" is before the calendar
        return None


def earlier_period(match: Match, scene: Scene) -> Outcome:
    """ "a year earlier", "the year-ago quarter": the period told of, a year before; its grain stays.

    "A year ago" counts from publication, but beside quarterly figures it means the same quarter of the year before.
    """
    words = {scene.word(no) for no in range(match.first, match.last)}
    is_ago = "ago" in words
    wants_quarter = "quarter" in words
    told = scene.quarter_told_of(match.first) if wants_quarter else scene.anchor(match.first, _ALL_GRAINS, False)
    if told is not None and told.grain == "quarter":
        told = scene.quarter_told_of(match.first)
    if told is not None and told.grain == "day" and "period" in words:
        told = scene.quarter_told_of(match.first) or told
    if is_ago and told is not None and told.grain not in ("quarter", "half"):
        told = None
    if "YEAR" in match.values and told is not None:
        return _compared(periods.shift(told, match.values["YEAR"] - told.start.year, "year"))
    if told is None and scene.published is not None:
        told = periods.of_grain("quarter" if wants_quarter else "year", scene.published)
        if wants_quarter:
            told = periods.shift(told, -1, "quarter")
    return _compared(periods.shift(told, -1, "year") if told else None)


def _compared(period: Period | None) -> Outcome:
    outcome = relative(period)
    outcome.is_compared = True
    return outcome


def text_step(match: Match, scene: Scene) -> Outcome:
    """ "the following month", "that same day", "the previous year": counted from the text before."""
    unit = match.values["CALENDAR_UNIT"]
    count = match.rule.settings.get("count", match.values.get("TEXT_STEP", 0))
    told = scene.anchor(match.first, _FINE_ENOUGH[unit], with_deictic=True)
    if told is None and count and unit != "day" and scene.published is not None:
        told = periods.of_grain(unit, scene.published)
    if told is None:
        return relative(None)
    return relative(periods.of_grain(unit, periods.step(told.start, count, unit)))


def same_period(match: Match, scene: Scene) -> Outcome:
    """ "the quarter", "the latest period": the quarter told of, or the last one finished at publication."""
    told = scene.quarter_told_of(match.first)
    ended = quarter_end(match, scene)
    if told is None and ended is not None:
        told = periods.of_grain("quarter", ended)
    if told is None and scene.published is not None:
        told = periods.shift(periods.of_grain("quarter", scene.published), -1, "quarter")
    return relative(told)


def stretch(match: Match, scene: Scene) -> Outcome | None:
    """ "the first nine months", "the year ended": no date, but what follows is compared year by year."""
    if scene.published is None:
        return None
    return Outcome(periods.whole_year(scene.published.year), "relative", is_hidden=True)


def reference(match: Match, scene: Scene) -> Outcome:
    """ "now", "recently": TIMEX3 has a value for them, the calendar has no day."""
    return Outcome(None, "none", match.rule.settings["value"])


def nothing(match: Match, scene: Scene) -> Outcome | None:
    """Not a date: the words are only taken out of the way of the other rules."""
    return None
