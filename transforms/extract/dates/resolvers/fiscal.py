"""Resolvers of years of accounts: FY2026, fiscal 2024-25, the second quarter of fiscal 2026, this fiscal year."""

from __future__ import annotations

from transforms.extract.dates import periods
from transforms.extract.dates.fiscal import unplaced
from transforms.extract.dates.grammar import Match
from transforms.extract.dates.outcomes import Outcome, explicit, relative
from transforms.extract.dates.periods import Period
from transforms.extract.dates.scene import Scene


def fiscal_year(match: Match, scene: Scene) -> Outcome:
    """A year of accounts named by one number: its days are known only where the text says whose year it is."""
    values = match.values
    return explicit(scene.place_fiscal(periods.whole_year(values.get("FISCAL_CODE") or values["YEAR"]), match.first))


def fiscal_part(match: Match, scene: Scene) -> Outcome:
    """A quarter or half of a year of accounts."""
    values = match.values
    if "FISCAL_QUARTER_CODE" in values:
        return explicit(scene.place_fiscal(periods.quarter(*values["FISCAL_QUARTER_CODE"]), match.first))
    half = values.get("HALF_WORD") or values.get("HALF_CODE")
    number = half or values.get("QUARTER_WORD") or values["QUARTER_CODE"]
    year = values.get("FISCAL_CODE") or values.get("YEAR")
    if year is None:
        whole = _running(match, scene)
        year = whole.start.year if whole else None
        if year is None:
            return relative(None)
    nominal = periods.half(year, number) if half else periods.quarter(year, number)
    placed = scene.place_fiscal(nominal, match.first)
    return relative(placed) if "STEP" in values else explicit(placed)


def school_pair(match: Match, scene: Scene) -> Outcome | None:
    """ "the 2024/25 school year": from one calendar year into the next."""
    values = match.values
    first = values.get("YEAR_PAIR") or values["YEAR"]
    if "YEAR_PAIR" not in values and _second_year(match, scene, first, values.get("TWO_DIGITS")) != first + 1:
        return None
    outcome = explicit(scene.place_school(periods.whole_year(first), match.first))
    outcome.value = f"{first}/{first + 1}"
    return outcome


def step_school_year(match: Match, scene: Scene) -> Outcome:
    """ "next academic year": the school year that holds the day of publication, moved by the step."""
    if scene.published is None:
        return relative(None)
    year = scene.published.year
    running = scene.place_school(periods.whole_year(year), match.first)
    if not running.is_placed:
        return relative(None)
    first = (year if running.start <= scene.published else year - 1) + match.values.get("STEP", 0)
    outcome = relative(scene.place_school(periods.whole_year(first), match.first))
    outcome.value = f"{first}/{first + 1}"
    return outcome


def fiscal_pair(match: Match, scene: Scene) -> Outcome | list[Outcome] | None:
    """ "fiscal 2024-25", "2026/27": a year that begins in one calendar year and ends in the next."""
    values = match.values
    first = values.get("YEAR_PAIR") or values.get("FISCAL_CODE") or values["YEAR"]
    rest = values.get("TWO_DIGITS")
    last = first + 1 if "YEAR_PAIR" in values else _second_year(match, scene, first, rest)
    if last != first + 1:
        return None
    nominal = periods.whole_year(first)
    known = scene.fiscal_year_at(match.first)
    placed = known.place(nominal, first_year=first) if known else unplaced(nominal)
    outcome = explicit(placed)
    outcome.value = f"{first}/{last}"
    return outcome


def _second_year(match: Match, scene: Scene, first: int, rest: int | None) -> int:
    if rest is not None:
        return first // 100 * 100 + rest + (100 if rest < first % 100 else 0)
    words = [scene.word(no) for no in range(match.first, match.last)]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    return years[-1] if years else first


def step_fiscal_year(match: Match, scene: Scene) -> Outcome:
    """ "this fiscal year", "the last financial year": the one that holds the day of publication, moved by the step."""
    nominal = _running(match, scene)
    return relative(scene.place_fiscal(nominal, match.first) if nominal else None)


def _running(match: Match, scene: Scene) -> Period | None:
    """The calendar year by which the fiscal year of the step is called."""
    if scene.published is None:
        return None
    year = scene.published.year
    for each in (year - 1, year, year + 1):
        placed = scene.place_fiscal(periods.whole_year(each), match.first)
        if placed.is_placed and placed.start <= scene.published <= placed.end:
            year = each
            break
    return periods.whole_year(year + match.values.get("STEP", 0))
