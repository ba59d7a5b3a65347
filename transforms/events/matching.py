"""Whether a report can tell of the same event as others, and of which one most likely."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Literal

from transforms.events.acts import has_trait
from transforms.events.reports import Report
from transforms.events.sides import Side, agree, differ_in_people, met_others, share_nouns, share_people

# An undated report tells of something in the week before its publication.
NEWS_WINDOW = timedelta(days=7)
# Two undated reports of one thing are published this close to each other.
NEAR = timedelta(days=2)
# A denial answers reports, and a plan announces deeds, of about this long.
ANSWER_WINDOW = timedelta(days=60)

Match = Literal["both", "within", "one", "none", "differ"]


class Group:
    """Reports of one event and what they say together."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.kinds: frozenset[str] = frozenset()
        self.first, self.second = Side(), Side()
        self.span: tuple[date, date] | None = None
        self.is_wide = False
        self.published: list[date] = []
        self.documents: set[str] = set()
        self.stories: set[str] = set()
        self.spots: set[str] = set()
        self.countries: set[str] = set()

    @property
    def parties(self) -> Side:
        """All who take part."""
        return self.first | self.second

    def add(self, report: Report, is_answer: bool = False) -> None:
        """Add a report; a denial that answers the others does not change what they say."""
        self.reports.append(report)
        if is_answer:
            return
        self.kinds = self.kinds & report.kinds if self.kinds else report.kinds
        self.first, self.second = self.first | report.sides[0], self.second | report.sides[1]
        if report.span is not None:
            self.is_wide = report.is_wide if self.span is None else self.is_wide and report.is_wide
            start, end = self.span or report.span
            self.span = max(start, report.span[0]), min(end, report.span[1])
        self.published += [report.published_on] if report.published_on else []
        self.documents.add(report.document_id)
        self.stories.add(report.story_id)
        self.spots |= {report.spot} if report.spot else set()
        self.countries |= {report.place_country} if report.place_country else set()

    def sides_in(self, document_id: str) -> tuple[Side, Side]:
        """What one document says of the two sides: papers count the victims differently, one paper does not."""
        own = [report.sides for report in self.reports if report.document_id == document_id]
        if not own:
            return self.first, self.second
        return reduce(or_, (first for first, _ in own)), reduce(or_, (second for _, second in own))

    def tells_with(self, report: Report) -> bool:
        """True if the report stands in a document of the group, or in a copy of one."""
        return report.document_id in self.documents or report.story_id in self.stories


def can_be_one(report: Report, group: Group) -> bool:
    """True if the report and the group can tell of one event, and say enough alike to be taken for it."""
    kinds = report.kinds & group.kinds
    if not kinds or _places_differ(report, group, kinds) or not _times_fit(report, group):
        return False
    match = match_sides(report, group, kinds)
    is_home = group.tells_with(report)
    if match == "differ" or _met_elsewhere(report, group, kinds) or (is_home and _are_others(report, group)):
        return False
    if has_trait(kinds, "spoken") or has_trait(kinds, "verbal"):
        return _is_said_once(report, group, kinds, match)
    if match == "both" or (is_home and _is_told_at_home(report, group, kinds, match)):
        return True
    if _is_told_by_number(report, group, kinds):
        return True
    if match == "none":
        return _is_alike_without_names(report, group, kinds)
    return _is_told_apart(report, group, kinds, match)


def match_sides(report: Report, group: Group, kinds: frozenset[str]) -> Match:
    """How far the sides agree: both, both of one country (within), one while the other is not told, none, or not."""
    if has_trait(kinds, "mutual"):
        return match_parties(report.parties, group.parties)
    first, second = agree(report.sides[0], group.first), agree(report.sides[1], group.second)
    if first is False or second is False:
        return "differ"
    if first and second:
        known = report.parties | group.parties
        is_named = bool(report.sides[0].named & group.first.named and report.sides[1].named & group.second.named)
        return "both" if is_named or len(known.codes) > 1 else "within"
    return "one" if first or second else "none"


def match_parties(one: Side, other: Side) -> Match:
    """How far those agree who do the same together: two in common are both, one is one."""
    if differ_in_people(one, other):
        return "differ"
    common = one.codes & other.codes
    if min(len(one.codes), len(other.codes)) > 1:
        is_most = len(common) > 1 and 2 * len(common) > max(len(one.codes), len(other.codes))
        return "both" if is_most else "differ"
    if len(one.named & other.named) > 1:
        return "both"
    if common or share_people(one, other):
        return "differ" if met_others(one, other) or met_others(other, one) else "one"
    return "differ" if one.codes and other.codes else "none"


def distance(report: Report, group: Group) -> tuple[object, ...]:
    """Smallest is the likeliest: told in the same document, of the same people, on the closest day."""
    return (
        report.document_id not in group.documents,
        report.story_id not in group.stories,
        not share_people(report.parties, group.parties),
        match_sides(report, group, report.kinds & group.kinds) != "both",
        group.span is None,
        _days_between(report, group),
        group.reports[0].movement_id,
    )


