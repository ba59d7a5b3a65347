"""Bare surnames: those in office are found where the text speaks for them, and nobody else is taken for them."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.entities import read_names
from transforms.extract.model import load_bundled
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context, Mention


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_bundled()


def mentions(nlp: Language, text: str, day: date = date(2025, 11, 6)) -> list[Mention]:
    return read_names(mark_names(nlp(text)), Context(day), load_gazetteer()).mentions


@pytest.mark.parametrize(
    "surname",
    ["Smith", "Martin", "Davis", "Costa", "Santos", "Phillips", "Johnson", "Cameron", "Park", "Wang", "Brown", "Lee"],
)
@pytest.mark.parametrize("text", ["{} said the shop would close.", "Mr {} opened the shop in 1990."])
def test_a_common_surname_alone_is_nobody_known(nlp: Language, surname: str, text: str) -> None:
    [found] = [m for m in mentions(nlp, text.format(surname)) if m.text == surname]
    assert (found.entity_id, found.country, found.linked_by) == (None, None, "surname_only")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Modi met Macron in Paris on Monday.", ["Narendra Modi", "Emmanuel Macron"]),
        ("Britain's Starmer met with Germany's Merz.", ["Keir Starmer", "Friedrich Merz"]),
        ("Starmer called Zelenskyy on Sunday.", ["Keir Starmer", "Volodymyr Zelensky"]),
        ("Argentina's Milei landed in Madrid.", ["Javier Milei"]),
        ("Sheinbaum rejected the tariffs.", ["Claudia Sheinbaum"]),
        ("Nigeria's Tinubu flew to Accra.", ["Bola Tinubu"]),
        ("Vučić hosted Orban in Belgrade.", ["Aleksandar Vucic", "Viktor Orban"]),
        ("Carney flew to Beijing to meet Xi.", ["Mark Carney", "Xi Jinping"]),
        ("Xi and Lee met in Gyeongju, South Korea said.", ["Xi Jinping", "Lee Jae Myung"]),
        ("Anwar met Prabowo in Jakarta.", ["Anwar Ibrahim", "Prabowo Subianto"]),
        ("Pakistan's Sharif thanked Trump.", ["Shehbaz Sharif", "Donald Trump"]),
        ("Ireland's Martin received Starmer.", ["Micheal Martin", "Keir Starmer"]),
        ("al-Sharaa met Trump in Washington.", ["Ahmed al-Sharaa", "Donald Trump"]),
        ("Chancellor Stocker rejected the plan.", ["Christian Stocker"]),
    ],
)
def test_leaders_are_found_where_the_text_speaks_for_them(nlp: Language, text: str, names: list[str]) -> None:
    assert [m.name for m in mentions(nlp, text) if m.kind == "person"] == names


@pytest.mark.parametrize(
    "text",
    [
        "Modi, a tailor in Leeds, sells suits.",
        "Starmer, 45, mended the leak.",
        "Tusk, a dentist, lives in Derby.",
        "The striker Modi scored twice.",
        "Young voters stayed at home.",
        "Park officials closed the trail.",
        "Putin will speak on Friday.",
    ],
)
def test_others_of_the_name_and_plain_words_are_no_leaders(nlp: Language, text: str) -> None:
    wrong = {"Narendra Modi", "Keir Starmer", "Donald Tusk", "Stuart Young", "Park Jin", "Godwin Friday"}
    found = mentions(nlp, text)
    assert wrong.isdisjoint(m.name for m in found if m.entity_id), found


def test_a_full_name_given_before_wins(nlp: Language) -> None:
    found = mentions(nlp, "Gary Starmer runs a garage. Starmer said trade was slow. He once met Macron.")
    assert [m.name for m in found if m.text == "Starmer"] == ["Gary Starmer"]


def test_who_is_meant_depends_on_the_day(nlp: Language) -> None:
    text = "Germany's Scholz and Germany's Merz spoke."
    before, after = (mentions(nlp, text, day) for day in (date(2024, 5, 1), date(2025, 11, 6)))
    assert [m.name for m in before if m.text == "Scholz"] == ["Olaf Scholz"]
    assert [m.name for m in after if m.text == "Merz"] == ["Friedrich Merz"]


def test_of_two_presidents_of_one_name_the_country_is_known(nlp: Language) -> None:
    [bush] = [m for m in mentions(nlp, "President Bush warned of a crisis.", date(1992, 3, 1)) if m.text == "Bush"]
    assert (bush.country, bush.linked_by) == ("USA", "office/role")
    [open_] = [m for m in mentions(nlp, "President Bush warned of a crisis.") if m.text == "Bush"]
    assert (open_.entity_id, open_.country, open_.linked_by) == (None, "USA", "ambiguous/role")
    [fire] = [m for m in mentions(nlp, "Bush said the garden was dry.") if m.text == "Bush"]
    assert fire.country is None
