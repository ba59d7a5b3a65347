"""A plan and what followed it: the announced visit and the visit, the planned summit and the talks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from transforms.events.acts import families_of, has_trait
from transforms.events.matching import match_parties
from transforms.events.reports import Report
from transforms.events.sides import agree, share_people

Told = tuple[dict[str, Any], list[Report]]

# What an undated plan announces rarely comes later.
_UNDATED_PLAN = timedelta(days=90)
_TOLERANCE = timedelta(days=3)
_OPEN = frozenset({"planned", "possible", "requested", "cancelled"})
_DONE = frozenset({"happened", "ongoing", "disputed"})


def link_plans(events: list[dict[str, Any]], groups: list[list[Report]]) -> None:
    """Set planned_event_id on events that happened after being announced; the closest announcement wins.

    ``events[i]`` is the row of ``groups[i]``.
    """
    told = list(zip(events, groups, strict=True))
    plans: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for plan in told:
        if plan[0]["status"] in _OPEN:
            for key in _keys(plan[1], _awaited(plan)):
                plans[key].append(plan)
    for fact in told:
        when = _known(fact) if fact[0]["status"] in _DONE else None
        if when is None:
            continue
        near = {str(plan[0]["event_id"]): plan for key in _keys(fact[1], (when, when)) for plan in plans[key]}
        fits = [(gap, name) for name, plan in near.items() if (gap := _gap(plan, fact, when)) is not None]
        fact[0]["planned_event_id"] = min(fits)[1] if fits else None


def _keys(group: list[Report], days: tuple[date, date] | None) -> Iterator[tuple[object, ...]]:
    """Family, two parties, a person or a town, and month: one country alone is in too many plans and facts."""
    if days is None:
        return
    families = families_of(frozenset().union(*(r.kinds for r in group)))
    parties = reduce(or_, (r.parties for r in group))
    spots = sorted({r.spot for r in group if r.spot})
    tokens = [
        *combinations(sorted(parties.codes), 2),
        *sorted({name.split()[-1] for _, name in parties.people}),
        *spots,
    ]
    for month in range(days[0].toordinal() // 30, days[1].toordinal() // 30 + 1):
        for family in sorted(families):
            for token in tokens:
                yield family, token, month


def _awaited(plan: Told) -> tuple[date, date] | None:
    """The days on which what is planned may happen."""
    event, reports = plan
    if event["date_start"] is not None:
        return event["date_start"] - _TOLERANCE, (event["date_end"] or event["date_start"]) + _TOLERANCE
    said = _first_told(reports)
    return (said, said + _UNDATED_PLAN) if said else None


def _known(fact: Told) -> date | None:
    """When it happened; for an undated report of a deed the day on which it was news."""
    day: date | None = fact[0]["date_start"] or _first_told([r for r in fact[1] if r.is_news])
    return day


def _gap(plan: Told, fact: Told, when: date) -> int | None:
    """Days from the planned time to the reported one, 0 within it; null when the one cannot be the other."""
    awaited, said, told = _awaited(plan), _first_told(plan[1]), _first_told(fact[1])
    if awaited is None or not awaited[0] <= when <= awaited[1] or (said is not None and said > when + _TOLERANCE):
        return None
    if fact[0]["date_start"] is None and not (said is not None and told is not None and said < told):
        # Without a day, only a later paper can say that it came to pass.
        return None
    if not any(_are_of_one(one, other) for one in plan[1] for other in fact[1] if not other.is_denial):
        return None
    first = plan[0]["date_start"] or said or when
    last = plan[0]["date_end"] or first
    return max((first - when).days, (when - last).days, 0)


def _are_of_one(plan: Report, fact: Report) -> bool:
    """True if the people who planned are those who acted; who met is the same either way round."""
    known = plan.parties | fact.parties
    if has_trait(plan.kinds, "spoken"):
        return False
    if len(known.codes) < 2 and not share_people(plan.parties, fact.parties):
        return False
    if any(has_trait(report.kinds, "mutual") for report in (plan, fact)):
        return _met(plan, fact) and _is_where_planned(plan, fact)
    first, second = agree(plan.sides[0], fact.sides[0]), agree(plan.sides[1], fact.sides[1])
    if first is False or second is False:
        return False
    return bool(first and second) or bool(first and share_people(plan.sides[0], fact.sides[0]))


def _met(plan: Report, fact: Report) -> bool:
    """True if those who were to meet were there, others too perhaps."""
    match = match_parties(plan.parties, fact.parties)
    if match == "one":
        is_there = plan.spot is not None and plan.spot == fact.spot and plan.span is not None and not plan.is_wide
        return is_there or share_people(plan.parties, fact.parties)
    return match == "both" or (len(plan.parties.codes) > 1 and plan.parties.codes <= fact.parties.codes)


def _is_where_planned(plan: Report, fact: Report) -> bool:
    """True unless a visit was planned and the talks took place in another country."""
    hosts = plan.sides[1].codes if "visit" in plan.kinds else frozenset()
    return fact.place_country is None or not hosts or fact.place_country in hosts


def _first_told(reports: list[Report]) -> date | None:
    return min((r.published_on for r in reports if r.published_on), default=None)
