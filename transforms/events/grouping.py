"""Which reports tell of one event: same kind of act, sides that can be the same, dates that can be the same."""

from __future__ import annotations

from datetime import date

from transforms.events.index import Index
from transforms.events.matching import Group, can_be_one, distance, is_answered_by
from transforms.events.reports import Report


def group_reports(reports: list[Report]) -> list[list[Report]]:
    """Reports by event, each group sorted by movement_id, groups by their first report. Independent of row order."""
    facts, plans, denials = Index(), Index(), Index()
    ordered = sorted(reports, key=_order)
    for report in ordered:
        if not report.is_denial:
            _add(report, facts if report.is_fact else plans)
    for denial in (r for r in ordered if r.is_denial):
        if not (_answer(denial, facts) or _answer(denial, plans)):
            _add(denial, denials)
    indexes = (facts, plans, denials)
    groups = [sorted(group.reports, key=lambda r: r.movement_id) for index in indexes for group in index.groups]
    return sorted(groups, key=lambda group: group[0].movement_id)


def _order(report: Report) -> tuple[object, ...]:
    """Who says most comes first, so that whoever says less finds the event it can mean."""
    parties = report.parties
    return (
        report.span is None,
        report.is_headline and report.span is None,
        report.is_wide,
        report.date_start or date.max,
        -len(parties.people),
        -len(parties.codes),
        report.published_on or date.max,
        report.movement_id,
    )


def _add(report: Report, index: Index) -> None:
    """Put a report into the one event it can mean, or make it the first report of a new one."""
    group = _closest(report, [group for group in index.near(report) if can_be_one(report, group)])
    if group is None:
        group = index.open_group()
    group.add(report)
    index.enter(report, group)


def _closest(report: Report, fits: list[Group]) -> Group | None:
    """The closest of several events; a wide date that fits several tells of none in particular."""
    if report.is_wide and len(fits) > 1:
        fits = [group for group in fits if group.span == report.span]
    return min(fits, key=lambda group: distance(report, group), default=None)


def _answer(denial: Report, index: Index) -> bool:
    """Put a denial into the event it speaks of; false when there is none."""
    told = [group for group in index.near(denial) if is_answered_by(group, denial)]
    group = min(told, key=lambda group: distance(denial, group), default=None)
    if group is not None:
        group.add(denial, is_answer=True)
    return group is not None