def is_answered_by(group: Group, denial: Report) -> bool:
    """True if the denial can speak of the event of the group."""
    kinds = denial.kinds & group.kinds
    match = match_sides(denial, group, kinds) if kinds else "differ"
    is_home = group.tells_with(denial)
    if match in ("differ", "none") or (
        match != "both" and not is_home and not share_people(denial.parties, group.parties)
    ):
        return False
    if denial.span is not None:
        return group.span is not None and _overlap(denial.span, group.span)
    if denial.published_on is None or is_home:
        return is_home
    return any(timedelta(0) <= denial.published_on - day <= ANSWER_WINDOW for day in group.published)


def _times_fit(report: Report, group: Group) -> bool:
    if report.span is not None and group.span is not None:
        if report.is_wide and group.is_wide:
            return report.span == group.span
        return _overlap(report.span, group.span)
    if group.tells_with(report):
        return not group.is_wide or report.is_wide or _say_the_same(report, group)
    if report.published_on is None or (report.span is None and not report.is_news):
        return False
    span = report.span or group.span
    if span is None:
        return any(abs(report.published_on - day) <= NEAR for day in group.published)
    told = [report.published_on] if report.span is None else group.published
    if report.is_fact:
        return any(span[0] <= day <= span[1] + NEWS_WINDOW for day in told)
    return any(span[1] - ANSWER_WINDOW <= day <= span[1] for day in told)


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _places_differ(report: Report, group: Group, kinds: frozenset[str]) -> bool:
    if report.place_country and group.countries and report.place_country not in group.countries:
        return True
    if not has_trait(kinds, "local") or report.spot is None or not group.spots or report.spot in group.spots:
        return False
    # A town and its state are two places of one abduction; whom it struck says more.
    return not (has_trait(kinds, "distinctive") and share_nouns(report.sides[1], group.second))


def _met_elsewhere(report: Report, group: Group, kinds: frozenset[str]) -> bool:
    """True for a named leader in one place and a group without a name, of his country perhaps, in another."""
    if not has_trait(kinds, "mutual") or report.spot is None or not group.spots or report.spot in group.spots:
        return False
    return met_others(report.parties, group.parties) or met_others(group.parties, report.parties)


def _are_others(report: Report, group: Group) -> bool:
    """True if one document tells of two sets of people: 25 girls and 90 pupils, a man and a woman."""
    for side, known in zip(report.sides, group.sides_in(report.document_id), strict=True):
        if side.numbers and known.numbers and not side.numbers & known.numbers:
            return True
        is_same = agree(side, known) or share_nouns(side, known) or report.is_headline
        if side and known and not is_same:
            return True
    return False


def _say_the_same(report: Report, group: Group) -> bool:
    """True if a copy of the story holds the same words, or one document names the same people on the same sides."""
    is_equal = report.actors == group.first and report.recipients == group.second
    return is_equal and (
        report.document_id not in group.documents or bool(report.parties.people | report.parties.named)
    )


def _is_said_once(report: Report, group: Group, kinds: frozenset[str], match: Match) -> bool:
    """True for words said to a named side and told twice; what is only said, once a document however long it quotes."""
    is_spoken = has_trait(kinds, "spoken")
    if match == "both" and not is_spoken:
        return True
    is_copy = report.document_id not in group.documents
    return group.tells_with(report) and (is_spoken or is_copy) and _say_the_same(report, group)


def _is_told_at_home(report: Report, group: Group, kinds: frozenset[str], match: Match) -> bool:
    """True for what one document, or a copy of it, tells again with fewer words: "Girls abducted" in the headline."""
    is_dated = report.span is not None or group.span is not None
    is_deed = has_trait(kinds, "distinctive") or (
        has_trait(kinds, "local") and (is_dated or report.is_headline or report.spot in group.spots)
    )
    if match == "none":
        return _say_the_same(report, group) or (is_deed and report.is_headline)
    return is_deed or report.is_headline or _say_the_same(report, group)


def _is_alike_without_names(report: Report, group: Group, kinds: frozenset[str]) -> bool:
    """True for rare acts of people without a name in one country on one day."""
    is_same_day = report.span is not None and group.span is not None and not report.is_wide and not group.is_wide
    return has_trait(kinds, "distinctive") and is_same_day and report.place_country in group.countries


def _is_told_by_number(report: Report, group: Group, kinds: frozenset[str]) -> bool:
    """True for a rare act on as many people on one day: "30 villagers", "about 30 residents"."""
    is_same_day = report.span is not None and report.span == group.span and not report.is_wide
    same = report.sides[1].numbers & group.second.numbers
    return has_trait(kinds, "distinctive") and is_same_day and any(len(number) > 1 for number in same)


def _is_told_apart(report: Report, group: Group, kinds: frozenset[str], match: Match) -> bool:
    """True if, beyond one side or one country, something tells this event from others of its kind."""
    is_same_day = report.span is not None and group.span is not None and not report.is_wide and not group.is_wide
    is_same_spot = report.spot is not None and report.spot in group.spots
    if share_people(report.parties, group.parties):
        return True
    is_alike = share_nouns(report.parties, group.parties)
    if has_trait(kinds, "distinctive"):
        return match == "one" or is_same_day or is_alike or is_same_spot
    return is_same_day and is_same_spot and (match == "one" or is_alike)


def _days_between(report: Report, group: Group) -> int:
    day = report.span[0] if report.span else report.published_on
    days = list(group.span) if group.span else group.published
    return min((abs((day - other).days) for other in days), default=0) if day else 0
