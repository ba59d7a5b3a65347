"""What a sentence denies, doubts, invents or puts off is not told as happened; what stands beside it is."""

from __future__ import annotations

import pytest
from test_movements import read


def real(text: str, words: str) -> list[str]:
    """The movements told as happened whose words begin with ``words``."""
    found = [m for m in read(text) if m.modality in ("actual", "ongoing") and m.polarity == "positive"]
    return [m.text for m in found if words in m.text]


DENIED = [
    ("It is not true that Gabon attacked Angola.", "attacked"),
    ("It is false that Oman shelled Qatar on Friday.", "shelled"),
    ("It is a myth that Portugal invaded Spain in 1975.", "invaded"),
    ("It would be wrong to say that Malta expelled the Libyan envoy.", "expelled"),
    ("Reports that Togo bombed Benin are untrue.", "bombed"),
    ("Claims circulating online that Laos attacked Thailand were debunked on Friday.", "attacked"),
    ("A rumour that Chadian soldiers attacked Sudan turned out to be false.", "attacked"),
    ("Reports of a Chilean attack on Bolivia were baseless.", "attack"),
    ("The story that Nepal arrested Indian sailors was a hoax.", "arrested"),
    ("Warsaw called claims that Poland attacked Belarus untrue.", "attacked"),
    ("A satirical website reported that Iceland invaded Ireland.", "invaded"),
    ("A fake video showed Kenyan troops attacking civilians in Uganda.", "attacking"),
    ("The minister falsely claimed that Peru had arrested Chilean soldiers.", "arrested"),
]


@pytest.mark.parametrize(("text", "words"), DENIED)
def test_what_is_called_false_is_denied(text: str, words: str) -> None:
    told = [m for m in read(text) if words in m.text]
    assert [(m.modality, m.polarity) for m in told] == [("denied", "negative")] * len(told)
    assert told, "the denied act keeps its row"
    assert all(m.cue for m in told)


UNREAL = [
    ("There is no evidence that Mali attacked Niger.", "attacked"),
    ("Inspectors saw no sign that Syria had bombed Jordan.", "bombed"),
    ("Diplomats doubt that Bhutan attacked India.", "attacked"),
    ("Analysts are sceptical that Cuba sent soldiers to Angola.", "sent"),
    ("Nobody believes that Norway attacked Sweden.", "attacked"),
    ("Ghana has yet to impose sanctions on Togo.", "impose"),
    ("Italy is yet to send tanks to Greece.", "send"),
    ("Neither Fiji nor Tonga attacked Samoa.", "attacked"),
    ("No country imposed sanctions on Bhutan.", "imposed"),
    ("Not a single minister condemned Eritrea.", "condemned"),
    ("None of the soldiers attacked the village in Chad.", "attacked"),
    ("Pakistan came close to attacking Iran in May.", "attacking"),
    ("Egypt is poised to attack Sudan.", "attack"),
    ("Rebels pretended to attack the army in Mali.", "attack"),
    ("Peru failed in its bid to expel the Mexican envoy.", "expel"),
    ("In the film, Canada invades Denmark.", "invades"),
    ("In a new video game, Finland bombed Moscow.", "bombed"),
    ("The novel tells how Austria attacked Italy.", "attacked"),
    ("North Korean troops attack Hawaii in the movie.", "attack"),
    ("The drill assumed that Russia had attacked Norway.", "attacked"),
    ("In the war game, China attacked Japan with missiles.", "attacked"),
    ("He dreamt that Chile attacked Peru.", "attacked"),
    ("A fictional attack by Iran on Oman opens the book.", "attack"),
    ("Libya would have attacked Chad had it not been for the storm.", "attacked"),
]


@pytest.mark.parametrize(("text", "words"), UNREAL)
def test_what_did_not_happen_is_not_told_as_happened(text: str, words: str) -> None:
    assert any(words in m.text for m in read(text))
    assert real(text, words) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Kigali dismissed as false a report that Rwanda shelled Burundi.", ["REJECT"]),
        ("There were no reports of attacks on Kenyan troops.", []),
        ("Spain stopped short of expelling the Moroccan ambassador.", []),
        ("Turkey was on the verge of invading Iraq.", []),
    ],
)
def test_what_stands_in_another_act_or_in_none_has_no_row(text: str, types: list[str]) -> None:
    assert [m.type for m in read(text)] == types


HAPPENED = [
    ("It is true that Gabon attacked Angola.", "attacked"),
    ("The report that Oman attacked Qatar was confirmed.", "attacked"),
    ("There is no doubt that Russia attacked Ukraine.", "attacked"),
    ("Oman attacked Qatar, and reports of a truce were false.", "attacked"),
    ("It is not true that Chad is weak; Chad attacked Libya on Monday.", "attacked"),
    ("The minister spoke not far from where troops attacked rebels in Mali.", "attacked"),
    ("No fewer than 12 soldiers were killed by rebels in Mali.", "killed"),
    ("Russia not only attacked but occupied Georgia.", "occupied"),
    ("The Danish minister, who denied wrongdoing, visited Kenya.", "visited"),
    ("Turkish police arrested the producer of a film in which Iran attacks Iraq.", "arrested"),
    ("During the exercise North Korea fired missiles into the sea.", "fired"),
    ("Canada expelled two Indian diplomats but has yet to name them.", "expelled"),
    ("Spain expelled two Russian diplomats after false reports that Latvia was attacked.", "expelled"),
    ("The bombing, which nobody has claimed, killed 12 soldiers in Iraq.", "killed"),
    ("Sudan attacked Chad without warning.", "attacked"),
]


@pytest.mark.parametrize(("text", "words"), HAPPENED)
def test_what_happened_beside_it_stays(text: str, words: str) -> None:
    assert real(text, words) == [words]


def test_a_drill_is_held_and_what_it_assumes_is_not_done() -> None:
    assert [m.mode for m in read("Japan held a drill with India in May.")][:1] == ["exercise"]
