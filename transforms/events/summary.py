"""What the reports of one event add up to: the row of core.events."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import polars as pl

from expectations.frames import frame_schema
from transforms import ids
from transforms.events.reports import Report
from transforms.events.sides import Side

EVENTS_SCHEMA = frame_schema("core.events")
MEMBERS_SCHEMA = pl.Schema({"movement_id": pl.String, "event_id": pl.String})

_STATUS_OF_PLANS = ("planned", "requested", "possible", "conditional")


def event_id(group: list[Report]) -> str:
    """The id of an event: that of the report first published, so that later reports do not rename it."""
    first = min(group, key=lambda r: (r.published_on or date.max, r.movement_id))
    return ids.row_id("x", first.movement_id, 0, 0)


def summarise(group: list[Report]) -> dict[str, Any]:
    """One row of core.events from the reports of an event; planned_event_id is left to ``link_plans``."""
    ranked = sorted(group, key=lambda r: _rank(r, group))
    best = ranked[0]
    dated = min((r for r in ranked if r.span is not None), key=lambda r: _is_odd(r, group) or r.is_wide, default=None)
    placed = next((r for r in ranked if r.place is not None), None)
    happened = [r for r in group if r.is_fact]
    planned = [r for r in group if r.modality == "planned" and not r.is_denial]
    denied = [r for r in group if r.is_denial]
    return {
        "event_id": event_id(group),
        "type": best.type,
        "mode": best.mode,
        "status": _status(group),
        "actors": _labels([r.actors for r in ranked]),
        "recipients": _labels([r.recipients for r in ranked]),
        "date_start": dated.date_start if dated else None,
        "date_end": dated.date_end if dated else None,
        "date_grain": dated.date_grain if dated else None,
        "place": placed.place if placed else None,
        "place_country": placed.place_country if placed else None,
        "movement_count": len(group),
        "document_count": len({r.document_id for r in group}),
        "story_count": len({r.story_id for r in group}),
        "happened_count": len(happened),
        "planned_count": len(planned),
        "denied_count": len(denied),
        "best_movement_id": best.movement_id,
        "planned_event_id": None,
        "confidence": best.confidence,
    }


def _labels(sides: list[Side]) -> str | None:
    """Who the best report names; a body in place of the seat it is called by, where any report names the body."""
    best = sides[0]
    bodies = {label for side in sides for label in side.labels if label.casefold() in best.codes}
    return "; ".join(sorted(bodies if len(best.labels) == 1 and bodies else best.labels)) or None


def _rank(report: Report, group: list[Report]) -> tuple[Any, ...]:
    """Smallest is best: tells what most of the group tell, is sure, is precise, came first."""
    grain = {"day": 0, "week": 1, "month": 2}.get(report.date_grain or "", 3)
    return (_is_odd(report, group), -report.confidence, grain, report.published_on or date.max, report.movement_id)


def _is_odd(report: Report, group: list[Report]) -> bool:
    """True for a denial of what others tell."""
    return report.is_denial and any(not r.is_denial for r in group)


def _status(group: list[Report]) -> str:
    """What the reports say together; only an independent story can dispute another."""
    happened = [r for r in group if r.is_fact]
    told = happened or [r for r in group if not r.is_denial]
    denied = {r.story_id for r in group if r.is_denial}
    if not told:
        return "denied"
    is_disputed = bool(denied - {r.story_id for r in told})
    if happened:
        if is_disputed:
            return "disputed"
        return "ongoing" if all(r.modality == "ongoing" for r in happened) else "happened"
    if denied:
        if any(r.modality == "planned" for r in told):
            return "cancelled"
        return "disputed" if is_disputed else "denied"
    counts = Counter("possible" if r.modality == "conditional" else r.modality for r in told)
    return min(counts, key=lambda status: (-counts[status], _STATUS_OF_PLANS.index(status)))
