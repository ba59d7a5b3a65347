"""A page dump comes out as an article: fields found, captions apart and once, furniture gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from transforms.ingest import read_inputs
from transforms.normalise import Normalised, count_lines, normalise, recurring_lines

DUMP = """Port city signs ferry pact with three neighbours

Home > Business > Transport

Share Tweet Print

Port city signs ferry pact with three neighbours

Published: March 5, 2025 09:30

By MARA LINDQVIST [mara@harbour.example]

\u00a0
Officials from four ports shake hands in Malmo on March 4. [AP/TT]

 Officials from four ports shake hands in Malmo on March 4. [AP/TT]

\u00a0
The harbour council signed a ferry pact with three neighbouring ports on Tuesday, ending two years of talks.

The city’s share of the cost is 4 million euros, or ½ of the sum, it said. “We waited for this,” said the mayor.

Related Articles

Ferry line loses money for a third year

Harbour council meets again on Friday

Deliveries of the new ships begin in May, and the first line opens in June, according to the council.

Workers paint the old ferry in this June 3, 2019, file photo. (Photo: Jo Lind)

The council of the ports will meet again in autumn to decide on fares, which had been left open in the talks.

This article was translated with the help of generative AI tools and edited by our staff.
Copyright 2025 Harbour Post. All rights reserved.
Leave a comment
Your email address will not be published.
"""


def normalise_text(tmp_path: Path, text: str, name: str = "a.txt", **meta: str) -> Normalised:
    (tmp_path / name).write_text(text, encoding="utf-8")
    if meta:
        (tmp_path / f"{name}.meta.json").write_text(str(meta).replace("'", '"'))
    [raw] = list(read_inputs([tmp_path / name]))
    return normalise(raw)


def test_a_page_dump_becomes_an_article(tmp_path: Path) -> None:
    done = normalise_text(tmp_path, DUMP, url="https://harbour.example/news/ferry-pact")
    [document] = done.documents.to_dicts()
    assert document["headline"] == "Port city signs ferry pact with three neighbours"
    assert document["section"] == "Business > Transport"
    assert document["byline"] == "Mara Lindqvist"
    assert (document["published_on"], document["published_basis"]) == (date(2025, 3, 5), "byline")
    assert document["is_machine_translated"]
    assert document["language"] == "en"
    paragraphs = document["body"].split("\n\n")
    assert [p.split()[0] for p in paragraphs] == ["The", "The", "Deliveries", "The"]
    assert "½ of the sum" in paragraphs[1]
    assert "“We waited for this,”" in paragraphs[1]


def test_captions_are_apart_once_dated_and_at_their_offsets(tmp_path: Path) -> None:
    done = normalise_text(tmp_path, DUMP)
    text = done.documents["text"].item()
    captions = done.captions.to_dicts()
    assert [(c["credit"], c["taken_on"]) for c in captions] == [
        ("AP/TT", date(2025, 3, 4)),
        ("Jo Lind", date(2019, 6, 3)),
    ]
    for caption in captions:
        assert text[caption["char_start"] : caption["char_end"]] == caption["text"]
        assert "[" not in caption["text"]
    assert text.startswith(done.documents["headline"].item() + "\n\n")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The bridge opens to traffic in Turku. [YONHAP]", "YONHAP"),
        ("The bridge opens to traffic in Turku. (AP Photo/Jo Lind)", "AP Photo/Jo Lind"),
        ("The bridge opens to traffic in Turku. (Photo by Jo Lind)", "Jo Lind"),
        ("FILE PHOTO: The bridge opens to traffic in Turku. REUTERS/Jo Lind/File Photo", "REUTERS/Jo Lind/File Photo"),
        ("The bridge opens to traffic in Turku. Photograph: Jo Lind/AFP", "Jo Lind/AFP"),
        ("The bridge opens to traffic in Turku. Photo: Bloomberg", "Bloomberg"),
        ("The bridge opens to traffic in Turku. — Bernama pic", "Bernama pic"),
        ("The bridge opens to traffic in Turku. Jo Lind/Getty Images", "Jo Lind/Getty Images"),
        ("The bridge opens to traffic in Turku (Yonhap)", "Yonhap"),
        ("The bridge opens to traffic in Turku. © Jo Lind/Harbour Post", "Jo Lind/Harbour Post"),
    ],
)
def test_credits_of_many_publishers(tmp_path: Path, line: str, credit: str) -> None:
    story = "The council met for the third time this week and agreed on the fares of all lines in the north."
    done = normalise_text(tmp_path, f"{story}\n\n{line}\n\nAnd {story}\n\nSo {story}")
    assert done.captions.select("text", "credit").rows() == [
        (
            ("The bridge opens to traffic in Turku." if "Turku." in line else "The bridge opens to traffic in Turku"),
            credit,
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "“It was [the council’s] decision,” she said.",
        "The shares of the shipyard [SHIP.L] fell by a tenth on Monday.",
        "He showed the photo: a ship, a pier and two men. Nobody knew where it was taken, and he did not say.",
        "The council said (see page 4) that the pier was safe.",
        "The union will strike again on Friday, it said in a statement. (Yonhap)",
    ],
)
def test_sentences_with_brackets_are_no_captions(tmp_path: Path, line: str) -> None:
    story = "The council met for the third time this week and agreed on the fares of all lines in the north."
    done = normalise_text(tmp_path, f"{story}\n\nAnd {story}\n\n{line}")
    assert done.captions.is_empty()
    assert len(done.documents["body"].item().split("\n\n")) == 3


def test_a_paragraph_printed_twice_is_a_caption_but_a_text_printed_twice_is_not(tmp_path: Path) -> None:
    story = [
        f"Paragraph {word} tells what the council of the port did on that day." for word in ("one", "two", "three")
    ]
    photo = "Two cranes lift the last part of the pier into place at dawn."
    done = normalise_text(tmp_path, "\n\n".join([story[0], photo, photo, *story[1:]]))
    assert done.captions["text"].to_list() == [photo]
    done = normalise_text(tmp_path, "\n\n".join(line for paragraph in story for line in (paragraph, paragraph)))
    assert done.captions.is_empty()
    assert done.documents["body"].item() == "\n\n".join(story)


def test_wrapped_lines_become_paragraphs_and_tables_keep_their_rows(tmp_path: Path) -> None:
    text = (
        "MALMO, March 4 - The harbour council said it would build a new\n"
        "pier at a cost of 4 mln euros, of which the city pays a third and\n"
        "the state the rest.\n"
        "    The pier opens in spring, and the first line will start in the\n"
        "week after that, it said.\n"
        "         Line   Fare   Old\n"
        " North   2.55   2.40    IV\n"
        " South   1.35   1.92    IV\n"
    )
    body = normalise_text(tmp_path, text).documents["body"].item().split("\n\n")
    assert body[0].endswith("of which the city pays a third and the state the rest.")
    assert body[1] == "The pier opens in spring, and the first line will start in the week after that, it said."
    assert body[2] == "Line Fare Old\nNorth 2.55 2.40 IV\nSouth 1.35 1.92 IV"


def test_the_author_note_names_the_author(tmp_path: Path) -> None:
    story = "Sometimes a harbour tells more about a country than its parliament does, and this one tells a lot."
    text = f"Lee Hana\n\nThe author is an editorial writer at the Harbour Post.\n\n{story}\n\nSo {story}"
    [document] = normalise_text(tmp_path, text).documents.to_dicts()
    assert document["byline"] == "Lee Hana"
    assert document["body"] == f"{story}\n\nSo {story}"


WIRE = """Skip to main content
Yonhap News Agency
National
Politics
Home > North Korea
(LEAD) Ferry service to northern islands resumes
North Korea 15:20 May 8, 2025
INCHEON, May 8 (Yonhap) -- The ferry service to the northern islands resumed on Thursday after two weeks, the port said.

