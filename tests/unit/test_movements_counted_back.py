"""Acts dated by the noun a clause explains, or counted back from what else the sentence tells."""

from __future__ import annotations

import pytest
from test_movements import read


def _days(text: str, words: str) -> list[tuple[str, str]]:
    return [(str(m.date_start), str(m.date_end)) for m in read(text) if words in m.text]


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("Residents marked the 1982 massacre, in which soldiers killed 200 villagers.", "killed", 1982),
        ("They wept for the victims of the 1994 genocide, in which militias killed thousands.", "killed", 1994),
        ("Families honoured those lost in the 1988 attack, in which Iraq bombed Halabja.", "bombed", 1988),
        ("The book describes the 2004 tsunami, when France sent ships to Indonesia.", "sent", 2004),
        ("The 1968 invasion, in which Soviet troops occupied Prague, is taught in schools.", "occupied", 1968),
        # published in March 2024
        ("The ceremony came 28 years after rebels attacked the barracks.", "attacked", 1996),
        ("Ten years after Russia annexed Crimea, Ukraine still fights.", "annexed", 2014),
        ("Two years after Ghana expelled the ambassador of Togo, the two countries signed a deal.", "expelled", 2022),
        ("The court ruled on Monday, six years after France expelled the diplomats of Chad.", "expelled", 2018),
        ("In 2020, four years after Turkey invaded Syria, the town was rebuilt.", "invaded", 2016),
    ],
)
def test_the_year_of_the_act(text: str, words: str, year: int) -> None:
    assert _days(text, words) == [(f"{year}-01-01", f"{year}-12-31")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia attacked Denmark two years after the summit.", "attacked"),
        ("Years after rebels attacked the barracks, the army rebuilt it.", "attacked"),
        ("Two weeks after troops invaded Benin, the fighting stopped.", "invaded"),
        ("The 2019 report, which says Iran attacked Oman, was published on Monday.", "attacked"),
    ],
)
def test_what_no_date_is_told_of_has_none(text: str, words: str) -> None:
    assert _days(text, words) == [("None", "None")]
