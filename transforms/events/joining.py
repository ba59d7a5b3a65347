"""Groups of reports of different stories that tell of one event are put together, the likeliest pair first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product

from transforms.events.likeness import LIKENESS, Telling, put_together, rate
from transforms.events.reports import Report

# An undated act is looked for among those of the days before its publication.
_BEFORE = timedelta(days=21)
_LONGEST = timedelta(days=62)
# A name in more groups of a fortnight than this says too little to look by.
_MOST = 200


def join_stories(groups: list[list[Report]], topics: Mapping[str, frozenset[str]]) -> list[list[Report]]:
    """Groups with those of other stories added that tell of the same event.

    The order of ``groups`` changes nothing. ``topics``: rare names by document (find_topics). Two groups of one
    document stay apart: who wrote it told two things.
    """
    tellings = [put_together(group, topics) for group in sorted(groups, key=lambda group: group[0].movement_id)]

    @cache
    def likely(i: int, j: int) -> float:
        return rate(tellings[i], tellings[j])

    def are_one(first: list[int], second: list[int]) -> bool:
        """True if the tellings of both clusters are likely one event on average, not by one pair alone."""
        rates = [likely(min(i, j), max(i, j)) for i in first for j in second]
        return sum(rates) / len(rates) >= LIKENESS.threshold

    pairs = ((likely(i, j), i, j) for i, j in _candidates(tellings))
    rated = sorted((-probability, i, j) for probability, i, j in pairs if probability >= LIKENESS.threshold)
    cluster_of = list(range(len(tellings)))
    members = {i: [i] for i in cluster_of}
    documents = {i: {report.document_id for report in telling.reports} for i, telling in enumerate(tellings)}
    for _, i, j in rated:
        one, other = sorted((cluster_of[i], cluster_of[j]))
        if one == other or documents[one] & documents[other] or not are_one(members[one], members[other]):
            continue
        for k in members[other]:
            cluster_of[k] = one
        members[one] += members.pop(other)
        documents[one] |= documents.pop(other)
    joined = ([report for k in sorted(its) for report in tellings[k].reports] for its in members.values())
    return sorted((sorted(group, key=lambda r: r.movement_id) for group in joined), key=lambda g: g[0].movement_id)


def _candidates(tellings: list[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of tellings of different documents whose stories share a rare name, at about one time."""
    found: set[tuple[int, int]] = set()
    blocks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for key in product(telling.topic, _fortnights(_days(telling))):
            blocks[key].append(i)
    for block in blocks.values():
        if len(block) <= _MOST:
            found.update(combinations(block, 2))
    for i, j in found:
        if {r.document_id for r in tellings[i].reports}.isdisjoint(r.document_id for r in tellings[j].reports):
            yield i, j


def _days(telling: Telling) -> tuple[date, date] | None:
    if telling.span is not None and telling.span[1] - telling.span[0] <= _LONGEST:
        return telling.span
    if telling.span is not None or telling.published_on is None:
        return None
    return telling.published_on - _BEFORE, telling.published_on


def _fortnights(days: tuple[date, date] | None) -> list[int]:
    """Numbers of the fortnights the days touch; a day on an edge also meets those of the fortnight before."""
    if days is None:
        return []
    first, last = days[0].toordinal() - 2, days[1].toordinal() + 2
    return list(range(first // 14, last // 14 + 1))
