"""A plan and what followed it: the announced visit and the visit."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from transforms.events.reports import Report

# A visit "next month" is followed within this time; what an undated plan announces rarely comes later.
_UNDATED_PLAN = timedelta(days=90)
_TOLERANCE = timedelta(days=3)


def link_plans(events: list[dict[str, Any]], groups: list[list[Report]]) -> None:
    """Set planned_event_id on events that happened after being announced; the closest announcement wins.

    ``events[i]`` is the row of ``groups[i]``.
    """
    plans: defaultdict[tuple[object, ...], list[tuple[dict[str, Any], list[Report]]]] = defaultdict(list)
    for event, group in zip(events, groups, strict=True):
        if event["status"] in ("planned", "possible", "requested", "cancelled"):
            for key in _keys(group):
                plans[key].append((event, group))
    for event, group in zip(events, groups, strict=True):
        if event["status"] in ("happened", "ongoing", "disputed"):
            fits = [(gap, str(plan["event_id"])) for key in _keys(group) for plan, told in plans[key]
                    if (gap := _gap(plan, told, event, group)) is not None]  # fmt: skip
            event["planned_event_id"] = min(fits)[1] if fits else None


def _keys(group: list[Report]) -> set[tuple[object, ...]]:
    """Kind of act and one party of each side: a plan may name fewer people than the report of the deed."""
    keys: set[tuple[object, ...]] = set()
    for report in group:
        first, second = report.parties
        if second:
            keys |= {(report.family, a, b) for a in first for b in second}
        else:
            keys |= {(report.family, a, b) for a in first for b in first if a < b}
    return keys


def _gap(plan: dict[str, Any], told: list[Report], event: dict[str, Any], reports: list[Report]) -> int | None:
    """Days between the planned and the reported time, null when the one cannot be the other."""
    when = _known(event["date_start"], reports)
    said = min((r.published_on for r in told if r.published_on), default=None)
    if when is None or (said is not None and said > when + _TOLERANCE):
        return None
    if plan["date_start"] is not None:
        start, end = plan["date_start"], plan["date_end"] or plan["date_start"]
        if start - _TOLERANCE <= when <= end + _TOLERANCE:
            return abs(int((when - start).days))
        return None
    if said is not None and when - said <= _UNDATED_PLAN:
        return abs((when - said).days)
    return None


def _known(start: date | None, reports: list[Report]) -> date | None:
    """When it happened; for an undated report of a deed the day it was first told."""
    return start or min((r.published_on for r in reports if r.published_on), default=None)
