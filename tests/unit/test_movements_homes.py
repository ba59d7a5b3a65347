"""Whose "the government" is: its own words, the text before, the dateline; never where it goes or whom it acts on."""

from __future__ import annotations

import pytest
from test_movements import countries, read


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Norway's government sent aid to Sudan. The government also imposed sanctions on Russia.", "imposed", "NOR"),
        ("The Danish government met on Monday. The government expelled a Serbian diplomat.", "expelled", "DNK"),
        ("Ghanaian officials met on Monday. The foreign minister visited Togo on Tuesday.", "visited", "GHA"),
        ("Ethiopia's army took two towns. The army bombed Somalia on Sunday.", "bombed", "ETH"),
        ("Japan held a cabinet meeting. The government imposed sanctions on Myanmar.", "imposed", "JPN"),
        ("Kazakhstan's president spoke on Sunday. The president visited China on Monday.", "visited", "KAZ"),
        ("ANKARA — The defence minister travelled to Muscat.", "travelled", "TUR"),
        ("WARSAW (Reuters) - The prime minister visited Georgia on Monday.", "visited", "POL"),
        ("The prime minister flew from Tbilisi to Baku.", "flew", "GEO"),
        ("Police arrested two men in Lagos, Nigeria.", "arrested", "NGA"),
        ("The army killed 30 civilians in Sudan on Friday.", "killed", "SDN"),
        ("The French president visited Egypt.", "visited", "FRA"),
    ],
)
def test_home_of_an_office(text: str, words: str, country: str) -> None:
    assert [countries(m, "actor") for m in read(text) if words in m.text] == [[country]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The defence minister flew to France.", "flew"),
        ("The president visited Japan on Monday.", "visited"),
        ("MUSCAT, Oman (AP) — The foreign minister arrived in Muscat.", "arrived"),
        ("The government imposed sanctions on Iran.", "imposed"),
        ("The government sent tanks to Ukraine.", "sent"),
        ("The army shelled Armenia on Friday.", "shelled"),
        ("The army killed three Indian soldiers.", "killed"),
        ("The foreign ministry condemned Greece.", "condemned"),
        ("The president accused Rwanda of arming rebels.", "accused"),
        ("Police arrested two French tourists.", "arrested"),
    ],
)
def test_an_office_never_takes_the_country_of_the_other_side(text: str, words: str) -> None:
    assert [countries(m, "actor") for m in read(text) if words in m.text] == [[None]]


def test_a_state_acts_on_no_government_of_its_own() -> None:
    assert [countries(m, "recipient") for m in read("Russia condemned the government.")] == [[None]]
    (later,) = [m for m in read("Mali's government met. Russia condemned the government.") if "condemned" in m.text]
    assert countries(later, "recipient") == ["MLI"]
