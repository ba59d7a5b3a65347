"""Which reports tell of one event: same kind of act, same parties, dates that can be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from transforms.events.reports import Report

Group = list[Report]

# An undated "visited" tells of something before its publication, news of something in the week before it.
_NEWS_WINDOW = timedelta(days=7)
# A denial or a cancellation answers reports of this long before it.
_ANSWER_WINDOW = timedelta(days=60)
_FINE_GRAINS = frozenset({"day", "hour", "time", "minute"})


def group_reports(reports: list[Report]) -> list[Group]:
    """Reports by event, each group sorted by movement_id, groups by their first report. Independent of row order."""
    blocks: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        blocks[_block_key(report)].append(report)
    groups: list[Group] = []
    for key in sorted(blocks, key=repr):
        groups += _group_block(sorted(blocks[key], key=_order))
    groups = [sorted(group, key=lambda r: r.movement_id) for group in groups]
    return sorted(groups, key=lambda group: group[0].movement_id)


def _order(report: Report) -> tuple[object, ...]:
    return (report.date_start or date.max, report.published_on or date.max, report.movement_id)


def _block_key(report: Report) -> tuple[object, ...]:
    """Reports with different keys never tell of one event.

    Two named sides identify an act between states. Within one state ("police arrested a man") they do not: there the
    story, so copies of one report, or the named people must agree too.
    """
    first, second = report.parties
    sides = (tuple(sorted(first)), tuple(sorted(second)))
    if len(first | second) > 1:
        return (report.family, *sides)
    return (
        report.family,
        *sides,
        report.place or "",
        report.story_id if len(report.names) < 2 else tuple(sorted(report.names)),
    )


def _group_block(reports: list[Report]) -> list[Group]:
    facts = _by_date([r for r in reports if r.is_fact])
    plans = _by_date([r for r in reports if not r.is_fact and not r.is_denial])
    lone: list[Report] = []
    for denial in (r for r in reports if r.is_denial):
        group = _answered(denial, facts) or _answered(denial, plans)
        if group is None:
            lone.append(denial)
        else:
            group.append(denial)
    return facts + plans + _by_date(lone)


def _by_date(reports: list[Report]) -> list[Group]:
    """Dated reports of one day together; wider dates and undated reports with the only group they can mean."""
    groups: list[Group] = []
    fine = [r for r in reports if r.date_start is not None and _is_fine(r)]
    loose = [r for r in reports if r.date_start is not None and not _is_fine(r)]
    undated = [r for r in reports if r.date_start is None]
    for report in fine:
        if groups and _overlap(report, groups[-1]):
            groups[-1].append(report)
        else:
            groups.append([report])
    dated = list(groups)
    groups += _attach(loose, dated, _overlap)
    groups += _attach(undated, dated, _is_news_of)
    return [part for group in groups for part in _by_people(group)]


def _attach(reports: Iterable[Report], dated: list[Group], fits) -> list[Group]:  # type: ignore[no-untyped-def]
    own: list[Group] = []
    for report in reports:
        candidates = [group for group in dated if fits(report, group[:1])]
        if len(candidates) == 1:
            candidates[0].append(report)
            continue
        near = next((group for group in own if _is_near(report, group[-1])), None)
        if near is None:
            own.append([report])
        else:
            near.append(report)
    return own


def _is_fine(report: Report) -> bool:
    return report.date_grain in _FINE_GRAINS or report.date_start == report.date_end


def _overlap(report: Report, group: Group) -> bool:
    start, end = _span(report)
    return any(s <= end and start <= e for s, e in map(_span, group))


def _span(report: Report) -> tuple[date, date]:
    start = report.date_start or date.max
    return start, report.date_end or start


def _is_news_of(report: Report, group: Group) -> bool:
    """Whether an undated report was published in the days after (for a plan: before) the dated event."""
    if report.published_on is None:
        return False
    start, end = _span(group[0])
    if report.is_fact:
        return start <= report.published_on <= end + _NEWS_WINDOW
    return end - _ANSWER_WINDOW <= report.published_on <= end


def _is_near(report: Report, other: Report) -> bool:
    if report.date_start is not None and other.date_start is not None:
        return _span(report) == _span(other)
    if report.document_id == other.document_id or report.story_id == other.story_id:
        return True
    if report.published_on is None or other.published_on is None:
        return False
    return abs(report.published_on - other.published_on) <= timedelta(days=2)


def _by_people(group: Group) -> list[Group]:
    """Two ministers may visit one country on one day: reports that name different people are different events."""
    parts: list[tuple[set[str], Group]] = []
    unnamed: list[Report] = []
    for report in sorted(group, key=lambda r: (-len(r.names), r.movement_id)):
        if not report.names:
            unnamed.append(report)
            continue
        hit = next((part for part in parts if part[0] & report.names), None)
        if hit is None:
            parts.append((set(report.names), [report]))
        else:
            hit[0].update(report.names)
            hit[1].append(report)
    if not parts:
        return [unnamed] if unnamed else []
    max(parts, key=lambda part: len(part[1]))[1].extend(unnamed)
    return [part for _, part in parts]


def _answered(denial: Report, groups: list[Group]) -> Group | None:
    """The group a denial speaks of: an overlapping date, else the latest told in the weeks before it."""
    if denial.date_start is not None:
        return next((group for group in groups if any(r.date_start and _overlap(denial, [r]) for r in group)), None)
    if denial.published_on is None:
        return next((g for g in groups if any(r.document_id == denial.document_id for r in g)), None)
    told = [
        (max(days), group[0].movement_id, group)
        for group in groups
        if (days := [r.published_on for r in group if r.published_on and _is_answerable(r, denial)])
    ]
    return max(told, key=lambda item: item[:2])[2] if told else None


def _is_answerable(report: Report, denial: Report) -> bool:
    assert report.published_on is not None and denial.published_on is not None
    return timedelta(0) <= denial.published_on - report.published_on <= _ANSWER_WINDOW
