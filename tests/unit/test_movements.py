"""Movements read out of invented sentences: type, who, whom, did it happen, when, where, says who."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from transforms.extract.movements import directed_sides
from transforms.extract.readers import Readers, load_gazetteer
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Movement, Part, Participant

PUBLISHED = date(2024, 3, 14)  # a Thursday


@cache
def language() -> Language:
    from transforms.extract.model import load_bundled

    return load_bundled()


def read(text: str, published_on: date | None = PUBLISHED, parts: tuple[Part, ...] = ()) -> list[Movement]:
    (reading,) = read_texts(Readers(language(), load_gazetteer()), [(text, Context(published_on, None, parts))])
    return reading.movements


def countries(movement: Movement, role: str) -> list[str | None]:
    return [p.country for p in movement.participants if p.role == role]


def told(text: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    return [(m.type, countries(m, "actor"), countries(m, "recipient")) for m in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France condemned the policy of Belarus.", ("ACCUSE", ["FRA"], ["BLR"])),
        ("Kenya rejected a proposal by Somalia.", ("REJECT", ["KEN"], ["SOM"])),
        ("Spain expelled two Russian diplomats.", ("SANCTION", ["ESP"], ["RUS"])),
        ("Japan imposed sanctions on Myanmar.", ("SANCTION", ["JPN"], ["MMR"])),
        ("Canada urged Egypt to release the prisoners.", ("REQUEST", ["CAN"], ["EGY"])),
        ("Turkish troops attacked a village in Syria.", ("ASSAULT", ["TUR"], ["SYR"])),
        ("Chad was invaded by Libya.", ("ASSAULT", ["LBY"], ["TCD"])),
        ("Norway provided aid to Malawi.", ("AID", ["NOR"], ["MWI"])),
        ("Brazil praised Chile.", ("SUPPORT", ["BRA"], ["CHL"])),
        ("Iran threatened to attack Israel.", ("THREATEN", ["IRN"], ["ISR"])),
        ("Peru agreed to sell wheat to Bolivia.", ("AGREE", ["PER"], ["BOL"])),
        ("Germany lifted sanctions against Zimbabwe.", ("CONCEDE", ["DEU"], ["ZWE"])),
        ("North Korea fired a missile toward Japan.", ("MOBILIZE", ["PRK"], ["JPN"])),
    ],
)
def test_who_did_what_to_whom(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in told(text)


def test_who_is_the_person_and_not_the_body_he_heads() -> None:
    visit = next(
        m
        for m in read("John Smith, chairman of Acme Corp, who visited Paris on Monday, resigned.")
        if m.mode == "visit"
    )
    assert [p.text for p in visit.participants if p.role == "actor"] == ["John Smith"]


def test_participants_keep_the_words_that_describe_them() -> None:
    arrest = read("Police arrested a 40-year-old man in Lagos.")[0]
    assert [p.text for p in arrest.participants if p.role == "recipient"] == ["40-year-old man in Lagos"]


def test_coordinated_parties_are_split() -> None:
    assert told("Poland condemned Russia and Belarus.") == [("ACCUSE", ["POL"], ["RUS", "BLR"])]


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Prime Minister Olaf Brandt of Norway visited Ghana.", "actual", "positive"),
        ("Prime Minister Olaf Brandt of Norway will visit Ghana.", "planned", "positive"),
        ("Prime Minister Olaf Brandt of Norway is expected to visit Ghana.", "planned", "positive"),
        ("Prime Minister Olaf Brandt of Norway may visit Ghana.", "possible", "positive"),
        ("Prime Minister Olaf Brandt of Norway wants to visit Ghana.", "possible", "positive"),
        ("Prime Minister Olaf Brandt of Norway did not visit Ghana.", "actual", "negative"),
        ("Prime Minister Olaf Brandt of Norway has never visited Ghana.", "actual", "negative"),
        ("Prime Minister Olaf Brandt of Norway announced plans to visit Ghana.", "planned", "positive"),
    ],
)
def test_whether_a_visit_happened(text: str, modality: str, polarity: str) -> None:
    visit = next(m for m in read(text) if m.mode == "visit")
    assert (visit.modality, visit.polarity) == (modality, polarity)
    assert visit.cue or modality == "actual"


def test_refusal_is_no_deed_of_what_was_refused() -> None:
    assert [m.type for m in read("Sudan refused to withdraw its troops from Chad.")] == ["REJECT"]


def test_future_cooperation_is_an_agreement_and_a_future_blow_a_threat() -> None:
    assert [m.type for m in read("Italy will support Albania.")] == ["AGREE"]
    assert [m.type for m in read("Kuwait said it would impose sanctions on Iran.")] == ["THREATEN"]


def test_must_in_a_statement_is_a_request() -> None:
    assert told("Finland said Russia must withdraw its troops.") == [("REQUEST", ["FIN"], ["RUS"])]


def test_date_of_the_clause_never_of_publication() -> None:
    (dated,) = read("Latvia condemned Belarus on Tuesday.")
    assert (dated.date_start, dated.date_end) == (date(2024, 3, 12), date(2024, 3, 12))
    (undated,) = read("Latvia condemned Belarus.")
    assert (undated.date_start, undated.date_basis) == (None, "none")


def test_caption_lends_the_day_of_its_photo() -> None:
    text = "Estonia condemned Belarus."
    (movement,) = read(text, parts=(Part("caption", 0, len(text), date(2020, 5, 1)),))
    assert movement.date_start == date(2020, 5, 1)


def test_what_is_dated_after_publication_is_planned() -> None:
    (drill,) = [
        m
        for m in read("Joint military exercises of Japan and India in April 2025 worry Beijing.")
        if m.mode == "exercise"
    ]
    assert drill.modality == "planned"


def test_place_and_source() -> None:
    text = "Ukraine and Poland held talks in Vienna, a spokesman said."
    (talks,) = read(text)
    assert (talks.type, talks.place, talks.place_country, talks.attributed_to) == (
        "CONSULT",
        "Vienna",
        "AUT",
        "spokesman",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked the defence and the goalkeeper was beaten twice.",
        "The company launched a new phone.",
        "Four people were killed in a bus crash near Lima.",
        "My sister visited her dentist.",
        "The president is fighting inflation.",
    ],
)
def test_no_movement(text: str) -> None:
    assert read(text) == []


def test_evidence_is_found_in_the_text() -> None:
    text = "On Monday, U.N. officials met Sudanese rebels in Geneva. Norway condemned Belarus, an aide said."
    found = read(text)
    assert [m.type for m in found] == ["CONSULT", "ACCUSE"]
    for movement in found:
        assert text[movement.start : movement.end] == movement.text
        assert all(text[p.start : p.end] == p.text for p in movement.participants)
        assert 0 < movement.confidence < 1


def test_figure_points_to_its_movement() -> None:
    text = "Qatar donated 40 million dollars to Yemen."
    (reading,) = read_texts(Readers(language(), load_gazetteer()), [(text, Context(PUBLISHED))])
    assert [metric.movement for metric in reading.metrics] == [0]
    assert reading.movements[0].type == "AID"


def party(role: str, country: str) -> Participant:
    return Participant(role, 0, country, 0, 1, None, country)


def test_directed_sides_of_reciprocal_movements() -> None:
    a, b, c = party("actor", "AAA"), party("actor", "BBB"), party("recipient", "CCC")
    assert directed_sides(Movement(0, 1, "x", "ACCUSE", participants=[a, c])) == [([a], [c])]
    assert directed_sides(Movement(0, 1, "x", "CONSULT", is_reciprocal=True, participants=[a, c])) == [
        ([a], [c]),
        ([c], [a]),
    ]
    both = directed_sides(Movement(0, 1, "x", "CONSULT", is_reciprocal=True, participants=[a, b]))
    assert both == [([a], [b]), ([b], [a])]
