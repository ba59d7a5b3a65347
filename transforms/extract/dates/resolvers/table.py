"""The resolvers that rules.toml names."""

from __future__ import annotations

from collections.abc import Callable

from transforms.extract.dates.grammar import Match
from transforms.extract.dates.outcomes import Outcome
from transforms.extract.dates.resolvers import bare_years
from transforms.extract.dates.resolvers import calendar as resolve_calendar
from transforms.extract.dates.resolvers import fiscal as resolve_fiscal
from transforms.extract.dates.resolvers import parts as resolve_parts
from transforms.extract.dates.resolvers import relative as resolve_relative
from transforms.extract.dates.resolvers import stretches as resolve_stretches
from transforms.extract.dates.resolvers import windows as resolve_windows
from transforms.extract.dates.scene import Scene

Resolver = Callable[[Match, Scene], Outcome | list[Outcome] | None]

_calendar, _relative = resolve_calendar, resolve_relative
_fiscal, _parts, _stretches = resolve_fiscal, resolve_parts, resolve_stretches
_windows = resolve_windows

RESOLVERS: dict[str, Resolver] = {
    "bare_week": _calendar.bare_week,
    "bare_year": bare_years.bare_year,
    "calendar_day": _calendar.calendar_day,
    "calendar_month": _calendar.calendar_month,
    "century": _calendar.century,
    "dated_period": _calendar.dated_period,
    "days_of_month": _calendar.days_of_month,
    "decade": _calendar.decade,
    "feast": _calendar.feast,
    "half": _calendar.half,
    "numbered_week": _calendar.numbered_week,
    "numeric_date": _calendar.numeric_date,
    "quarter": _calendar.quarter,
    "season": _calendar.season,
    "spoken_year": _calendar.spoken_year,
    "step_month": _calendar.step_month,
    "step_season": _calendar.step_season,
    "months": _calendar.months,
    "weekday_and_day": _calendar.weekday_and_day,
    "year": _calendar.year,
    "year_span": _calendar.year_span,
    "fiscal_pair": _fiscal.fiscal_pair,
    "fiscal_part": _fiscal.fiscal_part,
    "fiscal_year": _fiscal.fiscal_year,
    "school_pair": _fiscal.school_pair,
    "step_fiscal_year": _fiscal.step_fiscal_year,
    "step_school_year": _fiscal.step_school_year,
    "bare_days": _parts.bare_days,
    "day_of_unit": _parts.day_of_unit,
    "edge_of_period": _parts.edge_of_period,
    "half_of_month": _parts.half_of_month,
    "nth_of_period": _parts.nth_of_period,
    "part_of_year_until": _stretches.part_of_year_until,
    "quarter_to_month": _stretches.quarter_to_month,
    "quarter_until": _stretches.quarter_until,
    "stretch_until": _stretches.stretch_until,
    "week_until_weekday": _stretches.week_until_weekday,
    "first_months": _windows.first_months,
    "rest_of_unit": _windows.rest_of_unit,
    "rolling_window": _windows.rolling_window,
    "unit_to_date": _windows.unit_to_date,
    "counted_parts": _relative.counted_parts,
    "counted_halves": _relative.counted_halves,
    "counted_ahead": _relative.counted_ahead,
    "counted_step": _relative.counted_step,
    "current_unit": _relative.current_unit,
    "deictic_day": _relative.deictic_day,
    "earlier_period": _relative.earlier_period,
    "nothing": _relative.nothing,
    "reference": _relative.reference,
    "same_period": _relative.same_period,
    "step_unit": _relative.step_unit,
    "step_weekday": _relative.step_weekday,
    "stretch": _relative.stretch,
    "text_step": _relative.text_step,
    "nth_weekday_away": _relative.nth_weekday_away,
    "unit_beyond": _relative.unit_beyond,
    "weekday": _relative.weekday,
    "weekday_away": _relative.weekday_away,
    "weekday_of_week": _relative.weekday_of_week,
    "year_end": _relative.year_end,
}
