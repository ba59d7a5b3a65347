"""Pairs of reports: the same event told twice, another event that looks like it, a plan and its fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
import pytest

from transforms import ids
from transforms.events import cluster_events

NOVEMBER = 2025, 11
Who = tuple[str, str | None, str | None]


@dataclass
class Told:
    """One report: ``day`` of November 2025 or null, published on another; who is (text, country, kind)."""

    mode: str | None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    day: int | None = 10
    until: int | None = None
    published: int | None = 11
    type: str = "CONSULT"
    modality: str = "actual"
    polarity: str = "positive"
    place: tuple[str | None, str | None] = (None, None)
    document: str | None = None
    part: str = "body"
    more: dict[str, Any] = field(default_factory=dict)


def day_of(day: int | None) -> date | None:
    return None if day is None else date(*NOVEMBER, day)


def cluster(*reports: Told) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Events, and the event of each movement (v1, v2, …)."""
    movements, participants, documents = [], [], {}
    for number, told in enumerate(reports, start=1):
        document = told.document or f"d{number}"
        until = day_of(told.until or told.day)
        movement = {"movement_id": f"v{number}", "document_id": document, "type": told.type, "mode": told.mode}
        movement |= {"modality": told.modality, "polarity": told.polarity, "date_start": day_of(told.day)}
        movement |= {"date_end": until, "date_grain": "day" if told.day else None, "confidence": 0.7}
        movement |= {"place": told.place[0], "place_country": told.place[1], "part": told.part, "sentence_no": 1}
        movements.append(movement | told.more)
        for role, people in (("actor", told.actors), ("recipient", told.recipients)):
            for text, country, kind in people:
                entity = ids.entity_id(kind, text) if kind else None
                who = {"movement_id": f"v{number}", "role": role, "text": text, "country": country, "kind": kind}
                participants.append(who | {"entity_id": entity, "name": text if kind else None})
        documents[document] = {"document_id": document, "story_id": document, "published_on": day_of(told.published)}
    strings = dict.fromkeys(("text", "country", "kind", "entity_id", "name", "movement_id", "role"), pl.String)
    dates = {"date_start": pl.Date, "date_end": pl.Date, "place": pl.String, "place_country": pl.String}
    events, members = cluster_events(
        pl.DataFrame(movements, schema_overrides=dates, infer_schema_length=None),
        pl.DataFrame(participants, schema=strings),
        pl.DataFrame(list(documents.values()), schema_overrides={"published_on": pl.Date}),
    )
    return events.to_dicts(), dict(members.iter_rows())


def place(name: str, country: str) -> Who:
    return name, country, "place"


def person(name: str, country: str | None) -> Who:
    return name, country, "person"


def body(name: str, country: str | None = None) -> Who:
    return name, country, "organization"


def unnamed(words: str, country: str | None = None) -> Who:
    return words, country, None


PERU, CHILE, KENYA = place("Peru", "PER"), place("Chile", "CHL"), place("Kenya", "KEN")
UGANDA, SERBIA, CROATIA = place("Uganda", "UGA"), place("Serbia", "SRB"), place("Croatia", "HRV")
IRAN, OMAN, INDIA, NEPAL = place("Iran", "IRN"), place("Oman", "OMN"), place("India", "IND"), place("Nepal", "NPL")
EU, BRUSSELS = body("European Union"), place("Brussels", "BEL")
GUNMEN = unnamed("gunmen", "MLI")

launch = {"type": "MOBILIZE", "mode": "launch"}
abduction = {"type": "COERCE", "mode": "abduct"}
sanction = {"type": "SANCTION", "mode": "sanction"}
attack = {"type": "ASSAULT", "mode": None}

