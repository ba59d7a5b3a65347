"""Whole sentences whose verb the parser takes for an adjective, and dates with a part of the day behind them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.test_movements import read

DAY = date(2025, 11, 6)

LOST = [
    ("Brazil imposed sanctions on Peru on Wednesday.", "SANCTION", "BRA", "PER", date(2025, 11, 5)),
    ("The European Union imposed sanctions on Belarus on Wednesday.", "SANCTION", "IGO", "BLR", date(2025, 11, 5)),
    ("Ukraine seized Russian ships on Monday.", "COERCE", "UKR", "RUS", date(2025, 11, 3)),
    ("Authorities detained Kenyan activists in Nairobi on Sunday.", "COERCE", None, "KEN", date(2025, 11, 2)),
    ("Norway and Denmark condemned Belarus on Tuesday.", "ACCUSE", "DNK", "BLR", date(2025, 11, 4)),
]
NO_VERB = [
    "US-backed rebels of Syria.",
    "The Brazil based company.",
    "Oil prices, inflation and limited growth.",
    "Sanctions imposed on Peru",
]
PARTS_OF_DAYS = [
    ("Rebels attacked the town on Tuesday night.", date(2025, 11, 4)),
    ("Rebels attacked the town on the night of May 3.", date(2025, 5, 3)),
    ("Police raided the office early Friday afternoon.", date(2025, 10, 31)),
    ("Soldiers arrested two Peruvians on Sunday morning.", date(2025, 11, 2)),
    ("Pirates seized a tanker of Greece at dawn on Monday.", date(2025, 11, 3)),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient", "day"), LOST)
def test_a_whole_sentence_has_its_verb(text: str, type_: str, actor: str | None, recipient: str, day: date) -> None:
    (movement,) = read(text, DAY)
    sides = {p.role: p.country for p in movement.participants}
    assert (movement.type, sides.get("actor"), sides.get("recipient")) == (type_, actor, recipient)
    assert movement.date_start == day


@pytest.mark.parametrize("text", NO_VERB)
def test_a_phrase_gets_no_verb(text: str) -> None:
    assert [m for m in read(text, DAY) if any(p.role == "actor" for p in m.participants)] == []


@pytest.mark.parametrize(("text", "day"), PARTS_OF_DAYS)
def test_a_part_of_the_day_keeps_the_date(text: str, day: date) -> None:
    assert [m.date_start for m in read(text, DAY)] == [day]
