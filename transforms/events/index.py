"""Where to look for the event a report can mean: groups by kind, party and week, so that grouping stays linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from transforms.events.acts import has_trait
from transforms.events.matching import ANSWER_WINDOW, NEAR, NEWS_WINDOW, Group
from transforms.events.reports import Report

Key = tuple[object, ...]
# A wider date is looked up by its two ends alone.
_LONGEST_SPAN = timedelta(days=62)


class Index:
    """Groups that can be found again by what their reports say."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._entries: defaultdict[Key, list[Group]] = defaultdict(list)

    def open_group(self) -> Group:
        """A new group without reports."""
        self.groups.append(Group())
        return self.groups[-1]

    def enter(self, report: Report, group: Group) -> None:
        """Make the group known under what the report says."""
        for key in _keys(report, _told_when(report), entering=True):
            entry = self._entries[key]
            if not entry or entry[-1] is not group:
                entry.append(group)

    def near(self, report: Report) -> list[Group]:
        """All groups the report might belong to, oldest first, each once."""
        keys = _keys(report, _looked_up_when(report), entering=False)
        found = {id(group): group for key in keys for group in self._entries.get(key, ())}
        return list(found.values())


def _keys(report: Report, days: tuple[date, date] | None, entering: bool) -> Iterator[Key]:
    """Kind with story; and, for what different stories can tell, kind with parties and week."""
    parties = _party_keys(report, entering)
    for kind in sorted(report.kinds):
        yield kind, "story", report.story_id
        yield kind, "document", report.document_id
        if days is None or has_trait(report.kinds, "spoken"):
            continue
        for party in parties:
            for week in _weeks(days):
                yield kind, party, week


def _party_keys(report: Report, entering: bool) -> list[Key]:
    """Who names two parties is looked for by two, and among those that name one; who names one among all."""
    codes = sorted(report.parties.codes)
    people: list[Key] = sorted({("one of", name.split()[-1]) for _, name in report.parties.people})
    people += [("number", number) for number in sorted(report.sides[1].numbers) if len(number) > 1]
    pairs = [("two", *pair) for pair in combinations(codes, 2)]
    if not pairs:
        places = {*codes, report.place_country or ""} - {""}
        return [*people, *((key, code) for code in sorted(places) for key in ("alone", "one of"))]
    return [*people, *pairs, *(("one of" if entering else "alone", code) for code in codes)]


def _weeks(days: tuple[date, date]) -> list[object]:
    start, end = days
    if end - start > _LONGEST_SPAN:
        return [days]
    return list(range(start.toordinal() // 7, end.toordinal() // 7 + 1))


def _told_when(report: Report) -> tuple[date, date] | None:
    if report.span is not None or report.published_on is None:
        return report.span
    return report.published_on, report.published_on


def _looked_up_when(report: Report) -> tuple[date, date] | None:
    """The days on which an event may lie that the report means."""
    if report.span is not None or report.published_on is None:
        return report.span
    if report.is_denial:
        return report.published_on - ANSWER_WINDOW, report.published_on
    if report.is_fact:
        return report.published_on - NEWS_WINDOW, report.published_on + NEAR
    return report.published_on - NEAR, report.published_on + ANSWER_WINDOW