SAME = {
    "visit told by two papers": (Told("visit", (PERU,), (CHILE,)), Told("visit", (PERU,), (CHILE,), published=12)),
    "the capital stands for its country": (
        Told("visit", (PERU,), (CHILE,), place=("Chile", "CHL")),
        Told("visit", (PERU,), (place("Santiago", "CHL"),), place=("Santiago", "CHL")),
    ),
    "a launch with and without its target": (
        Told(**launch, actors=(IRAN,)),
        Told(**launch, actors=(IRAN,), recipients=(OMAN,)),
    ),
    "a launch and a missile test": (Told(**launch, actors=(INDIA,)), Told("missile-test", (INDIA,), type="MOBILIZE")),
    "an undated launch told the day after": (
        Told(**launch, actors=(IRAN,)),
        Told(**launch, actors=(IRAN,), recipients=(OMAN,), day=None),
    ),
    "an abduction by gunmen and by armed men": (
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("30 pupils", "MLI"),), place=("Mopti", "MLI")),
        Told(
            **abduction,
            actors=(unnamed("armed men", "MLI"),),
            recipients=(place("Mali", "MLI"),),
            place=("Mali", "MLI"),
        ),
    ),
    "an abduction without its victims": (
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("30 pupils", "MLI"),), place=("Mali", "MLI")),
        Told(**abduction, actors=(GUNMEN,), place=("Mali", "MLI"), published=12),
    ),
    "a sanction by Brussels and by the union": (
        Told(**sanction, actors=(BRUSSELS,), recipients=(SERBIA,)),
        Told(**sanction, actors=(EU,), recipients=(SERBIA,)),
    ),
    "a sanction by the commission and by the union": (
        Told(**sanction, actors=(body("European Commission"),), recipients=(SERBIA,), day=None),
        Told(**sanction, actors=(EU,), recipients=(SERBIA,)),
    ),
    "a dated and an undated meeting": (
        Told("meeting", (KENYA,), (UGANDA,)),
        Told("talks", (UGANDA,), (KENYA,), day=None, published=12),
    ),
    "a meeting either way round": (Told("meeting", (KENYA,), (UGANDA,)), Told("summit", (UGANDA,), (KENYA,))),
    "both act together": (Told("meeting", (KENYA, UGANDA)), Told("meeting", (KENYA,), (UGANDA,))),
    "a guest is received": (
        Told("host", (place("Lima", "PER"),), (person("Ana Soto", "CHL"),)),
        Told("visit", (person("Ana Soto", "CHL"),), (PERU,)),
    ),
    "a headline without the deed's author": (
        Told(**abduction, recipients=(unnamed("Girls"),), day=None, document="d", part="headline"),
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("25 schoolgirls", "MLI"),), document="d"),
    ),
    "a headline with another word for the victims": (
        Told(**abduction, recipients=(unnamed("Pupils"),), day=None, document="d", part="headline"),
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("25 girls", "MLI"),), document="d"),
    ),
    "an attack by forces and by their country": (
        Told(**attack, actors=(SERBIA,), recipients=(CROATIA,)),
        Told("aerial", (("Serbian forces", "SRB", "nationality"),), (CROATIA,), type="ASSAULT"),
    ),
    "a treaty signed, named in either order": (
        Told("sign", (INDIA, NEPAL), type="SUPPORT"),
        Told("sign", (NEPAL,), (INDIA,), type="AGREE", day=None),
    ),
    "a span and a day in it": (
        Told("visit", (PERU,), (CHILE,), day=10, until=12),
        Told("visit", (PERU,), (CHILE,), day=11, published=13),
    ),
    "an expulsion without its number": (
        Told("expel", (KENYA,), (unnamed("two diplomats", "UGA"),), type="SANCTION"),
        Told("expel", (KENYA,), (unnamed("diplomats", "UGA"),), type="SANCTION", published=12),
    ),
    "one visitor known by name": (
        Told("visit", (person("Ana Soto", "CHL"),), (PERU,)),
        Told("visit", (person("Soto", None),), day=None, published=12),
    ),
}

