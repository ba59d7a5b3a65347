"""How likely two tellings of different stories mean one event: a logistic regression over what they say.

Its weights were learned from the story groups of ``tests/gold`` (``python -m tests.gold.stories --fit``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path

import polars as pl

from transforms.events.acts import has_trait
from transforms.events.matching import match_parties
from transforms.events.reports import Report
from transforms.events.sides import Side, agree, differ_in_people, share_nouns, share_people
from transforms.vocabulary import Vocabulary

# Names inside a sentence, and numbers: what tells one event from another of its kind.
_NAMES = re.compile(r"(?<=[a-z,’'] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\b\d[\d.,]*\b")
_WIDE = 7  # days; a longer span fits many events
_NEWS = 3  # days; news of an event is printed this soon after it
_UNKNOWN_GAP = 3.0  # the logarithm of days between two tellings, where a day is not known
_MOST_NAMES = 3
# A name is rare in at most this many stories, or this part of them; stories that share one are about one thing.
_FEW, _RARE = 5, 0.01
_STEM = 5  # letters by which "bombed" and "bombing" are one word


# One of these must hold, and none of those: two days, other sides, or a plan and a deed, are two events.
_NEEDED = ("same_kind", "same_type", "near_type")
BARRED = ("exact_days_apart", "other_people", "both_differ", "plan_and_fact")


class Likeness(Vocabulary):
    """The content of ``likeness.toml``: which types of act are near each other, and the weight of each feature
    that bars no pair."""

    threshold: float
    near: tuple[tuple[str, str], ...]
    weights: dict[str, float]

    def are_near(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """True if an act of the types ``one`` is told as one of ``other`` elsewhere: "raided", "attacked"."""
        return any((a in one and b in other) or (b in one and a in other) for a, b in self.near)


LIKENESS = Likeness.load(Path(__file__).with_name("likeness.toml"))


@dataclass(frozen=True, slots=True)
class Telling:
    """What one story says of one event: the reports of a group put together."""

    reports: tuple[Report, ...]
    kinds: frozenset[str]
    types: frozenset[str]
    is_fine: bool
    span: tuple[date, date] | None
    first: Side
    second: Side
    spots: frozenset[str]
    countries: frozenset[str]
    published_on: date | None
    is_fact: bool
    is_denial: bool
    names: frozenset[str]
    topic: frozenset[str]
    stems: frozenset[str]

    @property
    def parties(self) -> Side:
        """All who take part."""
        return self.first | self.second


def find_topics(documents: pl.DataFrame) -> dict[str, frozenset[str]]:
    """The names by document that few stories share: two stories that share one are about one thing.

    ``documents`` has document_id, story_id and, where known, ``names`` (a list of strings).
    """
    if "names" not in documents.columns:
        return {}
    names = (
        documents.select("document_id", pl.coalesce("story_id", "document_id").alias("story"), "names")
        .explode("names")
        .drop_nulls("names")
    )
    most = max(_FEW, int(_RARE * documents.height))
    rare = names.filter(pl.col("story").n_unique().over("names") <= most)
    return {str(document): frozenset(its) for document, its in rare.group_by("document_id").agg("names").iter_rows()}


def put_together(reports: list[Report], topics: Mapping[str, frozenset[str]]) -> Telling:
    """One telling from the reports of a group; ``topics`` are those of ``find_topics``."""
    return Telling(
        reports=tuple(reports),
        kinds=_union(report.kinds for report in reports),
        types=frozenset(report.type for report in reports),
        is_fine=any(report.mode for report in reports),
        span=min((r.span for r in reports if r.span), key=lambda span: span[1] - span[0], default=None),
        first=reduce(or_, (report.sides[0] for report in reports)),
        second=reduce(or_, (report.sides[1] for report in reports)),
        spots=frozenset(report.spot for report in reports if report.spot),
        countries=frozenset(report.place_country for report in reports if report.place_country),
        published_on=min((r.published_on for r in reports if r.published_on), default=None),
        is_fact=any(report.is_fact for report in reports),
        is_denial=all(report.is_denial for report in reports),
        names=_union(_NAMES.findall(report.sentence) for report in reports),
        topic=_union(topics.get(report.document_id, ()) for report in reports),
        stems=frozenset(report.text.casefold()[:_STEM] for report in reports if report.text),
    )


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(item for items in sets for item in items)


def rate(one: Telling, other: Telling) -> float:
    """The probability that both tell of one event; 0 for acts, days or people that cannot be one."""
    features = describe(one, other)
    if not can_be_one(features):
        return 0.0
    score = sum(weight * features[name] for name, weight in LIKENESS.weights.items())
    return 1 / (1 + math.exp(-score))


def can_be_one(features: dict[str, float]) -> bool:
    """True if nothing bars that both tell of one event, and their stories share a rare name."""
    return is_open(features) and features["topic"] >= 1


def is_open(features: dict[str, float]) -> bool:
    """True if acts, days and people of a pair can be one."""
    return any(features[name] for name in _NEEDED) and not any(features[name] for name in BARRED)


def describe(one: Telling, other: Telling) -> dict[str, float]:
    """The features of a pair by name; ``constant`` is 1."""
    first, second = agree(one.first, other.first), agree(one.second, other.second)
    kinds = one.kinds & other.kinds
    if kinds and has_trait(kinds, "mutual"):
        # who met whom is one thing either way round
        first, second = {"differ": (False, False), "both": (True, True)}.get(
            match_parties(one.parties, other.parties), (None, None)
        )
    numbers, others = one.parties.numbers, other.parties.numbers
    same_type = bool(one.types & other.types)
    truths: dict[str, bool] = {
        "constant": True,
        "same_kind": bool(kinds),
        "same_type": same_type,
        "near_type": not same_type and LIKENESS.are_near(one.types, other.types),
        "both_fine": one.is_fine and other.is_fine,
        "same_verb": bool(one.stems & other.stems),
        "first_agrees": first is True,
        "first_differs": first is False,
        "second_agrees": second is True,
        "second_differs": second is False,
        "both_differ": first is False and second is False,
        "is_crossed": agree(one.first, other.second) is True and agree(one.second, other.first) is True,
        "two_countries": len(one.parties.codes & other.parties.codes) > 1,
        "same_people": share_people(one.parties, other.parties),
        "other_people": differ_in_people(one.parties, other.parties),
        "same_nouns": share_nouns(one.parties, other.parties),
        "same_number": bool(numbers & others),
        "other_number": bool(numbers and others and not numbers & others),
        "same_place": bool(one.spots & other.spots),
        "other_place": bool(one.spots and other.spots and not one.spots & other.spots),
        "same_country": bool(one.countries & other.countries),
        "other_country": bool(one.countries and other.countries and not one.countries & other.countries),
        "place_is_named": _is_named(one.spots, other.names) or _is_named(other.spots, one.names),
        "plan_and_fact": one.is_fact != other.is_fact and not (one.is_denial or other.is_denial),
        "one_denies": one.is_denial != other.is_denial,
        "is_wide": any(t.span is not None and (t.span[1] - t.span[0]).days > _WIDE for t in (one, other)),
    }
    shared = min(_MOST_NAMES, len(one.names & other.names))
    topic = min(_MOST_NAMES, len(one.topic & other.topic))
    counts = {"names": float(shared), "topic": float(topic)}
    return {name: float(truth) for name, truth in truths.items()} | counts | _times(one, other)


def _is_named(spots: frozenset[str], names: frozenset[str]) -> bool:
    return any(spot in name for spot in spots for name in names)


def _times(one: Telling, other: Telling) -> dict[str, float]:
    """How the days of both fit; gaps are natural logarithms of one more than the days."""
    told = dict.fromkeys(
        [
            "days_meet",
            "days_touch",
            "days_apart",
            "exact_days_apart",
            "gap",
            "one_dated",
            "is_news_of",
            "news_gap",
            "told_gap",
        ],
        0.0,
    )
    if one.span and other.span:
        gap = max((one.span[0] - other.span[1]).days, (other.span[0] - one.span[1]).days)
        told["days_meet" if gap <= 0 else "days_touch" if gap == 1 else "days_apart"] = 1.0
        told["gap"] = math.log1p(gap) if gap > 1 else 0.0
        told["exact_days_apart"] = float(gap > 0 and all(start == end for start, end in (one.span, other.span)))
    elif one.span or other.span:
        span, day = (one.span, other.published_on) if one.span else (other.span, one.published_on)
        assert span is not None
        late = max((day - span[1]).days, (span[0] - day).days, 0) if day else None
        told["one_dated"] = 1.0
        told["is_news_of"] = float(day is not None and day >= span[0] and (day - span[1]).days <= _NEWS)
        told["news_gap"] = _UNKNOWN_GAP if late is None else math.log1p(late)
    else:
        days = [t.published_on for t in (one, other) if t.published_on]
        told["told_gap"] = math.log1p(abs((days[0] - days[1]).days)) if len(days) > 1 else _UNKNOWN_GAP
    return told
