"""Datelines and days in brackets: out of the sentence before the parse, and a day where nothing else gives one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from transforms.extract.entities.place_names import is_place_name
from transforms.extract.model import load_bundled
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context, Movement, Reading
from transforms.extract.text.asides import cut_asides
from transforms.ingest import read_inputs
from transforms.normalise import normalise

PUBLISHED_ON = date(2025, 11, 6)


def read(*texts: str) -> list[Reading]:
    return list(read_texts(load_bundled(), [(text, Context(PUBLISHED_ON)) for text in texts]))


def outline(movement: Movement) -> tuple[object, ...]:
    sides = tuple((party.role, party.text, party.country) for party in movement.participants)
    return (movement.type, movement.mode, movement.modality, movement.date_start, movement.attributed_to, sides)


@pytest.mark.parametrize(
    ("dateline", "sign"),
    [
        ("LIMA, Peru, Nov. 3 (Xinhua)", " -- "),
        ("RABAT, Nov 24 (Reuters)", " - "),
        ("Rabat, 24 Nov 2024 (MAP)", " "),
        ("DOHA - 13 July 2022", ": "),
        ("OTTAWA (AP)", " — "),
        ("Kuala Lumpur (Bernama)", " -- "),
        ("HANOI, 5 Jan", " — "),
        ("Tbilisi, January 5", " – "),
        ("UNITED NATIONS, March 3, 2023 (AFP)", " - "),
        ("ST. PAUL, Minn. (AP)", " – "),
        ("(July 28, 2022)", " "),
        ("KYIV (July 28, 2022)", " — "),
        ("ACCRA | 3 May 2024", " | "),
        ("TUNIS", "— "),
        ("New Delhi", ": "),
        ("Nov 24 (Reuters)", " - "),
        ("SANTIAGO, Chile", " – "),
        ("VATICAN CITY (CNS)", " -- "),
        ("Baghdad (IraqiNews.com)", " – "),
        ("Paris, March 2, 2024", " -"),
    ],
)
def test_a_dateline_is_set_apart(dateline: str, sign: str) -> None:
    assert cut_asides(f"{dateline}{sign}The ministers met.", is_place_name).text == f"{dateline}\n\nThe ministers met."


@pytest.mark.parametrize(
    "sentence",
    [
        "In Geneva, Nov 24 talks between the two sides failed.",
        "LONDON, Ontario, police said they had arrested two men.",
        "Paris - the city of light - is short of power.",
        "Lisbon–Madrid trains stand still.",
        "London - Paris trains run again.",
        "Minister: We will not pay.",
        "BREAKING: Police arrest two men.",
        "Nokia (NOKIA) - Shares fell by a tenth.",
        "Lawyer - A man of the people - retires.",
        "The road, closed from Nov. 3 - Dec. 5, is open.",
        "Market Street, Nov. 3 - Dec. 5.",
        "He was born in Oslo (July 28, 1922) and died there.",
        "Police said on Monday — The minister had left by then.",
    ],
)
def test_other_beginnings_stay(sentence: str) -> None:
    assert cut_asides(sentence, is_place_name).text == sentence


LEADS = [
    "Peru expelled three Bolivian diplomats on Monday, the foreign ministry said.",
    "Moroccan Prime Minister Aziz Akhannouch met Spanish officials in Madrid on Tuesday.",
    "Qatar sent aid to Sudan on Wednesday.",
    "Canada imposed sanctions on two Russian banks on Tuesday.",
    "Vietnam and Laos signed a trade agreement on Monday.",
    "Georgian police arrested two Turkish citizens on Sunday.",
    "Ghana's president will visit Togo next week.",
    "The Ukrainian army attacked Russian positions on Monday.",
]


@pytest.mark.parametrize("dateline", ["LIMA, Peru, Nov. 3 (Xinhua) -- ", "DOHA - 3 November 2025: ", "OSLO (AP) — "])
def test_a_lead_says_the_same_with_and_without_its_dateline(dateline: str) -> None:
    plain, dated = read(*LEADS), read(*(dateline + lead for lead in LEADS))
    assert all(reading.movements for reading in plain)
    assert [[*map(outline, r.movements)] for r in dated] == [[*map(outline, r.movements)] for r in plain]


def test_places_and_offsets_of_a_dateline_are_kept() -> None:
    text = f"A headline here\n\nLIMA, Peru, Nov. 3 (Xinhua) -- {LEADS[0]}\n\nTUNIS— {LEADS[2]}"
    (reading,) = read(text)
    assert {"LIMA", "TUNIS"} <= {mention.text for mention in reading.mentions if mention.kind == "place"}
    rows = [*reading.mentions, *reading.dates, *reading.metrics, *reading.movements]
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert [text[s.start : s.end] for s in reading.sentences][-2:] == ["TUNIS", LEADS[2]]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peru expelled three diplomats today (July 28, 2022) over spying.", date(2022, 7, 28)),
        ("Peru expelled three diplomats on Thursday (July 28, 2022).", date(2022, 7, 28)),
        ("Peru yesterday (28 July 2022) expelled three diplomats.", date(2022, 7, 28)),
        ("Yesterday (28 July 2022), Peru expelled three diplomats.", date(2022, 7, 28)),
        ("Peru expelled three diplomats today.", PUBLISHED_ON),
    ],
)
def test_a_day_in_brackets_dates_its_sentence(sentence: str, day: date) -> None:
    (reading,) = read(sentence)
    assert [movement.date_start for movement in reading.movements] == [day]
    assert all(sentence[row.start : row.end] == row.text for row in [*reading.dates, *reading.movements])


STORY = "The ministers of the two countries met for talks on fishing rights and on the ferry between their ports."
LIMA = f"LIMA, Nov. 3 (Xinhua) -- {STORY}"
SITE = "https://h.example"


def document(tmp_path: Path, text: str, url: str | None = None) -> dict[str, object]:
    (tmp_path / "a.txt").write_text(f"{url}\n\n{text}" if url else text, encoding="utf-8")
    [row] = normalise(next(iter(read_inputs([tmp_path / "a.txt"])))).documents.to_dicts()
    return row


@pytest.mark.parametrize(
    ("text", "url", "day", "basis", "month"),
    [
        (f"DOHA - 13 July 2022: {STORY}", None, date(2022, 7, 13), "dateline", date(2022, 7, 1)),
        (LIMA, f"{SITE}/2024/11/talks", date(2024, 11, 3), "dateline", date(2024, 11, 1)),
        (LIMA, f"{SITE}/2024/talks", date(2024, 11, 3), "dateline", date(2024, 11, 1)),
        (LIMA, None, None, "none", None),
        (f"OSLO (AP) — {STORY}", f"{SITE}/2024/05/talks", None, "url", date(2024, 5, 1)),
        (STORY, f"{SITE}/news/2024-05/talks", None, "url", date(2024, 5, 1)),
        (STORY, f"{SITE}/2024/13/talks", None, "none", None),
        (LIMA, f"{SITE}/2024/11/05/talks", date(2024, 11, 5), "url", date(2024, 11, 1)),
        (f"By Ada Obi, Lagos | 3 May 2024\n\n{STORY}", None, date(2024, 5, 3), "byline", date(2024, 5, 1)),
        (f"Updated: May 9, 2025\n\nPosted: May 3, 2024\n\n{STORY}", None, date(2024, 5, 3), "byline", date(2024, 5, 1)),
        (f"In Geneva, Nov 24 talks of 2019 failed. {STORY}", None, None, "none", None),
    ],
)  # fmt: skip
def test_what_a_document_knows_of_its_day(
    tmp_path: Path, text: str, url: str | None, day: date | None, basis: str, month: date | None
) -> None:
    row = document(tmp_path, f"{text}\n\nAnd {STORY}", url)
    grain = "day" if day else "month" if month else None
    wanted = (day, basis, grain, month)
    assert tuple(row[f"published_{name}"] for name in ("on", "basis", "grain", "month")) == wanted


def test_a_signed_line_with_a_day_keeps_its_author(tmp_path: Path) -> None:
    row = document(tmp_path, f"By Ada Obi | 3 May 2024\n\n{STORY}\n\nAnd {STORY}")
    assert row["byline"] == "Ada Obi"