OTHER = {
    "two weeks, two meetings": (
        Told("meeting", (KENYA,), (UGANDA,), day=3, published=4),
        Told("meeting", (KENYA,), (UGANDA,), day=17, published=18),
    ),
    "two days, two attacks": (
        Told(**attack, actors=(SERBIA,), recipients=(CROATIA,), day=9),
        Told(**attack, actors=(SERBIA,), recipients=(CROATIA,), day=10),
    ),
    "one day, two towns": (
        Told(**attack, actors=(SERBIA,), recipients=(CROATIA,), place=("Split", "HRV")),
        Told(**attack, actors=(SERBIA,), recipients=(CROATIA,), place=("Zadar", "HRV")),
    ),
    "one guest, two hosts": (Told("visit", (PERU,), (CHILE,)), Told("visit", (PERU,), (KENYA,))),
    "sanctions on two countries": (
        Told(**sanction, actors=(EU,), recipients=(SERBIA,)),
        Told(**sanction, actors=(BRUSSELS,), recipients=(OMAN,)),
    ),
    "sanctions by a union and by a member": (
        Told(**sanction, actors=(EU,), recipients=(SERBIA,)),
        Told(**sanction, actors=(CROATIA,), recipients=(SERBIA,)),
    ),
    "two ministers on one day": (
        Told("meeting", (person("Ana Soto", "CHL"),), (person("Luis Rey", "PER"),)),
        Told("meeting", (person("Eva Mora", "CHL"),), (person("Juan Paz", "PER"),)),
    ),
    "two visitors of one family name": (
        Told("visit", (person("Ana Soto", "CHL"),), (PERU,)),
        Told("visit", (person("Luis Soto", "CHL"),), (PERU,)),
    ),
    "two sets of victims in one document": (
        Told(**abduction, actors=(GUNMEN,), recipients=(("12 pupils in Mali", "MLI", "place"),), document="d"),
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("60 women", "MLI"),), day=None, document="d"),
    ),
    "two launches of one week": (
        Told(**launch, actors=(IRAN,), day=9),
        Told(**launch, actors=(IRAN,), day=12, published=12),
    ),
    "a launch at two countries": (
        Told(**launch, actors=(IRAN,), recipients=(OMAN,)),
        Told(**launch, actors=(IRAN,), recipients=(INDIA,)),
    ),
    "two abductions in one country": (
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("a priest", "MLI"),), day=9, place=("Gao", "MLI")),
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("30 pupils", "MLI"),), place=("Mopti", "MLI")),
    ),
    "an earlier abduction in the same document": (
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("25 girls", "MLI"),), document="d"),
        Told(**abduction, actors=(GUNMEN,), recipients=(unnamed("90 girls", "MLI"),), day=None, document="d"),
    ),
    "two arrests by the police of one country": (
        Told("arrest", (unnamed("police", "KEN"),), (unnamed("a man", "KEN"),), type="COERCE"),
        Told("arrest", (unnamed("police", "KEN"),), (unnamed("a man", "KEN"),), type="COERCE"),
    ),
    "two statements of one leader": (
        Told("say", (person("Ana Soto", "CHL"),), type="STATEMENT"),
        Told("say", (person("Ana Soto", "CHL"),), type="STATEMENT"),
    ),
    "a summit of four and two who met beside it": (
        Told("summit", (KENYA, UGANDA, PERU, CHILE)),
        Told("meeting", (KENYA,), (UGANDA,)),
    ),
    "an undated report of weeks later": (
        Told("meeting", (KENYA,), (UGANDA,), day=3, published=4),
        Told("meeting", (KENYA,), (UGANDA,), day=None, published=25),
    ),
    "one host, two guests": (
        Told("host", (PERU,), (person("Ana Soto", "CHL"),)),
        Told("host", (PERU,), (person("Joy Otieno", "KEN"),)),
    ),
    "talks in two countries": (
        Told("talks", (KENYA,), (UGANDA,), place=("Oslo", "NOR")),
        Told("talks", (KENYA,), (UGANDA,), place=("Doha", "QAT")),
    ),
    "a visit and the way back": (Told("visit", (PERU,), (CHILE,)), Told("visit", (CHILE,), (PERU,))),
}

