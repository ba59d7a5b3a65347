"""What joins or splits two reports beyond their sides: tolls, numbers, towns, groups without a name, converse verbs."""

from __future__ import annotations

import pytest

from tests.unit.test_events_pairs import Told, body, cluster, is_joined, person, place

KENYA, PERU = place("Kenya", "KEN"), place("Peru", "PER")
SOTO, REY = person("Ana Soto", "CHL"), person("Luis Rey", "PER")
sold, bought = {"rule": "verb:sell+weapon"}, {"rule": "verb:buy+weapon"}
attack = {"type": "ASSAULT", "place": ("Mali", "MLI")}
taken = {"type": "COERCE", "recipients": (("30 villagers", None, None),)}

SAME = {
    "a sale and a purchase": (
        Told("trade", (KENYA,), (PERU,), type="COOPERATE", more=sold),
        Told("trade", (PERU,), (KENYA,), type="COOPERATE", more=bought),
    ),
    "a named number of victims": (
        Told("abduct", (("Bandits", "NGA", None),), place=("Zamfara", "NGA"), **taken),
        Told("abduct", (), (("About 30 residents", None, None),), type="COERCE"),
    ),
    "a strike on a town and its dead": (
        Told(None, (KENYA,), (place("Gulu", "UGA"),), type="ASSAULT"),
        Told("kill", (), (("three people", "UGA", None),), type="ASSAULT", place=("Gulu", "UGA")),
    ),
    "a counterpart without a name": (
        Told("talks", (SOTO,), (REY,), place=("Lima", "PER")),
        Told("meeting", (SOTO,), (("counterpart", "PER", None),)),
    ),
}
OTHER = {
    "sales both ways": (
        Told("trade", (KENYA,), (PERU,), type="COOPERATE", more=sold),
        Told("trade", (PERU,), (KENYA,), type="COOPERATE", more=sold),
    ),
    "talks with a president, and a meeting with business leaders": (
        Told("talks", (SOTO,), (REY,), day=None, place=("Lima", "PER"), modality="planned"),
        Told(
            "meeting", (SOTO,), (("business leaders", "PER", None),), day=12, place=("Cusco", "PER"), modality="planned"
        ),
    ),
    "another number of victims": (
        Told("abduct", (("Bandits", "NGA", None),), place=("Zamfara", "NGA"), **taken),
        Told("abduct", (), (("About 45 residents", None, None),), type="COERCE"),
    ),
    "strikes on two towns": (
        Told(None, (KENYA,), (place("Gulu", "UGA"),), type="ASSAULT"),
        Told("kill", (), (("three people", "UGA", None),), type="ASSAULT", place=("Lira", "UGA")),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_reports_of_one_event_are_joined(name: str) -> None:
    assert is_joined(SAME[name])


@pytest.mark.parametrize("name", OTHER)
def test_reports_of_two_events_stay_apart(name: str) -> None:
    assert not is_joined(OTHER[name])


def test_two_papers_count_the_dead_differently() -> None:
    ours, theirs = place("Kenya", "KEN"), place("Mali", "MLI")
    events, _ = cluster(
        Told("explosives", (ours,), (theirs,), document="a", **attack),
        Told("kill", (ours,), (("4 people", "MLI", None),), document="a", **attack),
        Told("explosives", (ours,), (theirs,), document="b", **attack),
        Told("kill", (ours,), (("6 people", "MLI", None),), document="b", **attack),
    )
    assert len(events) == 1


def test_an_event_bears_the_name_of_the_body_and_not_of_its_seat() -> None:
    events, _ = cluster(
        Told("sanction", (place("Brussels", "BEL"),), (PERU,), type="SANCTION", more={"confidence": 0.9}),
        Told("sanction", (body("European Union"),), (PERU,), type="SANCTION"),
    )
    assert [event["actors"] for event in events] == ["European Union"]
