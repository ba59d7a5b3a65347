"""Names: kinds, spans, canonical names, countries, short forms, references."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from transforms.extract.entities import read_names
from transforms.extract.model import load_bundled
from transforms.extract.readers import load_gazetteer
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context, Mention, NamesReading

DAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_bundled()


def read(nlp: Language, text: str, publisher_country: str | None = None) -> NamesReading:
    reading = read_names(mark_names(nlp(text)), Context(DAY, publisher_country), load_gazetteer())
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    return reading


def mention(reading: NamesReading, text: str, last: bool = False) -> Mention:
    found = [m for m in reading.mentions if m.text == text]
    assert found, [(m.text, m.kind) for m in reading.mentions]
    return found[-1 if last else 0]


def test_small_towns_lists_and_other_spellings_tell_places(nlp: Language) -> None:
    town = mention(read(nlp, "The ferry from Stornoway was late."), "Stornoway")
    assert (town.kind, town.linked_by) == ("place", "gazetteer/towns")
    reading = read(nlp, "Delegates came from Perth, Kalgoorlie and Esperance.")
    assert [m.kind for m in reading.mentions] == ["place"] * 3
    bombay, mumbai = (mention(read(nlp, f"Rain fell in {n}."), n) for n in ("Bombay", "Mumbai"))
    assert bombay.entity_id == mumbai.entity_id and bombay.country == "IND"


def test_the_family_name_he_is_no_pronoun(nlp: Language) -> None:
    assert mention(read(nlp, "Vice Premier He Lifeng arrived in Geneva."), "He Lifeng").kind == "person"


def test_titles_stay_outside_and_short_forms_come_to_one_person(nlp: Language) -> None:
    reading = read(nlp, "French President Emmanuel Macron arrived on Monday. Macron then left for Lisbon.")
    full, short = mention(reading, "Emmanuel Macron"), mention(reading, "Macron")
    assert (full.kind, full.country, full.sector) == ("person", "FRA", "GOV")
    assert short.entity_id == full.entity_id
    assert mention(reading, "French").kind == "nationality"
    assert mention(reading, "Lisbon").country == "PRT"


def test_spelling_variants_are_one_entity(nlp: Language) -> None:
    names = {
        mention(read(nlp, f"{name} spoke in {city}."), city).name for name, city in [("He", "Kyiv"), ("She", "Kiev")]
    }
    assert len(names) == 1
    one = mention(read(nlp, "Kim Jong Un inspected a farm."), "Kim Jong Un")
    other = mention(read(nlp, "Kim Jong-un inspected a farm."), "Kim Jong-un")
    assert one.entity_id == other.entity_id
    yoon, hyphenated = (mention(read(nlp, f"{n} left Seoul."), n) for n in ("Yoon Suk Yeol", "Yoon Suk-yeol"))
    assert yoon.entity_id == hyphenated.entity_id and hyphenated.country == "KOR"


def test_a_surname_goes_to_the_person_named_last_in_its_paragraph(nlp: Language) -> None:
    text = "Park Min-ho met Park Ji-won in Busan.\n\nPark Ji-won runs a bakery. Park opened it in May."
    reading = read(nlp, text)
    assert mention(reading, "Park").name == "Park Ji-won"


def test_a_bare_surname_of_an_incumbent_is_linked_by_office_and_others_not_at_all(nlp: Language) -> None:
    reading = read(nlp, "The call came from President Macron, and Mr Hutchinson agreed.")
    assert mention(reading, "Macron").name == "Emmanuel Macron"
    unknown = mention(reading, "Hutchinson")
    assert (unknown.entity_id, unknown.linked_by) == (None, "surname_only")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Chadian Ambassador to Japan Mahamat Kone spoke.", "Mahamat Kone", "TCD"),
        ("Norway's Trade Minister Kari Halvorsen spoke.", "Kari Halvorsen", "NOR"),
        ("Pedro Quintana, a Bolivian lawyer, spoke.", "Pedro Quintana", "BOL"),
        ("Peru's Defense Ministry denied it.", "Defense Ministry", "PER"),
        ("The Kenyan Army denied it.", "Kenyan Army", "KEN"),
        ("In Canada, the vote went to the ruling Liberal Party.", "Liberal Party", "CAN"),
        ("The carrier USS Nimitz sailed.", "USS Nimitz", "USA"),
        ("The Soviet Union collapsed.", "Soviet Union", None),
    ],
)
def test_countries_come_from_titles_possessors_and_nearby_names(
    nlp: Language, text: str, name: str, country: str | None
) -> None:
    assert mention(read(nlp, text), name).country == country


def test_korea_is_read_by_the_publishers_country(nlp: Language) -> None:
    text = "Exports from Korea rose."
    assert mention(read(nlp, text, "KOR"), "Korea").name == "South Korea"
    assert mention(read(nlp, text, "PRK"), "Korea").name == "North Korea"


def test_acronyms_defined_in_the_text_share_the_entity_and_common_ones_are_no_names(nlp: Language) -> None:
    text = "The Lusaka Water Board (LWB) wrote off non-performing loans (NPLs). The LWB said NPLs fell."
    reading = read(nlp, text)
    assert mention(reading, "LWB", last=True).entity_id == mention(reading, "Lusaka Water Board").entity_id
    assert not [m for m in reading.mentions if m.text == "NPLs"]


def test_heads_of_names_tell_their_kind(nlp: Language) -> None:
    reading = read(nlp, "The Tsavo East National Park and the Kisumu Teachers Association signed the Wildlife Act.")
    assert {m.text: m.kind for m in reading.mentions} == {
        "Tsavo East National Park": "place",
        "Kisumu Teachers Association": "organization",
        "Wildlife Act": "product",
    }


def test_names_in_a_text_without_capitals_are_found(nlp: Language) -> None:
    reading = read(nlp, "macron met starmer in london on monday and spoke about trade.")
    assert {m.text: m.name for m in reading.mentions} == {
        "macron": "Emmanuel Macron",
        "starmer": "Keir Starmer",
        "london": "London",
    }


def test_portfolios_of_ministers_are_no_organisations(nlp: Language) -> None:
    reading = read(nlp, "She is the Minister of Labour and Employment in Ghana.")
    assert [m.text for m in reading.mentions] == ["Ghana"]


def test_pronouns_and_descriptions_refer_only_when_sure(nlp: Language) -> None:
    reading = read(nlp, "Chinese President Xi Jinping flew to Rome. He met bankers. The Chinese leader then left.")
    assert {r.text: r.mention.name for r in reading.references} == {
        "He": "Xi Jinping",
        "The Chinese leader": "Xi Jinping",
    }
    unsure = read(nlp, "Officials introduced Tom Baxter to Paul Grady. He left.")
    assert unsure.references == []


def test_same_text_same_rows(nlp: Language) -> None:
    text = "Kenya's President William Ruto met IMF officials in Nairobi. Ruto thanked the Fund."
    assert read(nlp, text) == read(nlp, text)
    assert read(nlp, "").mentions == []


def test_a_partys_organ_stands_for_the_party(nlp: Language) -> None:
    reading = read(nlp, "Flowers came from the Central Committee of the Communist Party of China.")
    assert mention(reading, "Central Committee").name == "Communist Party of China"


def test_surnames_which_are_everyday_words_survive_at_the_start_of_a_sentence(nlp: Language) -> None:
    assert mention(read(nlp, "Trump’s visit to Tokyo ended."), "Trump").name == "Donald Trump"


def test_initials_of_a_body_named_in_full_are_its_acronym(nlp: Language) -> None:
    reading = read(nlp, "The Aam Aadmi Party won in Delhi. The AAP has ruled there before.")
    assert mention(reading, "AAP").name == "Aam Aadmi Party"


def test_an_acronym_may_shorten_the_name_in_the_bodys_own_language(nlp: Language) -> None:
    text = "The National Agency for Rivers and Lakes (ANARIL) fined two firms. ANARIL gave no names."
    reading = read(nlp, text)
    assert mention(reading, "ANARIL", last=True).name == "National Agency for Rivers and Lakes"


@pytest.mark.parametrize(("first", "second"), [("Hutu", "Tutsi"), ("Tamil", "Bengali"), ("Amhara", "Oromo")])
def test_peoples_side_by_side_are_not_one(nlp: Language, first: str, second: str) -> None:
    reading = read(nlp, f"{first} and {second} families fled the fighting.")
    assert mention(reading, first).entity_id != mention(reading, second).entity_id


def test_known_bodies_are_no_people_and_no_plain_words(nlp: Language) -> None:
    reading = read(nlp, "The nonprofit Transparency International named Louis Vuitton and Tesla.")
    assert {m.text: m.kind for m in reading.mentions} == dict.fromkeys(
        ("Transparency International", "Louis Vuitton", "Tesla"), "organization"
    )


def test_the_short_form_of_a_thing_is_no_name(nlp: Language) -> None:
    reading = read(nlp, "Police filed a First Information Report (FIR) on Monday. The FIR names two men.")
    assert not [m for m in reading.mentions if m.text == "FIR"]


def test_one_kim_of_many_is_not_taken_for_the_leader(nlp: Language) -> None:
    text = "Police in Korea said Kim sold the drugs. Korean courts had let Kim go. He once sheltered a North Korean."
    reading = read(nlp, text)
    assert {m.linked_by for m in reading.mentions if m.text == "Kim"} == {"surname_only"}
    assert mention(reading, "Korea").country == "KOR"


def test_a_town_is_that_of_the_country_the_text_speaks_of(nlp: Language) -> None:
    abroad = mention(read(nlp, "Police in South Africa found the car near Heidelberg."), "Heidelberg")
    assert (abroad.name, abroad.country, abroad.linked_by) == ("Heidelberg, South Africa", "ZAF", "gazetteer/namesake")
    assert mention(read(nlp, "Germany sent doctors to Heidelberg, not to South Africa."), "Heidelberg").country == "DEU"


def test_a_town_in_a_bodys_name_tells_no_country_that_the_text_does_not_speak_of(nlp: Language) -> None:
    assert mention(read(nlp, "The Agano Party stands for election in Kenya."), "Agano Party").country is None


def test_sheikhs_and_kings_go_by_their_first_name_without_the_title(nlp: Language) -> None:
    reading = read(nlp, "Sheikh Sabah Al-Khaled Al-Hamad Al-Sabah resigned. Sheikh Sabah gave no reason.")
    full, short = [m for m in reading.mentions if m.kind == "person"]
    assert (full.text, short.text) == ("Sabah Al-Khaled Al-Hamad Al-Sabah", "Sabah")
    assert full.entity_id == short.entity_id
    assert mention(read(nlp, "King Salman arrived in Muscat."), "Salman").country == "SAU"


def test_a_surname_that_many_bear_means_a_leader_only_with_the_country(nlp: Language) -> None:
    at_home = read(nlp, "Honduras will build more roads this year, Castro said on Monday in Tegucigalpa.")
    assert mention(at_home, "Castro").name == "Xiomara Castro"
    elsewhere = read(nlp, "Ecuador will build more roads this year, Castro said on Monday in Quito.")
    assert mention(elsewhere, "Castro").country is None


def test_of_two_kings_the_one_of_the_country_named_is_meant(nlp: Language) -> None:
    reading = read(nlp, "AMMAN: King Abdullah opened the parliament of Jordan on Monday.")
    assert mention(reading, "Abdullah").name == "King Abdullah II"


def test_names_of_hong_kong_have_the_family_in_the_middle(nlp: Language) -> None:
    reading = read(nlp, "Hong Kong health director Ronald Lam Man-kin spoke. Lam said tests would go on.")
    assert mention(reading, "Lam").name == mention(reading, "Ronald Lam Man-kin").name