plan = {"modality": "planned", "published": 1}
KEPT = {
    "a visit and the guest's reception": (
        Told("visit", (person("Ana Soto", "CHL"),), (PERU,), day=9, until=11, **plan),
        Told("host", (person("Luis Rey", "PER"),), (person("Ana Soto", "CHL"),)),
    ),
    "talks and a meeting the other way round": (
        Told("talks", (KENYA,), (UGANDA,), **plan),
        Told("meeting", (UGANDA,), (KENYA,)),
    ),
    "a summit and talks, in the week announced": (
        Told("summit", (INDIA, NEPAL), day=10, until=16, **plan),
        Told("talks", (NEPAL,), (INDIA,), day=14, published=15),
    ),
    "a meeting, undated, and a visit": (
        Told("meeting", (KENYA,), (UGANDA,), day=None, **plan),
        Told("visit", (KENYA,), (UGANDA,)),
    ),
    "a visit and the talks at the host's": (
        Told("visit", (PERU,), (CHILE,), **plan),
        Told("talks", (CHILE,), (PERU,), place=("Santiago", "CHL")),
    ),
    "a visit and a later undated report of it": (
        Told("visit", (PERU,), (CHILE,), **plan),
        Told("visit", (PERU,), (CHILE,), day=None),
    ),
    "a treaty to be signed": (
        Told("sign", (INDIA,), (NEPAL,), type="AGREE", **plan),
        Told("sign", (INDIA, NEPAL), type="SUPPORT"),
    ),
}
NOT_KEPT = {
    "a visit elsewhere": (Told("visit", (PERU,), (CHILE,), **plan), Told("visit", (PERU,), (KENYA,))),
    "a visit in return": (Told("visit", (PERU,), (CHILE,), **plan), Told("visit", (CHILE,), (PERU,))),
    "a visit two weeks off": (Told("visit", (PERU,), (CHILE,), **plan), Told("visit", (PERU,), (CHILE,), day=25)),
    "talks in a third country": (
        Told("visit", (PERU,), (CHILE,), **plan),
        Told("talks", (CHILE,), (PERU,), place=("Nairobi", "KEN")),
    ),
    "another minister": (
        Told("visit", (person("Ana Soto", "CHL"),), (PERU,), **plan),
        Told("visit", (person("Eva Mora", "CHL"),), (PERU,)),
    ),
    "a phone call in place of the visit": (
        Told("visit", (PERU,), (CHILE,), **plan),
        Told("phone", (PERU,), (CHILE,)),
    ),
    "told before it was announced": (
        Told("visit", (PERU,), (CHILE,), day=None, modality="planned", published=20),
        Told("visit", (PERU,), (CHILE,)),
    ),
    "an undated deed of the same document": (
        Told("meeting", (KENYA,), (UGANDA,), day=None, document="d", **plan),
        Told("meeting", (KENYA,), (UGANDA,), day=None, document="d", published=1),
    ),
}


def is_joined(pair: tuple[Told, Told]) -> bool:
    return len(cluster(*pair)[0]) == 1


def is_kept(pair: tuple[Told, Told]) -> bool:
    events, members = cluster(*pair)
    [fact] = [event for event in events if event["event_id"] == members["v2"]]
    return bool(fact["planned_event_id"]) and fact["planned_event_id"] == members["v1"]


@pytest.mark.parametrize("name", SAME)
def test_two_reports_of_one_event_are_one(name: str) -> None:
    assert is_joined(SAME[name])
    assert is_joined(SAME[name][::-1])


@pytest.mark.parametrize("name", OTHER)
def test_events_that_look_alike_stay_apart(name: str) -> None:
    assert not is_joined(OTHER[name])
    assert not is_joined(OTHER[name][::-1])


@pytest.mark.parametrize("name", KEPT)
def test_a_plan_meets_its_fact(name: str) -> None:
    assert is_kept(KEPT[name])


@pytest.mark.parametrize("name", NOT_KEPT)
def test_a_plan_does_not_meet_another_fact(name: str) -> None:
    assert not is_kept(NOT_KEPT[name])


def test_precision_and_recall_over_all_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    found = [is_joined(pair) for pair in SAME.values()] + [is_kept(pair) for pair in KEPT.values()]
    wrong = [is_joined(pair) for pair in OTHER.values()] + [is_kept(pair) for pair in NOT_KEPT.values()]
    precision, recall = sum(found) / (sum(found) + sum(wrong)), sum(found) / len(found)
    with capsys.disabled():
        print(f"\n{len(found) + len(wrong)} pairs of reports: precision {precision:.2f}, recall {recall:.2f}")
    assert len(found) + len(wrong) >= 30
    assert precision >= 0.95
    assert recall >= 0.95
