"""Headlines whose participle is a passive, arrivals that are no visits, and ways of not answering that are no acts."""

from __future__ import annotations

import pytest
from test_movements import countries, read


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Girls kidnapped in Nigeria", ["NGA"]),
        ("Two soldiers killed in Mali", ["MLI"]),
        ("Polish minister sacked after leak", ["POL"]),
        ("Ugandan opposition leader arrested ahead of vote", ["UGA"]),
        ("Two Israeli soldiers wounded near Gaza", ["ISR"]),
        ("Belarusian activists jailed for protest", ["BLR"]),
        ("Thai prime minister ousted by court vote", ["THA"]),
    ],
)
def test_whoever_suffers_is_no_actor(text: str, recipients: list[str]) -> None:
    (movement,) = read(text)
    assert countries(movement, "recipient") in (recipients, [None])
    assert [p.text for p in movement.participants if p.role == "actor" and "court" not in p.text] == []


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("Gunmen kidnapped girls in Nigeria", "Gunmen", "kidnapped"),
        ("Police arrested opposition leader", "Police", "arrested"),
        ("Two soldiers killed three civilians", "Two soldiers", "killed"),
        ("Kenyan soldiers killed by Ugandan troops", "Ugandan troops", "killed"),
        ("France offered aid to Chad", "France", "offered"),
        ("Rebels attacked in Mali", "Rebels", "attacked"),
    ],
)
def test_whoever_acts_stays_the_actor(text: str, actor: str, words: str) -> None:
    (movement,) = [m for m in read(text) if words in m.text]
    assert [p.text for p in movement.participants if p.role == "actor"] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Boeing declined to comment on the sale to Iran.",
        "The ministry refused to say whether Russian troops were involved.",
        "The prime minister refused to be drawn on Iran.",
        "Israeli officials declined to be interviewed.",
        "The Turkish general refused to give further details.",
        "Officials in Russia refused to confirm or deny the report.",
        "The Chinese embassy did not respond to a request for comment.",
        "Airbus did not reply to an email seeking comment from Reuters.",
        "The Pentagon could not be reached for comment.",
        "The attackers arrived on motorcycles.",
        "Gunmen came in three trucks.",
        "Riot police arrived within minutes.",
        "Hundreds of protesters arrived by bus.",
    ],
)
def test_no_act(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Iran refused to talk to Israel.", "REJECT"),
        ("India declined to sign the declaration with China.", "REJECT"),
        ("Poland refused to extradite the minister to Hungary.", "REJECT"),
        ("Lula arrived in Pretoria by helicopter.", "CONSULT"),
        ("The German chancellor arrived in Jordan on Sunday.", "CONSULT"),
        ("American soldiers arrived in Ukraine on Friday.", "MOBILIZE"),
    ],
)
def test_a_refusal_and_an_arrival_stay(text: str, type_: str) -> None:
    assert [m.type for m in read(text)] == [type_]