This photo, provided by the port on May 7, 2025, shows the ferry. (No Redistribution) (Yonhap)

"All lines are open again," the port said in a statement to reporters.

hana@paper.example
(END)
Related Articles
Port closes northern line
Copyright (c) Yonhap News Agency. All rights reserved.
"""


def test_the_dump_of_an_agency_page(tmp_path: Path) -> None:
    done = normalise_text(tmp_path, WIRE)
    [document] = done.documents.to_dicts()
    assert (document["publisher"], document["publisher_country"]) == ("Yonhap News Agency", "KOR")
    assert (document["headline"], document["section"]) == (
        "(LEAD) Ferry service to northern islands resumes",
        "North Korea",
    )
    assert (document["published_on"], document["published_basis"]) == (date(2025, 5, 8), "byline")
    assert [p[:12] for p in document["body"].split("\n\n")] == ["INCHEON, May", '"All lines a']
    [caption] = done.captions.to_dicts()
    assert (caption["text"][-4:], caption["credit"], caption["taken_on"]) == ("rry.", "Yonhap", date(2025, 5, 7))


def test_the_name_over_an_address_is_the_author_wherever_it_stands(tmp_path: Path) -> None:
    story = "The council met for the third time this week and agreed on the fares of all lines in the north."
    text = f"LEE HA-NA\nhana@paper.example\n{story}\nSo {story}\nBY LEE HA-NA [hana@paper.example]"
    [document] = normalise_text(tmp_path, text, url="https://koreaherald.com/a").documents.to_dicts()
    assert (document["byline"], document["body"]) == ("Lee Ha-na", f"{story}\n\nSo {story}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law in the union will change next year.",
        "Similar stories were heard across the town.",
        "More news is expected on Friday.",
        "Like many on Twitter, she did not believe it.",
        "The newsletter was sent to 400 members.",
        "The report said the firm had violated community rules.",
        "Search teams found two boats.",
        "This report was published in 2019 by the bank.",
        "Already a member of the council, she wants to lead it.",
    ],
)
def test_sentences_are_no_furniture(tmp_path: Path, sentence: str) -> None:
    story = "The council met for the third time this week and agreed on the fares of all lines in the north."
    [document] = normalise_text(tmp_path, f"{story}\n\n{sentence}\n\nSo {story}").documents.to_dicts()
    assert sentence in document["body"]


def test_the_headline_is_not_made_up(tmp_path: Path) -> None:
    story = "MALMO — The harbour council said on Tuesday that it would build a new pier in the north of the city"
    [document] = normalise_text(tmp_path, f"{story}\n\nIt will cost 4 million euros.").documents.to_dicts()
    assert document["headline"] is None
    assert document["text"].startswith("MALMO")
    assert document["publisher"] is None
    assert (document["published_on"], document["published_basis"]) == (None, "none")


def test_the_headline_is_found_by_the_address(tmp_path: Path) -> None:
    url = "https://harbour.example/2025/03/04/council-approves-new-pier"
    text = f"{url}\n\nCouncil approves new pier\n\nIt met on Tuesday."
    [document] = normalise_text(tmp_path, text).documents.to_dicts()
    assert (document["headline"], document["body"]) == ("Council approves new pier", "It met on Tuesday.")
    assert (document["published_on"], document["published_basis"]) == (date(2025, 3, 4), "url")


def test_a_page_is_read_by_the_library_and_its_figures_are_captions(tmp_path: Path) -> None:
    sentence = "tells at some length what the council of the port decided on that day."
    body = "".join(f"<p>Paragraph {number} {sentence}</p>" for number in range(6))
    html = (
        "<!doctype html><html><head><title>Council approves pier | Harbour Post</title>"
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2025-03-04T08:00:00Z"></head><body><nav>Home</nav><article>'
        "<h1>Council approves pier</h1><figure><img src='a.jpg'><figcaption>The old pier on March 1."
        "<span class='credit'>Photo: Jo Lind</span></figcaption></figure>"
        f"{body}</article><footer>Copyright</footer></body></html>"
    )
    done = normalise_text(tmp_path, html, "a.html", url="https://harbour.example/pier")
    [document] = done.documents.to_dicts()
    assert (document["headline"], document["publisher"]) == ("Council approves pier", "Harbour Post")
    assert (document["published_on"], document["published_basis"]) == (date(2025, 3, 4), "page")
    assert len(document["body"].split("\n\n")) == 6
    assert done.captions.select("text", "credit", "taken_on").rows() == [
        ("The old pier on March 1.", "Jo Lind", date(2025, 3, 1))
    ]


def test_lines_that_recur_across_a_publisher_leave_the_body(tmp_path: Path) -> None:
    for number in range(6):
        story = f"Story {number} tells what happened in the port on day {number} of this long week."
        text = f"https://harbour.example/{number}\n\n{story}\n\nHarbour Post reads the sea for you\n\nMore {story}"
        (tmp_path / f"{number}.txt").write_text(text)
    raw = pl.concat(list(read_inputs([tmp_path], batch_size=2)))
    halves = [count_lines(raw.head(3)), count_lines(raw.tail(3))]
    recurring = recurring_lines(pl.concat(halves))
    assert recurring["line"].to_list() == ["Harbour Post reads the sea for you"]
    bodies = normalise(raw, recurring).documents["body"].to_list()
    assert not any("reads the sea" in body for body in bodies)
    assert all(len(body.split("\n\n")) == 2 for body in bodies)


def test_nothing_is_lost_between_documents_and_rejected(tmp_path: Path) -> None:
    for name, text in {"a.txt": DUMP, "b.txt": "", "c.txt": "Menu\n\nShare\n\nLog in", "d.pdf": "x"}.items():
        (tmp_path / name).write_text(text)
    [raw] = list(read_inputs([tmp_path]))
    done = normalise(raw)
    assert sorted(done.rejected["reason"].to_list()) == ["empty", "no_text", "unknown_format"]
    assert set(done.documents["record_id"]) | set(done.rejected["record_id"]) == set(raw["record_id"])


def test_the_same_text_gives_the_same_rows(tmp_path: Path) -> None:
    first, second = (normalise_text(tmp_path, DUMP) for _ in range(2))
    assert first.documents.equals(second.documents)
    assert first.captions.equals(second.captions)
    assert first.signatures.equals(second.signatures)
