"""Reports of several documents become events: counted once a story, plans linked, contradictions shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from transforms.events import EVENTS_SCHEMA, cluster_events

MOVEMENT: dict[str, Any] = {
    "movement_id": "v1", "document_id": "d1", "type": "CONSULT", "mode": "visit", "modality": "actual",
    "polarity": "positive", "date_start": date(2024, 5, 2), "date_end": date(2024, 5, 2), "date_grain": "day",
    "place": "Accra", "place_country": "GHA", "confidence": 0.6,
}  # fmt: skip
_DATES = {"date_start": pl.Date, "date_end": pl.Date}


def cluster(reports: list[dict[str, Any]], shuffled: bool = False) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Events and membership of reports given as changes to MOVEMENT, plus actors, recipients, story and published."""
    movements, participants, documents = [], [], {}
    for number, report in enumerate(reports, start=1):
        row = MOVEMENT | {"movement_id": f"v{number}", "document_id": f"d{number}"} | report
        movements.append({k: row[k] for k in MOVEMENT})
        for role, default in (("actor", "NOR"), ("recipient", "GHA")):
            country = report.get(role, default)
            participants.append(
                {
                    "movement_id": row["movement_id"],
                    "role": role,
                    "text": country,
                    "country": country,
                    "entity_id": None,
                }
            )
        documents[row["document_id"]] = {
            "document_id": row["document_id"],
            "story_id": report.get("story", row["document_id"]),
            "published_on": report.get("published", date(2024, 5, 3)),
        }
    frames = (
        pl.DataFrame(movements, schema_overrides=_DATES),
        pl.DataFrame(participants, schema_overrides={"entity_id": pl.String}),
        pl.DataFrame(list(documents.values()), schema_overrides={"published_on": pl.Date}),
    )
    if shuffled:
        frames = tuple(frame.sample(fraction=1, shuffle=True, seed=5) for frame in frames)  # type: ignore[assignment]
    events, members = cluster_events(*frames)
    return events.to_dicts(), dict(members.iter_rows())


def test_two_papers_one_visit() -> None:
    events, members = cluster([{}, {"confidence": 0.9}, {"story": "d1"}])
    (event,) = events
    assert len(members) == 3
    assert (event["movement_count"], event["document_count"], event["story_count"]) == (3, 3, 2)
    assert (event["status"], event["best_movement_id"], event["actors"]) == ("happened", "v2", "NOR")


def test_other_day_other_parties_other_event() -> None:
    events, _ = cluster([{}, {"date_start": date(2024, 6, 2), "date_end": date(2024, 6, 2)}, {"actor": "SWE"}])
    assert len(events) == 3


def test_undated_report_joins_the_only_event_it_can_mean() -> None:
    events, _ = cluster([{}, {"date_start": None, "date_end": None, "date_grain": None, "published": date(2024, 5, 4)}])
    assert len(events) == 1


def test_planned_visit_is_linked_to_the_visit() -> None:
    plan = {"modality": "planned", "date_start": date(2024, 5, 1), "date_end": date(2024, 5, 31), "date_grain": "month"}
    events, members = cluster([plan | {"published": date(2024, 4, 2)}, {}])
    happened = next(e for e in events if e["status"] == "happened")
    assert happened["planned_event_id"] == members["v1"] != members["v2"]


def test_later_announcement_is_no_plan_of_an_earlier_visit() -> None:
    plan = {"modality": "planned", "date_start": None, "date_end": None, "published": date(2024, 7, 1)}
    events, _ = cluster([plan, {}])
    assert all(event["planned_event_id"] is None for event in events)


def test_contradicting_reports_are_disputed() -> None:
    events, _ = cluster([{}, {"polarity": "negative", "modality": "denied"}])
    assert [event["status"] for event in events] == ["disputed"]


def test_denied_plan_is_cancelled() -> None:
    plan = {"modality": "planned", "published": date(2024, 4, 20)}
    events, _ = cluster([plan, {"modality": "denied", "polarity": "negative", "published": date(2024, 4, 28)}])
    assert [event["status"] for event in events] == ["cancelled"]


def test_two_meetings_told_either_way_round_are_one() -> None:
    meeting = {"mode": "meeting"}
    events, _ = cluster([meeting, meeting | {"actor": "GHA", "recipient": "NOR"}])
    assert len(events) == 1


def test_order_of_rows_changes_nothing() -> None:
    reports = [
        {},
        {"actor": "SWE"},
        {"modality": "planned", "published": date(2024, 4, 1)},
        {"confidence": 0.9},
        {"date_start": None, "date_end": None},
    ]
    assert cluster(reports) == cluster(reports, shuffled=True)


def test_no_rows() -> None:
    empty, no_one = pl.DataFrame([MOVEMENT]).clear(), {"movement_id": pl.String, "role": pl.String, "text": pl.String}
    people = pl.DataFrame(schema=no_one | {"country": pl.String, "entity_id": pl.String})
    events, members = cluster_events(empty, people, pl.DataFrame(schema={"document_id": pl.String}))
    assert events.schema == EVENTS_SCHEMA
    assert members.is_empty()


def test_only_an_independent_story_disputes() -> None:
    denied = {"modality": "denied", "polarity": "negative"}
    events, _ = cluster([{"modality": "possible"}, denied | {"document_id": "d1"}])
    assert [event["status"] for event in events] == ["denied"]
    events, _ = cluster([{"modality": "possible"}, denied])
    assert [event["status"] for event in events] == ["disputed"]
    events, _ = cluster([{}, denied | {"document_id": "d1"}])
    assert [event["status"] for event in events] == ["happened"]


def test_the_date_of_an_event_is_its_most_precise() -> None:
    month = {"date_start": date(2024, 5, 1), "date_end": date(2024, 5, 31), "date_grain": "month", "confidence": 0.9}
    [event] = cluster([month, {}])[0]
    assert (event["date_start"], event["date_end"], event["date_grain"]) == (date(2024, 5, 2), date(2024, 5, 2), "day")
