"""Events: movements of many documents that tell of the same thing in the world.

``repeats`` finds what a paper prints again and again. ``reports`` turns rows into comparable reports (``sides``: who;
``news``: told as news or recalled), ``grouping`` puts reports of one thing together (``matching`` says which can be
one, ``index`` where to look), ``joining`` those of different stories by a learned ``likeness``, ``linking`` ties a plan
to what followed, ``summary`` says what a group of reports adds up to. The rules are acts.toml and recalled.toml.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from transforms.events.grouping import group_reports
from transforms.events.joining import join_stories
from transforms.events.likeness import find_topics
from transforms.events.linking import link_plans
from transforms.events.news import find_news
from transforms.events.repeats import find_repeats
from transforms.events.reports import Report, read_reports
from transforms.events.summary import EVENTS_SCHEMA, MEMBERS_SCHEMA, summarise

__all__ = ["EVENTS_SCHEMA", "MEMBERS_SCHEMA", "cluster_events", "find_news"]


def cluster_events(
    movements: pl.DataFrame, participants: pl.DataFrame, documents: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Events and their members from the rows of core.movements, core.movement_participants and core.documents.

    ``documents`` needs document_id, story_id, published_on. Returns the frame of core.events (EVENTS_SCHEMA, sorted
    by event_id) and (movement_id, event_id), every movement exactly once. The order of the rows changes nothing.
    """
    repeats = find_repeats(movements, documents)
    reports = read_reports(movements, participants, documents)
    groups = group_reports([report for report in reports if report.movement_id not in repeats])
    groups = join_stories(groups, find_topics(documents))
    _add_repeats(groups, reports, repeats)
    events = [summarise(group) for group in groups]
    link_plans(events, groups)
    members = sorted(
        (report.movement_id, str(event["event_id"]))
        for event, group in zip(events, groups, strict=True)
        for report in group
    )
    events.sort(key=lambda event: str(event["event_id"]))
    return pl.DataFrame(events, schema=EVENTS_SCHEMA), pl.DataFrame(members, schema=MEMBERS_SCHEMA, orient="row")


def _add_repeats(groups: list[list[Report]], reports: list[Report], repeats: dict[str, str]) -> None:
    """Put what is read from a repeated sentence into the event of its first reading."""
    group_of = {report.movement_id: group for group in groups for report in group}
    for report in reports:
        if report.movement_id in repeats:
            group_of[repeats[report.movement_id]].append(replace(report, is_news=False))
    for group in groups:
        group.sort(key=lambda report: report.movement_id)
    groups.sort(key=lambda group: group[0].movement_id)
